//! Classifies calls without a usable reply: what a fault means, and what may have been sent.

use pse_core::ports::provider::{Creation, Facts, NoAnswer, Refusal};
use pse_placetopay::{CallError, CallErrorKind, Fault};

use crate::seed_clock::ALERT_MILLIS;

/// What a fault about login, key or seed says somewhere, in small letters. The service's own begins with the first.
const ACCESS_DENIED: [&str; 5] =
    ["acceso no autorizado", "acceso denegado", "no autorizado", "access denied", "unauthorized"];
/// What a refusal says that is about the seed's time.
const ABOUT_THE_CLOCK: [&str; 6] = ["semilla", "seed", "expir", "reloj", "clock", "timestamp"];
/// What a refusal says that is about login or secret.
const ABOUT_THE_KEYS: [&str; 5] = ["trankey", "login", "credencial", "credential", "contraseña"];

/// Whether a failed call means that the service refused our login, key or seed.
#[must_use]
pub fn is_access_denied(kind: &CallErrorKind) -> bool {
    match kind {
        CallErrorKind::Fault(fault) => says(&fault.string, &ACCESS_DENIED),
        CallErrorKind::Status(status) => matches!(status, 401 | 403),
        CallErrorKind::Encode(_)
        | CallErrorKind::NotSent(_)
        | CallErrorKind::Timeout
        | CallErrorKind::Cut(_)
        | CallErrorKind::Redirect { .. }
        | CallErrorKind::Garbled(_) => false,
    }
}

fn says(words: &str, any: &[&str]) -> bool {
    let words = words.to_lowercase();
    any.iter().any(|part| words.contains(part))
}

/// Classifies a question without a usable reply; `skew_millis` is the service's clock minus ours, in milliseconds, where
/// it was told, and `both_refused` whether seeds in both clocks were.
#[must_use]
pub fn no_answer(error: CallError, skew_millis: Option<i64>, both_refused: bool) -> NoAnswer {
    let why = if let CallErrorKind::Fault(fault) = &error.kind
        && says(&fault.string, &ACCESS_DENIED)
    {
        denied(fault.string.clone(), skew_millis, both_refused)
    } else {
        classified(error.kind)
    };
    if error.page.is_empty() {
        why
    } else {
        NoAnswer::Page { why: Box::new(why), words: error.page }
    }
}

/// Tells wrong keys from a wrong clock, as far as the service's words, its clock, or two refusals tell.
fn denied(words: String, skew_millis: Option<i64>, both_refused: bool) -> NoAnswer {
    let (clock, keys) = (says(&words, &ABOUT_THE_CLOCK), says(&words, &ABOUT_THE_KEYS));
    let agree = skew_millis.is_some_and(|skew| skew.abs() <= ALERT_MILLIS);
    if (keys || agree || both_refused) && (keys || !clock) {
        return NoAnswer::WrongKeys(words);
    }
    match skew_millis {
        Some(skew) if !agree => NoAnswer::ClockSkew { skew_seconds: skew / 1000, words },
        Some(_) | None => NoAnswer::Refused(words),
    }
}

fn classified(kind: CallErrorKind) -> NoAnswer {
    match kind {
        CallErrorKind::Fault(fault) => NoAnswer::Refused(fault.string),
        CallErrorKind::Garbled(error) => NoAnswer::Garbled(error.to_string()),
        CallErrorKind::Encode(error) => NoAnswer::NotAsked(error.to_string()),
        CallErrorKind::NotSent(why) => NoAnswer::Unreachable(why),
        CallErrorKind::Cut(why) => NoAnswer::Unreachable(format!("the connection was cut: {why}")),
        CallErrorKind::Timeout => NoAnswer::Unreachable("time-out".to_owned()),
        CallErrorKind::Status(status) => NoAnswer::Unreachable(format!("HTTP status {status}")),
        CallErrorKind::Redirect { status, to } => {
            NoAnswer::Unreachable(format!("HTTP status {status}: the endpoint leads to {to}"))
        }
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
            Creation::NotSent { why: classified(unsent) }
        }
        sent @ (CallErrorKind::Timeout
        | CallErrorKind::Cut(_)
        | CallErrorKind::Status(_)
        | CallErrorKind::Redirect { .. }
        | CallErrorKind::Garbled(_)) => {
            let page = (!error.page.is_empty()).then(|| (PAGE.to_owned(), error.page));
            let facts = Facts { data: page.into_iter().collect(), ..Facts::default() };
            Creation::Unanswered { facts, why: classified(sent) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(words: &str) -> CallError {
        let fault = Fault { code: "SOAP-ENV:Client".to_owned(), string: words.to_owned() };
        CallError { kind: CallErrorKind::Fault(fault), server_date: None, page: String::new() }
    }

    #[test]
    fn a_refusal_for_access_is_known_by_its_words_or_its_status() {
        for words in ["Acceso no autorizado", " ACCESO NO AUTORIZADO: x", "Error: Access denied."] {
            assert!(is_access_denied(&fault(words).kind), "{words}");
        }
        for status in [401, 403] {
            assert!(is_access_denied(&CallErrorKind::Status(status)));
        }
        assert!(!is_access_denied(&fault("Error interno").kind));
        assert!(!is_access_denied(&CallErrorKind::Status(500)));
    }

    #[test]
    fn wrong_keys_are_told_from_a_wrong_clock_where_something_tells() {
        const KEYS: &str = "Acceso no autorizado, verifique el login y el tranKey.";
        const CLOCK: &str = "Acceso no autorizado, la semilla ha expirado";
        const MUTE: &str = "Acceso no autorizado";
        let told = |words: &str, skew: Option<i64>, both: bool| match no_answer(
            fault(words),
            skew.map(|seconds| seconds * 1000),
            both,
        ) {
            NoAnswer::WrongKeys(_) => "keys",
            NoAnswer::ClockSkew { .. } => "clock",
            NoAnswer::Refused(_) => "either",
            other @ (NoAnswer::NotAsked(_)
            | NoAnswer::Unreachable(_)
            | NoAnswer::Garbled(_)
            | NoAnswer::Page { .. }) => panic!("{other:?}"),
        };
        for (words, skew, both, cause) in [
            (KEYS, None, false, "keys"),
            (KEYS, Some(7_200), false, "keys"),
            (MUTE, Some(3), false, "keys"),
            (MUTE, Some(600), true, "keys"),
            (MUTE, Some(7_200), false, "clock"),
            (MUTE, Some(600), false, "clock"),
            (MUTE, None, false, "either"),
            (CLOCK, Some(7_200), false, "clock"),
            (CLOCK, Some(600), true, "clock"),
            (CLOCK, Some(3), false, "either"),
            ("Error interno", Some(600), true, "either"),
        ] {
            assert_eq!(told(words, skew, both), cause, "{words} {skew:?} {both}");
        }
    }
}
