//! What does not lead to the bank says why, and keeps what was typed.

use http::StatusCode;
use pse_shared::{PaymentState, certified};

use crate::test_support::test_app::{BANK_URL, TestApp, accepted, filled, page, refused};
use pse_core::ports::provider::{Creation, Facts, NoAnswer, Refusal};

#[tokio::test]
async fn wrong_fields_are_named_what_was_typed_stays_and_nothing_is_stored() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    let mut form = filled("uno", "");
    form[4].1 = "12";
    form[5].1 = "<Ana>";
    let answer = app.post(&checkout, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Revise los 2 campos marcados."), "{}", answer.text);
    assert!(answer.text.contains(r#"value="&#60;Ana&#62;""#));
    assert!(answer.text.contains(r#"value="person" checked"#));
    assert_eq!(app.payment(&checkout).await, None);
    assert_eq!(app.provider.count("create"), 0);
}

#[tokio::test]
async fn a_bank_that_is_not_in_the_list_is_a_wrong_field() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    let answer = app.post(&checkout, &filled("uno", "1234")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Elija su banco de la lista."));
    assert_eq!(app.payment(&checkout).await, None);
}

#[tokio::test]
async fn a_refusal_speaks_certifications_words_and_another_bank_can_be_chosen_at_once() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    app.will_create(refused(Refusal::BankUnreachable));
    let answer = app.post(&checkout, &filled("uno", "9006")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains(certified::BANK_UNREACHABLE));
    assert!(answer.text.contains(r#"value="Ana""#));
    assert_ne!(answer.attempt(), "uno");
    app.will_create(accepted());
    let answer = app.post(&checkout, &filled(&answer.attempt(), "9001")).await;
    assert_eq!(answer.header("location"), BANK_URL);
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_not_asked_again_by_the_page() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    app.will_create(Creation::Unanswered {
        facts: Facts::default(),
        why: NoAnswer::Unreachable("time-out".into()),
    });
    for _ in 0..2 {
        let answer = app.post(&checkout, &filled("uno", "9001")).await;
        assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
        assert!(answer.text.contains("este intento no se puede pagar"), "{}", answer.text);
    }
    assert_eq!(app.provider.count("create"), 1);
    assert_eq!(app.payment(&checkout).await.unwrap().state, PaymentState::Unanswered);
}

#[tokio::test]
async fn nothing_sent_says_so_and_when_to_try_again() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    let answer = app.post(&checkout, &filled("uno", "9001")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "5");
    assert!(answer.text.contains("No se envió ninguna transacción"));
    assert!(answer.text.contains("Podrá intentar de nuevo en 5 segundos."), "{}", answer.text);
}

#[tokio::test]
async fn another_sites_page_cannot_send_the_form() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    app.will_create(accepted());
    let answer = app.post_from(&checkout, &filled("uno", "9001"), "https://evil.example").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text.contains(&format!(r#"href="{}""#, page(&checkout))), "{}", answer.text);
    assert_eq!(app.payment(&checkout).await, None);
    assert_eq!(app.provider.count("create"), 0);
}

#[tokio::test]
async fn a_reference_paid_or_pending_elsewhere_blocks_before_anything_is_typed() {
    let app = TestApp::with_banks().await;
    let (first, second) = (app.checkout("A1").await, app.checkout("A1").await);
    app.will_create(accepted());
    app.post(&first, &filled("uno", "9001")).await;
    let sentence = certified::payment_pending("A1", "6024567890", "pagos@example.co", "0215022");
    for answer in [app.get(&page(&second)).await, app.post(&second, &filled("dos", "9001")).await] {
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.text.contains(&sentence), "{}", answer.text);
        assert!(!answer.text.contains("Continuar en el banco"));
    }
}
