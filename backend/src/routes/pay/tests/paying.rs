//! A buyer pays on the page.

use http::StatusCode;
use pse_shared::{Actor, BankInterface, PaymentState, certified};

use crate::test_support::test_app::{BANK_URL, TestApp, accepted, filled, page};
use pse_core::payments::machine::Event;
use pse_core::ports::fake_provider::report_on;
use pse_core::ports::provider::Verdict;

#[tokio::test]
async fn the_form_leads_to_the_bank_with_what_was_typed() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    let form = app.get(&page(&checkout)).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.text.contains("BANCO QUE APRUEBA"));
    app.will_create(accepted());
    let answer = app.post(&checkout, &filled(&form.attempt(), "9001")).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, BANK_URL));
    assert_eq!(answer.header("cache-control"), "no-store");
    let payment = app.payment(&checkout).await.unwrap();
    assert_eq!(payment.state, PaymentState::Pending);
    assert_eq!(payment.bank_interface, BankInterface::Person);
    assert_eq!(payment.payer.document.as_deref(), Some("1098765432"));
    assert_eq!(payment.payer.last_name.as_deref(), Some("Niño"));
}

#[tokio::test]
async fn a_pending_payment_looks_again_by_itself_and_never_asks_the_provider() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    app.will_create(accepted());
    app.post(&checkout, &filled("uno", "9001")).await;
    for _ in 0..5 {
        let shown = app.get(&page(&checkout)).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert_eq!(shown.header("refresh"), format!("15; url={}", page(&checkout)));
        assert!(shown.text.contains("0215022") && shown.text.contains(certified::PENDING_ADVICE));
        assert!(shown.text.contains("Continuar en el banco"));
    }
    assert_eq!(app.provider.count("status"), 0);
}

#[tokio::test]
async fn a_declined_payment_is_shown_with_its_reason_and_tried_again_on_a_new_form() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    app.will_create(accepted());
    app.post(&checkout, &filled("uno", "9001")).await;
    let payment = app.payment(&checkout).await.unwrap();
    let mut declined = report_on(&payment, Verdict::Rejected);
    declined.facts.bank_process_date = Some("2026-11-23T00:12:00-05:00".into());
    declined.facts.reason_text = Some("Fondos insuficientes".into());
    let event = Event::Reported(Actor::Probe, declined);
    app.app.checks.transitions.apply(payment, &event, None).await.unwrap();

    let shown = app.get(&page(&checkout)).await;
    for text in [
        "Rechazada",
        "Fondos insuficientes",
        "23 de noviembre de 2026 a las 12:12\u{a0}a.\u{a0}m.",
        "Intentar de nuevo",
    ] {
        assert!(shown.text.contains(text), "{text}: {}", shown.text);
    }
    assert!(shown.headers.get("refresh").is_none());
    let shop = format!("https://tienda.example.co/gracias?a=1&#38;pse_checkout={}", checkout.id);
    assert!(shown.text.contains(&shop), "{}", shown.text);
    let again = app.get(&format!("{}?reintentar", page(&checkout))).await;
    assert!(again.text.contains("Continuar al banco"));

    // The old form, found again with the Back button, shows how its payment ended.
    let old = app.post(&checkout, &filled("uno", "9001")).await;
    assert_eq!((old.status, old.header("location")), (StatusCode::SEE_OTHER, &*page(&checkout)));
    assert_eq!(app.provider.count("create"), 1);
}
