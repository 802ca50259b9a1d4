//! Every code of the specification can be had from the shop: by the payment's total, or by the
//! payer's e-mail.

use pse_placetopay::{CreateCode, InformationCode, Person, PseTransactionRequest};
use rust_decimal::Decimal;

use crate::harness::{Sandbox, payer, payment, text};

fn priced(total: u32) -> PseTransactionRequest {
    PseTransactionRequest {
        total_amount: Some(Decimal::from(total)),
        tax_amount: None,
        devolution_base: None,
        ..payment("9001")
    }
}

#[tokio::test]
async fn each_creation_code_has_its_total() {
    let sandbox = Sandbox::start().await;
    let start = sandbox.open("/").await;
    for (total, code) in (7_007_000..).zip(CreateCode::KNOWN) {
        let created = sandbox.create(priced(total)).await;
        assert_eq!(created.return_code.as_deref(), Some(*code), "{total}");
        assert_eq!(created.bank_url.unwrap_or_default().is_empty(), *code != "SUCCESS", "{total}");
        assert!(start.has(code), "{code} is not on the start page");
    }
    assert_eq!(sandbox.create(priced(7_007_018)).await.return_code.as_deref(), Some("SUCCESS"));
    let cents =
        PseTransactionRequest { total_amount: Some("7007001.01".parse().unwrap()), ..priced(1) };
    assert_eq!(sandbox.create(cents).await.return_code.as_deref(), Some("SUCCESS"));
}

#[tokio::test]
async fn each_information_code_has_its_total_and_then_the_truth_is_told() {
    let sandbox = Sandbox::start().await;
    let start = sandbox.open("/").await;
    for (total, code) in (7_008_000..).zip(InformationCode::KNOWN) {
        let created = sandbox.create(priced(total)).await;
        assert_eq!(created.return_code.as_deref(), Some("SUCCESS"), "{total}");
        let id = created.transaction_id.unwrap();
        let page = sandbox.open(&created.bank_url.unwrap()).await;
        let answer = sandbox.press(&page, "ir", &[("correo", "ana@example.co")]).await;
        let bank = sandbox.open(&crate::harness::location(&answer)).await;
        sandbox.press(&bank, "pagar", &[]).await;
        let first = sandbox.information(id).await;
        assert_eq!(first.return_code.as_deref(), Some(*code), "{total}");
        let state = if *code == "SUCCESS" { "OK" } else { "PENDING" };
        assert_eq!(first.transaction_state.as_deref(), Some(state), "{total}");
        let second = sandbox.information(id).await;
        assert_eq!(second.return_code.as_deref(), Some("SUCCESS"), "{total}");
        assert_eq!(second.transaction_state.as_deref(), Some("OK"), "{total}");
        assert!(start.has(code), "{code} is not on the start page");
    }
}

fn paid_by(email: &str) -> PseTransactionRequest {
    let payer = Person { email_address: text(email), ..payer() };
    PseTransactionRequest { payer: Some(payer), ..payment("9001") }
}

#[tokio::test]
async fn each_code_has_its_e_mail_where_prices_are_fixed() {
    let sandbox = Sandbox::start().await;
    for code in &CreateCode::KNOWN[1..] {
        let email = format!("{}@example.co", code.to_lowercase());
        let refused = sandbox.create(paid_by(&email)).await;
        assert_eq!(refused.return_code.as_deref(), Some(*code), "{email}");
    }
    for code in &InformationCode::KNOWN[1..] {
        let email = format!("info_{}@example.co", code.to_lowercase());
        let id = sandbox.create(paid_by(&email)).await.transaction_id.unwrap();
        assert_eq!(sandbox.information(id).await.return_code.as_deref(), Some(*code), "{email}");
        assert_eq!(sandbox.information(id).await.return_code.as_deref(), Some("SUCCESS"));
    }
    // Nobody's own address is a code.
    for email in ["fail_risk@tienda.example", "fail_risk.x@example.co", "success@example.co"] {
        let created = sandbox.create(paid_by(email)).await;
        assert_eq!(created.return_code.as_deref(), Some("SUCCESS"), "{email}");
    }
}
