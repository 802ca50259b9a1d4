//! Classifies replies: the service's words become ours, tolerant of form, strict about meaning.

use pse_core::model::{ProviderData, TransactionRef, known_cus};
use pse_core::ports::provider::{Creation, Facts, NoAnswer, Refusal, StatusReport, Verdict};
use pse_placetopay::{
    CreateCode, InformationCode, PseTransactionResponse, TransactionInformation, TransactionState,
};

/// The names under which the service's own words are kept.
const SESSION_ID: &str = "session_id";
const RETURN_CODE: &str = "return_code";
const RESPONSE_CODE: &str = "response_code";
const TRANSACTION_STATE: &str = "transaction_state";

/// Classifies the reply to a creation. `check_url` says what is wrong with a bank's address.
#[must_use]
pub fn creation(
    reply: PseTransactionResponse,
    check_url: impl Fn(&str) -> Result<(), String>,
) -> Creation {
    let code = reply.return_code.as_deref().map(CreateCode::from_word);
    let facts = Facts {
        transaction: transaction(reply.transaction_id),
        cus: reply.trazability_code.as_deref().and_then(known_cus),
        transaction_cycle: reply.transaction_cycle,
        reason_code: reply.response_reason_code,
        reason_text: reply.response_reason_text,
        data: words([
            (SESSION_ID, reply.session_id),
            (RETURN_CODE, reply.return_code),
            (RESPONSE_CODE, reply.response_code.map(|code| code.to_string())),
        ]),
        ..Facts::default()
    };
    let unanswered =
        |facts, why: String| Creation::Unanswered { facts, why: NoAnswer::Garbled(why) };
    let Some(code) = code else { return unanswered(facts, "no returnCode".to_owned()) };
    if code != CreateCode::Success {
        return Creation::Refused { facts, why: refusal(&code) };
    }
    let why = match (reply.bank_url, &facts.transaction) {
        (None, _) => "SUCCESS without bankURL".to_owned(),
        (_, None) => "SUCCESS without transactionID".to_owned(),
        (Some(bank_url), Some(_)) => match check_url(&bank_url) {
            Ok(()) => return Creation::Accepted { facts, bank_url },
            Err(why) => format!("unusable bankURL: {why}"),
        },
    };
    unanswered(facts, why)
}

/// Whether a reply to a creation says that the service refused our access.
#[must_use]
pub fn is_creation_denied(reply: &PseTransactionResponse) -> bool {
    reply.return_code.as_deref().map(CreateCode::from_word) == Some(CreateCode::AccessDenied)
}

/// Whether a reply to a question about a transaction says that the service refused our access.
#[must_use]
pub fn is_information_denied(reply: &TransactionInformation) -> bool {
    let code = reply.return_code.as_deref().map(InformationCode::from_word);
    code == Some(InformationCode::AccessDenied)
}

/// Why a creation was refused, in our own words.
fn refusal(code: &CreateCode) -> Refusal {
    if code.is_configuration() {
        return Refusal::Misconfigured;
    }
    if *code == CreateCode::ExceededLimit {
        return Refusal::LimitExceeded;
    }
    if *code == CreateCode::BankUnreacheable {
        return Refusal::BankUnreachable;
    }
    Refusal::Other
}

/// Classifies the reply to a question about a transaction (`getTransactionInformation`).
#[must_use]
pub fn report(reply: TransactionInformation) -> StatusReport {
    let verdict = verdict(reply.return_code.as_deref(), reply.transaction_state.as_deref());
    StatusReport {
        reference: reply.reference,
        verdict,
        facts: Facts {
            transaction: transaction(reply.transaction_id),
            cus: reply.trazability_code.as_deref().and_then(known_cus),
            transaction_cycle: reply.transaction_cycle,
            reason_code: reply.response_reason_code,
            reason_text: reply.response_reason_text,
            bank_process_date: reply.bank_process_date,
            on_test: reply.on_test,
            data: words([
                (RETURN_CODE, reply.return_code),
                (RESPONSE_CODE, reply.response_code.map(|code| code.to_string())),
                (TRANSACTION_STATE, reply.transaction_state),
            ]),
        },
    }
}

/// How a transaction stands: its state counts only where the question itself was answered.
fn verdict(return_code: Option<&str>, state: Option<&str>) -> Verdict {
    let return_code = return_code.unwrap_or_default();
    if InformationCode::from_word(return_code) != InformationCode::Success {
        return Verdict::NotAnswered(return_code.to_owned());
    }
    match state.map(TransactionState::from_word) {
        Some(TransactionState::Ok) => Verdict::Approved,
        Some(TransactionState::NotAuthorized) => Verdict::Rejected,
        Some(TransactionState::Failed) => Verdict::Failed,
        Some(TransactionState::Pending) => Verdict::Pending,
        Some(TransactionState::Unknown(word)) => Verdict::UnknownWord(word),
        None => Verdict::UnknownWord(String::new()),
    }
}

