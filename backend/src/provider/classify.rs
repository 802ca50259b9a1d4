//! From the provider's words to ours: tolerant of form, strict about meaning.

use pse_placetopay::{
    CreateCode, InformationCode, PseTransactionResponse, TransactionInformation, TransactionState,
};
use pse_shared::api::Bank;
use pse_shared::limits;

use super::answer::{Creation, Information, Names, Reason};

/// What a creation's reply means. `check_url` says what is wrong with a bank address.
#[must_use]
pub fn creation(
    reply: PseTransactionResponse,
    check_url: impl Fn(&str) -> Result<(), String>,
) -> Creation {
    let names = Names {
        transaction_id: reply.transaction_id,
        session_id: reply.session_id,
        cus: reply.trazability_code,
        transaction_cycle: reply.transaction_cycle,
    };
    let reason = Reason {
        return_code: reply.return_code,
        response_code: reply.response_code,
        reason_code: reply.response_reason_code,
        reason_text: reply.response_reason_text,
    };
    let Some(code) = reason.return_code.as_deref().map(CreateCode::from_word) else {
        return Creation::Unanswered { names, reason, why: "no returnCode".to_owned() };
    };
    if code != CreateCode::Success {
        return Creation::Refused { configuration: code.is_configuration(), names, reason };
    }
    let why = match (&reply.bank_url, names.transaction_id) {
        (None, _) => "SUCCESS without bankURL".to_owned(),
        (_, None) => "SUCCESS without transactionID".to_owned(),
        (Some(bank_url), Some(_)) => match check_url(bank_url) {
            Ok(()) => return Creation::Accepted { names, bank_url: bank_url.clone(), reason },
            Err(why) => format!("unusable bankURL: {why}"),
        },
    };
    Creation::Unanswered { names, reason, why }
}

/// What an information reply means.
#[must_use]
pub fn information(reply: TransactionInformation) -> Information {
    Information {
        transaction_id: reply.transaction_id,
        reference: reply.reference,
        code: InformationCode::from_word(reply.return_code.as_deref().unwrap_or_default()),
        state: reply.transaction_state.as_deref().map(TransactionState::from_word),
        cus: reply.trazability_code,
        transaction_cycle: reply.transaction_cycle,
        bank_process_date: reply.bank_process_date,
        on_test: reply.on_test,
        reason: Reason {
            return_code: reply.return_code,
            response_code: reply.response_code,
            reason_code: reply.response_reason_code,
            reason_text: reply.response_reason_text,
        },
    }
}

/// The banks of a list: without the code-0 hint, alphabetical whatever the case.
///
/// # Errors
/// Says what is wrong with a list that must not be kept: empty, or with an item that
/// is no bank.
pub fn banks(reply: Vec<pse_placetopay::Bank>) -> Result<Vec<Bank>, String> {
    let mut banks = Vec::with_capacity(reply.len());
    for item in reply {
        let code = item.bank_code.unwrap_or_default().trim().to_owned();
        let name = item.bank_name.unwrap_or_default().trim().to_owned();
        if code == "0" {
            continue;
        }
        if code.is_empty() || code.chars().count() > limits::BANK_CODE || name.is_empty() {
            return Err(format!("an item is no bank (code of {} characters)", code.len()));
        }
        banks.push(Bank { code, name });
    }
    if banks.is_empty() {
        return Err("the list is empty".to_owned());
    }
    banks.sort_by_cached_key(|bank| (bank.name.to_lowercase(), bank.code.clone()));
    banks.dedup_by(|a, b| a.code == b.code);
    Ok(banks)
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
        for (word, is_configuration) in [
            ("FAIL_BANKUNREACHEABLE", false),
            ("FAIL_ACCESSDENIED", true),
            ("FAIL_SOMETHINGNEW", false),
            ("success", false),
        ] {
            let reply = PseTransactionResponse { return_code: Some(word.into()), ..success() };
            let Creation::Refused { configuration, .. } = classify(reply) else {
                panic!("{word} was not refused")
            };
            assert_eq!(configuration, is_configuration, "{word}");
        }
    }

    fn bank(code: &str, name: &str) -> pse_placetopay::Bank {
        pse_placetopay::Bank { bank_code: Some(code.into()), bank_name: Some(name.into()) }
    }

    #[test]
    fn the_hint_is_dropped_and_case_does_not_order() {
        let list = banks(vec![
            bank("0", "A continuación seleccione su banco"),
            bank("1077", "banka"),
            bank("1059", "BANCAMIA"),
            bank("121212", "Prueba Steve"),
        ])
        .unwrap();
        let names: Vec<_> = list.iter().map(|bank| bank.name.as_str()).collect();
        assert_eq!(names, ["BANCAMIA", "banka", "Prueba Steve"]);
    }

    #[test]
    fn an_empty_or_corrupt_list_is_an_error() {
        assert!(banks(vec![]).is_err());
        assert!(banks(vec![bank("0", "hint")]).is_err());
        assert!(banks(vec![bank("1077", "BANKA"), bank("", "x")]).is_err());
        assert!(banks(vec![bank("1077", " ")]).is_err());
        assert!(banks(vec![bank("1234567", "x")]).is_err());
    }
}
