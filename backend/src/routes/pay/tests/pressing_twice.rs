//! Pressing twice is pressing once.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use pse_shared::certified;
use pse_shared::person::REQUIRED;
use tokio::task::JoinHandle;

use crate::model::{Checkout, Payment};
use crate::pages::filled::Filled;
use crate::payments::machine::Event;
use crate::store::sqlite::tests::records;
use crate::store::{InsertIntent, Intent};
use crate::test_support::test_app::{Answer, BANK_URL, TestApp, accepted, filled, page};

#[tokio::test]
async fn both_presses_lead_to_the_bank_with_one_payment() {
    let desk = TestApp::with_banks().await;
    let checkout = desk.checkout("A1").await;
    desk.will_create(accepted());
    for _ in 0..2 {
        let answer = desk.post(&checkout, &filled("uno", "9001")).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, BANK_URL));
    }
    assert_eq!(desk.provider.count("create"), 1);
}

#[tokio::test]
async fn a_form_shown_apart_is_another_attempt_and_is_told_of_the_first() {
    let desk = TestApp::with_banks().await;
    let checkout = desk.checkout("A1").await;
    desk.will_create(accepted());
    desk.post(&checkout, &filled("uno", "9001")).await;
    for form in [filled("dos", "9001"), filled("uno", "9006")] {
        let answer = desk.post(&checkout, &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let sentence =
            certified::payment_pending("A1", "6024567890", "pagos@example.co", "0215022");
        // How it stands comes first, and nothing looks like an error.
        let (_, below) = answer.text.split_once("</h1>").unwrap();
        assert!(below.contains(&sentence), "{}", answer.text);
        assert!(!answer.text.contains("class=\"problem"), "{}", answer.text);
        assert!(answer.text.contains("Continuar en el banco"));
        assert!(answer.header("refresh").starts_with("15;"));
    }
    assert_eq!(desk.provider.count("create"), 1);
}

/// A payment whose creation is still running, begun by the form of attempt `uno`.
async fn running(desk: &TestApp, checkout: &Checkout) -> Payment {
    let pairs: Vec<_> = filled("uno", "9001")
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let idempotency = Filled::read(&pairs).key(REQUIRED);
    let intent = Intent { idempotency, ..records::intent(checkout, 10) };
    match desk.app.store.insert_intent(&intent).await.unwrap() {
        InsertIntent::Stored(payment) => *payment,
        blocked @ (InsertIntent::Blocked(_) | InsertIntent::KeyUsed { .. }) => {
            panic!("{blocked:?}")
        }
    }
}

/// Returns once the press waits for somebody else's answer.
async fn waits(desk: &TestApp, press: &mut JoinHandle<Answer>) {
    tokio::select! {
        () = desk.clock.wait_for_sleepers(1) => {}
        answer = press => panic!("it did not wait: {}", answer.unwrap().status),
    }
}

#[tokio::test]
async fn the_second_press_waits_for_the_first_ones_answer() {
    let desk = Arc::new(TestApp::with_banks().await);
    let checkout = desk.checkout("A1").await;
    let payment = running(&desk, &checkout).await;
    let mut second = tokio::spawn({
        let (desk, checkout) = (Arc::clone(&desk), checkout.clone());
        async move { desk.post(&checkout, &filled("uno", "9001")).await }
    });
    waits(&desk, &mut second).await;
    desk.app.creator.mover.happen(payment, &Event::Creation(accepted()), None).await.unwrap();
    let answer = second.await.unwrap();
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, BANK_URL));
    assert_eq!(desk.provider.count("create"), 0);
}

#[tokio::test]
async fn a_second_press_whose_first_takes_too_long_sees_that_it_is_being_created() {
    let desk = Arc::new(TestApp::with_banks().await);
    let checkout = desk.checkout("A1").await;
    running(&desk, &checkout).await;
    let mut second = tokio::spawn({
        let (desk, checkout) = (Arc::clone(&desk), checkout.clone());
        async move { desk.post(&checkout, &filled("uno", "9001")).await }
    });
    waits(&desk, &mut second).await;
    desk.clock.advance(Duration::from_secs(25));
    let answer = second.await.unwrap();
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, &*page(&checkout))
    );
    let shown = desk.get(&page(&checkout)).await;
    assert!(
        shown.text.contains("Creando transacción") && shown.header("refresh").starts_with("3;")
    );
}
