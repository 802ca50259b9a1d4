//! Classifies calls without a usable reply: what a fault means, and what may have been sent.

use pse_core::ports::provider::{Creation, Facts, NoAnswer, Refusal};
use pse_placetopay::{CallError, CallErrorKind, Fault};

use crate::skew;

/// How the service's fault for a bad login, key or seed starts.
const ACCESS_DENIED: &str = "Acceso no autorizado";

/// Whether a failed call means that the service refused our login, key or seed.
#[must_use]
pub fn is_access_denied(kind: &CallErrorKind) -> bool {
    matches!(kind, CallErrorKind::Fault(fault) if fault.string.starts_with(ACCESS_DENIED))
}

/// Classifies a question without a usable reply; `skew_millis` is the service's clock minus ours, in milliseconds.
#[must_use]
pub fn no_answer(error: CallError, skew_millis: i64) -> NoAnswer {
    let why = classified(error.kind, skew_millis);
    if error.page.is_empty() {
        why
    } else {
        NoAnswer::Page { why: Box::new(why), words: error.page }
    }
}

fn classified(kind: CallErrorKind, skew_millis: i64) -> NoAnswer {
    if is_access_denied(&kind)
        && skew_millis.abs() > skew::ALERT_MILLIS
        && let CallErrorKind::Fault(fault) = kind
    {
        return NoAnswer::ClockSkew { skew_seconds: skew_millis / 1000, words: fault.string };
    }
    match kind {
        CallErrorKind::Fault(fault) => NoAnswer::Refused(fault.string),
        CallErrorKind::Garbled(error) => NoAnswer::Garbled(error.to_string()),
        CallErrorKind::Encode(error) => NoAnswer::NotAsked(error.to_string()),
        CallErrorKind::NotSent(why) => NoAnswer::Unreachable(why),
        CallErrorKind::Cut(why) => NoAnswer::Unreachable(format!("the connection was cut: {why}")),
        CallErrorKind::Timeout => NoAnswer::Unreachable("time-out".to_owned()),
        CallErrorKind::Status(status) => NoAnswer::Unreachable(format!("HTTP status {status}")),
    }
}

/// The name under which a fault's words are kept: they are about us and the service, not for a buyer to read.
const FAULT: &str = "fault";
/// The name under which is kept what came instead of an answer.
const PAGE: &str = "page";

/// Classifies a creation without a usable reply. A fault is the service's own refusal; anything else after the first
/// byte may have created a transaction.
#[must_use]
pub fn not_created(error: CallError) -> Creation {
    match error.kind {
        CallErrorKind::Fault(Fault { string, .. }) => Creation::Refused {
            facts: Facts { data: [(FAULT.to_owned(), string)].into(), ..Facts::default() },
            why: Refusal::Misconfigured,
        },
        unsent @ (CallErrorKind::Encode(_) | CallErrorKind::NotSent(_)) => {
            Creation::NotSent { why: classified(unsent, 0) }
        }
        sent @ (CallErrorKind::Timeout
        | CallErrorKind::Cut(_)
        | CallErrorKind::Status(_)
        | CallErrorKind::Garbled(_)) => {
            let page = (!error.page.is_empty()).then(|| (PAGE.to_owned(), error.page));
            let facts = Facts { data: page.into_iter().collect(), ..Facts::default() };
            Creation::Unanswered { facts, why: classified(sent, 0) }
        }
    }
}