fn transaction(id: Option<i64>) -> Option<TransactionRef> {
    id.map(|id| TransactionRef::new(id.to_string()))
}

/// The words that were there.
fn words<const N: usize>(words: [(&str, Option<String>); N]) -> ProviderData {
    words.into_iter().filter_map(|(name, word)| Some((name.to_owned(), word?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn success() -> PseTransactionResponse {
        PseTransactionResponse {
            return_code: Some("SUCCESS".into()),
            transaction_id: Some(1_509_187_577),
            bank_url: Some("https://pse.example/x".into()),
            ..PseTransactionResponse::default()
        }
    }

    fn classify(reply: PseTransactionResponse) -> Creation {
        creation(
            reply,
            |url| if url.starts_with("https://") { Ok(()) } else { Err("scheme".into()) },
        )
    }

    #[test]
    fn success_with_a_transaction_and_an_address_is_accepted() {
        assert!(
            matches!(classify(success()), Creation::Accepted { bank_url, .. } if bank_url == "https://pse.example/x")
        );
    }

    #[test]
    fn success_that_leads_nowhere_is_no_answer() {
        for reply in [
            PseTransactionResponse { bank_url: None, ..success() },
            PseTransactionResponse { transaction_id: None, ..success() },
            PseTransactionResponse { bank_url: Some("javascript:alert(1)".into()), ..success() },
            PseTransactionResponse { return_code: None, ..success() },
        ] {
            assert!(matches!(classify(reply), Creation::Unanswered { .. }));
        }
    }

    #[test]
    fn every_other_word_is_a_refusal_even_with_an_address() {
        for (word, refusal) in [
            ("FAIL_BANKUNREACHEABLE", Refusal::BankUnreachable),
            ("FAIL_EXCEEDEDLIMIT", Refusal::LimitExceeded),
            ("FAIL_ACCESSDENIED", Refusal::Misconfigured),
            ("FAIL_SERVICENOTEXISTS", Refusal::Misconfigured),
            ("FAIL_SOMETHINGNEW", Refusal::Other),
            ("success", Refusal::Other),
        ] {
            let reply = PseTransactionResponse { return_code: Some(word.into()), ..success() };
            let Creation::Refused { why, facts } = classify(reply) else {
                panic!("{word} was not refused")
            };
            assert_eq!(why, refusal, "{word}");
            assert_eq!(facts.data["return_code"], word, "the service's own word is kept");
        }
    }

    #[test]
    fn an_information_reply_becomes_a_verdict_and_keeps_its_own_words() {
        for (code, state, verdict) in [
            ("SUCCESS", Some("OK"), Verdict::Approved),
            ("SUCCESS", Some("NOT_AUTHORIZED"), Verdict::Rejected),
            ("SUCCESS", Some("FAILED"), Verdict::Failed),
            ("SUCCESS", Some("PENDING"), Verdict::Pending),
            ("SUCCESS", Some("APPROVED"), Verdict::UnknownWord("APPROVED".into())),
            ("SUCCESS", None, Verdict::UnknownWord(String::new())),
            ("FAIL_TIMEOUT", Some("OK"), Verdict::NotAnswered("FAIL_TIMEOUT".into())),
            ("NEW", Some("OK"), Verdict::NotAnswered("NEW".into())),
        ] {
            let report = report(TransactionInformation {
                transaction_id: Some(7),
                return_code: Some(code.into()),
                transaction_state: state.map(Into::into),
                response_code: Some(3),
                ..TransactionInformation::default()
            });
            assert_eq!(report.verdict, verdict, "{code} {state:?}");
            assert_eq!(report.facts.transaction, Some(TransactionRef::new("7")));
            assert_eq!(report.facts.data["return_code"], code);
            assert_eq!(report.facts.data["response_code"], "3");
            assert_eq!(report.facts.data.get("transaction_state").map(String::as_str), state);
        }
        let mute = report(TransactionInformation::default());
        assert_eq!(mute.verdict, Verdict::NotAnswered(String::new()));
    }

    #[test]
    fn a_cus_of_zeros_is_none_in_either_reply() {
        for (code, cus) in [("000000", None), ("0", None), ("0215022", Some("0215022"))] {
            let code = Some(code.to_owned());
            let refused = PseTransactionResponse {
                return_code: Some("FAIL_NOHOST".into()),
                trazability_code: code.clone(),
                ..success()
            };
            let Creation::Refused { facts, .. } = classify(refused) else { panic!("{code:?}") };
            assert_eq!(facts.cus.as_deref(), cus);
            let told = TransactionInformation { trazability_code: code, ..Default::default() };
            assert_eq!(report(told).facts.cus.as_deref(), cus);
        }
    }
}
