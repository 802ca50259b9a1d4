//! What a creation is answered: success, and each natural refusal.

use pse_placetopay::{Call, PseTransactionMultiCreditRequest, PseTransactionRequest, Reply};
use serde_json::Value;

use crate::harness::{Sandbox, payment, shared_payment};

const NOT_CREATED: &str =
    "No se pudo crear la transacción, por favor intente más tarde o comuníquese con la empresa.";

#[tokio::test]
async fn a_creation_is_answered_as_the_test_service_was_seen_to() {
    let sandbox = Sandbox::start().await;
    let created = sandbox.create(payment("9001")).await;
    assert_eq!(created.return_code.as_deref(), Some("SUCCESS"));
    assert_eq!(created.response_code, Some(3));
    assert_eq!(created.response_reason_code.as_deref(), Some("?-"));
    assert_eq!(
        created.response_reason_text.as_deref(),
        Some("Transacción pendiente. Por favor verificar si el débito fue realizado en el Banco.")
    );
    let cus = created.trazability_code.unwrap();
    assert!(cus.len() == 7 && cus.bytes().all(|b| b.is_ascii_digit()), "{cus}");
    assert!((1..=6).contains(&created.transaction_cycle.unwrap()));
    let id = created.transaction_id.unwrap();
    assert!((1_500_000_000..=i64::from(i32::MAX)).contains(&id), "{id}");
    let session = created.session_id.unwrap();
    assert_eq!(session.len(), 32);
    assert!(session.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')), "{session}");
    assert_eq!(created.bank_currency.as_deref(), Some("COP"));
    assert_eq!(created.bank_factor.unwrap().to_string(), "1");
    let url = created.bank_url.unwrap();
    assert!(url.starts_with(&sandbox.url("/pse/inicio?enc=")), "{url}");
    assert!(url.len() <= 255);
    let enc = url.split_once("enc=").unwrap().1;
    assert!(!enc.contains(['+', '/', '=']), "not percent-encoded: {enc}");
}

#[tokio::test]
async fn ids_are_unique_and_grow() {
    let sandbox = Sandbox::start().await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(sandbox.create(payment("9001")).await.transaction_id.unwrap());
    }
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
}

#[tokio::test]
async fn bank_9006_cannot_be_reached_and_9007_has_a_limit() {
    let sandbox = Sandbox::start().await;
    for (bank, code) in [("9006", "FAIL_BANKUNREACHEABLE"), ("9007", "FAIL_EXCEEDEDLIMIT")] {
        assert_refused(&sandbox, payment(bank), code).await;
    }
}

#[tokio::test]
async fn a_bank_that_is_not_in_the_list_is_refused() {
    let sandbox = Sandbox::start().await;
    for bank in ["0", "4242", "9999"] {
        assert_refused(&sandbox, payment(bank), "FAIL_BANKNOTEXISTSORDISABLED").await;
    }
}

#[tokio::test]
async fn amounts_that_cannot_be_collected_are_refused() {
    let sandbox = Sandbox::start().await;
    for (total, tax, base, tip) in [
        ("0", "0", "0", "0"),
        ("-1", "0", "0", "0"),
        ("100.001", "0", "0", "0"),
        ("100", "1.005", "0", "0"),
        ("100", "-1", "0", "0"),
        ("100", "100.01", "0", "0"),
        ("100", "0", "101", "0"),
        ("100", "0", "0", "101"),
        ("100", "19", "80", "2"),
        ("10000000000000", "0", "0", "0"),
        ("79228162514264337593543950335", "79228162514264337593543950335", "0", "0"),
    ] {
        let transaction = PseTransactionRequest {
            total_amount: Some(total.parse().unwrap()),
            tax_amount: Some(tax.parse().unwrap()),
            devolution_base: Some(base.parse().unwrap()),
            tip_amount: Some(tip.parse().unwrap()),
            ..payment("9001")
        };
        assert_refused(&sandbox, transaction, "FAIL_INVALIDAMOUNT").await;
    }
    let to_the_centavo = PseTransactionRequest {
        total_amount: Some("0.0100".parse().unwrap()),
        tax_amount: None,
        devolution_base: None,
        ..payment("9001")
    };
    assert_eq!(sandbox.create(to_the_centavo).await.return_code.as_deref(), Some("SUCCESS"));
}

