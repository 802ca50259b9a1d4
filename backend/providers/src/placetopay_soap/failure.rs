//! Classifies calls without a usable reply: what a fault means, and what may have been sent.

use pse_core::ports::provider::{Creation, Facts, NoAnswer, Refusal};
use pse_placetopay::{CallErrorKind, Fault};

use crate::skew;

/// How the service's fault for a bad login, key or seed starts.
const ACCESS_DENIED: &str = "Acceso no autorizado";

/// Whether a failed call means that the service refused our login, key or seed.
#[must_use]
pub fn is_access_denied(kind: &CallErrorKind) -> bool {
    matches!(kind, CallErrorKind::Fault(fault) if fault.string.starts_with(ACCESS_DENIED))
}

/// Classifies a call without a usable reply; `skew_millis` is the service's clock minus ours, in milliseconds.
#[must_use]
pub fn no_answer(kind: CallErrorKind, skew_millis: i64) -> NoAnswer {
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

/// Classifies a creation without a usable reply. A fault is the service's own refusal; anything else after the first
/// byte may have created a transaction.
#[must_use]
pub fn not_created(kind: CallErrorKind) -> Creation {
    match kind {
        CallErrorKind::Fault(Fault { string, .. }) => Creation::Refused {
            facts: Facts { data: [(FAULT.to_owned(), string)].into(), ..Facts::default() },
            why: Refusal::Misconfigured,
        },
        unsent @ (CallErrorKind::Encode(_) | CallErrorKind::NotSent(_)) => {
            Creation::NotSent { why: no_answer(unsent, 0) }
        }
        sent @ (CallErrorKind::Timeout
        | CallErrorKind::Cut(_)
        | CallErrorKind::Status(_)
        | CallErrorKind::Garbled(_)) => {
            Creation::Unanswered { facts: Facts::default(), why: no_answer(sent, 0) }
        }
    }
}
