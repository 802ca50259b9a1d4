//! SIGTERM: no new work, what is under way is finished. And only one process to a store.

use pse_tests::orders::payment;
use pse_tests::{Backend, Buyer, Sandbox, Setup, wait_until};

#[tokio::test]
async fn a_creation_under_way_is_finished_before_the_service_stops() {
    let sandbox = Sandbox::start().await;
    let mut backend = Setup::new().endpoint(&sandbox.endpoint()).start().await;
    let buyer = backend.shop().has_a_buyer().await;
    sandbox.fault("createTransaction", "slow", 700, 1).await;
    let click = buyer.confirmation(&payment("9001"));
    let waiting = tokio::spawn(pse_tests::Answer::to(click));
    wait_until("the creation at the provider", async || {
        (sandbox.calls("createTransaction").await == 1).then_some(())
    })
    .await;
    backend.ask_to_stop();
    let begun = pse_tests::buyer::begun(&waiting.await.unwrap());
    assert!(backend.exit().await.success());
    backend.logs("The service has stopped").await;

    let backend = backend.left_behind().start().await;
    let buyer = Buyer::at(backend.http(), &buyer.checkout, &buyer.reference);
    assert_eq!(buyer.sees().await["payment"]["bank_url"], begun.bank_url);
}

#[tokio::test]
async fn a_creation_whose_browser_has_left_is_finished_too() {
    let sandbox = Sandbox::start().await;
    let mut backend = Setup::new().endpoint(&sandbox.endpoint()).start().await;
    let buyer = backend.shop().has_a_buyer().await;
    sandbox.fault("createTransaction", "slow", 700, 1).await;
    let click = buyer.confirmation(&payment("9001"));
    let leaving = tokio::spawn(click.send());
    wait_until("the creation at the provider", async || {
        (sandbox.calls("createTransaction").await == 1).then_some(())
    })
    .await;
    leaving.abort();
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    let backend = backend.left_behind().start().await;
    let payments = backend.shop().payments().await;
    assert_eq!(payments[0]["state"], "pending");
    let transaction = sandbox.transaction(&buyer.reference).await;
    assert_eq!(payments[0]["provider"]["transaction"], transaction["transaction_id"].to_string());
}

#[tokio::test]
async fn the_probe_claims_nothing_more_once_the_service_is_to_stop() {
    const DUE: u32 = 12;
    let sandbox = Sandbox::start().await;
    // A question a second: while the payments are made, however slow the machine is, not all of them are asked about.
    sandbox.fault("getTransactionInformation", "slow", 1000, DUE).await;
    let mut backend = Setup::new()
        .endpoint(&sandbox.endpoint())
        .set("PSE__PROBE__FIRST_AFTER", "2s")
        .set("PSE__PROBE__IN_FLIGHT", "1")
        .start()
        .await;
    for _ in 0..DUE {
        let _ = backend.shop().has_a_buyer().await.begins_with("9005").await;
    }
    let asked = async || sandbox.calls("getTransactionInformation").await;
    wait_until("a question of the probe", async || (asked().await >= 1).then_some(())).await;
    let before = asked().await;
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    // The one under way, and one that was claimed as the signal came.
    let after = asked().await;
    let all = usize::try_from(DUE).unwrap();
    assert!(after < before + 3 && after < all, "{before}, then {after} of {DUE}");
}

#[tokio::test]
async fn a_second_process_on_the_same_store_refuses_to_start() {
    let backend = Backend::start().await;
    let second = backend.second_copy();
    assert!(!second.status.success());
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.contains("pse.sqlite"), "{said}");
    assert_eq!(backend.http().get("/readyz").await.status, 200);
}
