//! A browser that leaves in the middle of a creation cancels nothing.

use std::time::Duration;

use pse_tests::orders::payment;
use pse_tests::{Backend, wait_until};

#[tokio::test]
async fn a_browser_that_leaves_finds_its_payment_when_it_comes_back() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    backend.sandbox.fault("createTransaction", "slow", 800, 1).await;
    let click = buyer.confirmation(&payment("9001")).header("idempotency-key", "clic");
    let leaving = tokio::spawn(click.send());
    wait_until("the creation at the provider", async || {
        (backend.sandbox.calls("createTransaction").await == 1).then_some(())
    })
    .await;
    leaving.abort();
    assert!(leaving.await.is_err_and(|error| error.is_cancelled()), "the browser got an answer");

    // Meanwhile the same click is still under way, whoever repeats it.
    let answer = buyer.confirms_once(&payment("9001"), "clic").await;
    let _ = answer.problem(409, "idempotency_in_progress");
    let wait = answer.header("retry-after").parse().map(Duration::from_secs).unwrap();
    assert!(wait >= Duration::from_secs(1));

    let view = buyer.sees_payment("pending").await;
    let begun = pse_tests::buyer::begun(&buyer.confirms_once(&payment("9001"), "clic").await);
    assert_eq!(view["bank_url"], begun.bank_url);
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 1);
}

#[tokio::test]
async fn a_browser_that_leaves_on_its_way_back_changes_nothing_either() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let way_back = buyer.presses_at_the_bank(&begun, "Pagar").await;
    backend.sandbox.fault("getTransactionInformation", "slow", 500, 1).await;
    let request = backend.http().request(reqwest::Method::GET, &way_back);
    let leaving = tokio::spawn(request.send());
    wait_until("the question at the provider", async || {
        (backend.sandbox.calls("getTransactionInformation").await == 1).then_some(())
    })
    .await;
    leaving.abort();
    let _ = buyer.sees_payment("approved").await;
    assert_eq!(backend.sandbox.calls("getTransactionInformation").await, 1);
}