async fn assert_refused(sandbox: &Sandbox, transaction: PseTransactionRequest, code: &str) {
    let refused = sandbox.create(transaction).await;
    assert_eq!(refused.return_code.as_deref(), Some(code));
    assert_eq!(refused.bank_url.unwrap_or_default(), "");
    assert_eq!(refused.trazability_code.as_deref(), Some("000000"));
    assert_eq!(refused.transaction_cycle, Some(-1));
    assert_eq!(refused.response_code, Some(0));
    assert_eq!(refused.response_reason_code.as_deref(), Some("XH"));
    assert_eq!(refused.response_reason_text.as_deref(), Some(NOT_CREATED));
    let id = refused.transaction_id.unwrap();
    assert_eq!(refused.session_id.unwrap().len(), 32);
    let listed = sandbox.transactions().await.pop().unwrap();
    assert_eq!(listed["transaction_id"], id);
    assert_eq!(listed["return_code"], code);
    assert_eq!(listed["state"], "FAILED");
    let information = sandbox.information(id).await;
    assert_eq!(information.transaction_state.as_deref(), Some("FAILED"));
    assert_eq!(information.response_code, Some(0));
}

#[tokio::test]
async fn credits_of_all_dependants_that_share_out_total_and_tax_are_taken() {
    let sandbox = Sandbox::start().await;
    for credits in [
        [("77700101", "1000000", "149310"), ("77700102", "62500", "0")],
        [("77700102", "0", "0"), ("77700101", "1062500", "149310")],
    ] {
        let created = share_out(&sandbox, shared_payment(&credits)).await;
        assert_eq!(created.0, "SUCCESS");
    }
    let listed = sandbox.transactions().await.pop().unwrap();
    assert_eq!(listed["operation"], "createTransactionMultiCredit");
    assert_eq!(listed["request"]["credits"][0]["amountValue"], "0.00");
}

#[tokio::test]
async fn credits_that_do_not_are_refused_with_their_reason() {
    let sandbox = Sandbox::start().await;
    let sums = "El valor total y el IVA no corresponde a la sumatoria de los créditos.";
    let codes = "La matriz de créditos no corresponde a la esperada para el servicio principal, por favor comuníquese con la empresa.";
    let (one, other) = (("77700101", "1062500", "149310"), ("77700102", "0", "0"));
    for (credits, reason) in [
        (vec![one], codes),
        (vec![], codes),
        (vec![one, one], codes),
        (vec![one, other, other], codes),
        (vec![one, ("77700103", "0", "0")], codes),
        (vec![one, other, ("77700103", "0", "0")], codes),
        (vec![("77700101", "1062499", "149310"), other], sums),
        (vec![("77700101", "1062500", "149311"), other], sums),
    ] {
        let refused = share_out(&sandbox, shared_payment(&credits)).await;
        assert_eq!(refused, ("FAIL_ERRORINCREDITS".to_owned(), reason.to_owned()), "{credits:?}");
    }
}

async fn share_out(sandbox: &Sandbox, order: PseTransactionMultiCreditRequest) -> (String, String) {
    let reply = sandbox.call(Call::CreateTransactionMultiCredit(Box::new(order))).await;
    let Reply::CreateTransactionMultiCredit(response) = reply else { panic!("{reply:?}") };
    (response.return_code.unwrap(), response.response_reason_text.unwrap())
}

#[tokio::test]
async fn bank_9008_creates_the_transaction_and_never_says_so() {
    let sandbox = Sandbox::start().await;
    let document = sandbox.document(Call::CreateTransaction(Box::new(payment("9008")))).await;
    let caller = sandbox.client.post(sandbox.url("/soap/pse/")).body(document);
    let waiting = tokio::spawn(caller.send());
    let listed = loop {
        if let Some(listed) = sandbox.transactions().await.pop() {
            break listed;
        }
    };
    assert_eq!(listed["state"], "PENDING");
    assert_eq!(listed["answered"], Value::Bool(false));
    assert!(!waiting.is_finished());
    sandbox.stop().await.unwrap();
    assert!(waiting.await.unwrap().is_err(), "an answer came after all");
}
