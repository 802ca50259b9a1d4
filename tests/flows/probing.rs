//! The probe ("sonda"): the provider is asked about every payment without an outcome, at the
//! interval, for as long as it takes, whether or not the buyer ever comes back.

use jiff::SignedDuration;
use pse_tests::{Backend, Sandbox, Setup, wait_until};

fn quick() -> Setup {
    Setup::new().set("PSE__PROBE__FIRST_AFTER", "1s").set("PSE__PROBE__EVERY", "1s")
}

/// Checks that any two questions are at least the interval apart.
#[track_caller]
fn are_apart(asked: &[jiff::Timestamp], interval: SignedDuration) {
    for two in asked.windows(2) {
        let gap = two[1].duration_since(two[0]);
        // Measured where they arrive, so a question that travelled quicker than the one before it
        // arrives a moment early.
        assert!(gap >= interval - SignedDuration::from_millis(20), "{gap:?} in {asked:?}");
    }
}

#[tokio::test]
async fn a_buyer_who_never_comes_back_is_settled_by_the_probe() {
    let backend = quick().start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.presses_at_the_bank(&begun, "Pagar").await;
    let _ = buyer.sees_payment("approved").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    let payment = backend.shop().payment(&begun.payment).await;
    assert_eq!(payment["history"].as_array().unwrap().last().unwrap()["by"], "probe");
}

#[tokio::test]
async fn a_buyer_who_never_reaches_the_bank_fails_when_the_session_is_over() {
    let backend = quick().start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let _ = buyer.begins_with("9001").await;
    // PSE waits for 21 minutes. So far ahead, its clock also rejects our seeds until they follow it.
    backend.sandbox.advance(22 * 60).await;
    let payment = buyer.sees_payment("failed").await;
    assert_eq!(
        payment["reason_text"],
        "Fallida. La sesión de pago venció sin que el usuario la confirmara."
    );
    assert_eq!(buyer.sees().await["state"], "open");
}

#[tokio::test]
async fn a_payment_that_stays_pending_is_asked_about_again_and_again_at_the_interval() {
    let backend = quick().start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9005").await;
    let _ = buyer.presses_at_the_bank(&begun, "Pagar").await;
    let asked = wait_until("four questions", async || {
        let asked = backend.sandbox.asked(&buyer.reference).await;
        (asked.len() >= 4).then_some(asked)
    })
    .await;
    are_apart(&asked, SignedDuration::from_secs(1));
    assert_eq!(buyer.sees().await["payment"]["state"], "pending");
    // Answers that say nothing new leave no row.
    let history = backend.shop().payment(&begun.payment).await["history"].clone();
    assert!(history.as_array().unwrap().len() <= 3, "{history:#}");
}

#[tokio::test]
async fn every_one_of_many_payments_is_asked_about_and_none_twice_in_an_interval() {
    let backend = quick().set("PSE__PROBE__IN_FLIGHT", "3").start().await;
    let mut buyers = Vec::new();
    for _ in 0..20 {
        let buyer = backend.shop().has_a_buyer().await;
        let _ = buyer.begins_with("9001").await;
        buyers.push(buyer);
    }
    for buyer in &buyers {
        let asked = wait_until("two questions", async || {
            let asked = backend.sandbox.asked(&buyer.reference).await;
            (asked.len() >= 2).then_some(asked)
        })
        .await;
        are_apart(&asked, SignedDuration::from_secs(1));
    }
}

#[tokio::test]
async fn one_payment_that_the_provider_cannot_answer_for_holds_no_other_up() {
    let backend = quick().set("PSE__PROVIDER__QUESTION_TIMEOUT", "3s").start().await;
    let stuck = backend.shop().has_a_buyer().await;
    let _ = stuck.begins_with("9001").await;
    backend.sandbox.fault("getTransactionInformation", "timeout", serde_json::Value::Null, 1).await;
    wait_until("the first question", async || {
        (!backend.sandbox.asked(&stuck.reference).await.is_empty()).then_some(())
    })
    .await;
    let other = backend.shop().has_a_buyer().await;
    let begun = other.begins_with("9001").await;
    let _ = other.presses_at_the_bank(&begun, "Pagar").await;
    let _ = other.sees_payment("approved").await;
    // And the one that was stuck is asked about again.
    backend.sandbox.force(&stuck.reference, "OK").await;
    let _ = stuck.sees_payment("approved").await;
}

#[tokio::test]
async fn the_probe_goes_on_after_the_process_was_killed() {
    let sandbox = Sandbox::start().await;
    let backend = Setup::new()
        .set("PSE__PROBE__FIRST_AFTER", "3s")
        .set("PSE__PROBE__EVERY", "1s")
        .endpoint(&sandbox.endpoint())
        .start()
        .await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.presses_at_the_bank(&begun, "Pagar").await;
    let backend = backend.kill().start().await;
    let payment = backend.shop().sees_payment(&begun.payment, "approved").await;
    assert_eq!(payment["history"].as_array().unwrap().last().unwrap()["by"], "probe");
    assert_eq!(sandbox.calls("createTransaction").await, 1);
}

#[tokio::test]
async fn the_merchant_may_ask_but_not_more_often_than_the_provider_allows() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let answer = backend.shop().probe(&begun.payment).await;
    let _ = answer.problem(429, "probe_too_soon");
    let wait: u32 = answer.header("retry-after").parse().unwrap();
    assert!((470..=480).contains(&wait), "{wait}");

    // After a question, the interval counts from it.
    let way_back = buyer.presses_at_the_bank(&begun, "Pagar").await;
    let pending = backend.shop().has_a_buyer().await;
    let other = pending.begins_with("9005").await;
    let _ = pending.walks_to_the_bank_and_presses(&other, "Pagar").await;
    let answer = backend.shop().probe(&other.payment).await;
    let _ = answer.problem(429, "probe_too_soon");
    let wait: u32 = answer.header("retry-after").parse().unwrap();
    assert!((890..=900).contains(&wait), "{wait}");

    // What is settled needs no question.
    let _ = buyer.comes_back(&way_back).await;
    let asked = backend.sandbox.calls("getTransactionInformation").await;
    assert_eq!(backend.shop().probe(&begun.payment).await.json(200)["state"], "approved");
    assert_eq!(backend.sandbox.calls("getTransactionInformation").await, asked);
}
