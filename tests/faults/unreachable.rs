//! The provider cannot be reached, or is left in peace: nothing was sent, so trying again is safe.

use pse_tests::{Backend, Sandbox, Setup};

#[tokio::test]
async fn a_refused_connection_sends_nothing_and_the_buyer_may_try_again() {
    let mut sandbox = Sandbox::start().await;
    let backend = Setup::new().endpoint(&sandbox.endpoint()).start().await;
    assert_eq!(backend.http().get("/v1/banks").await.status, 200);
    let address = sandbox.address().to_owned();
    sandbox.kill();

    let buyer = backend.shop().has_a_buyer().await;
    let answer = buyer.pays_with("9001").await;
    let problem = answer.problem(503, "provider_unavailable");
    assert!(problem["detail"].as_str().unwrap().contains("No se envió ninguna transacción"));
    assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
    let view = buyer.sees().await;
    assert_eq!(view["state"], "open");
    assert_eq!(view["payment"]["state"], "refused");

    let sandbox = Sandbox::start_at(&address, &[]).await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    assert_eq!(sandbox.calls("createTransaction").await, 1);
}

#[tokio::test]
async fn a_provider_that_is_away_leaves_what_is_pending_pending() {
    let mut sandbox = Sandbox::start().await;
    let backend = Setup::new()
        .set("PSE__PROBE__FIRST_AFTER", "1s")
        .set("PSE__PROBE__EVERY", "1s")
        .endpoint(&sandbox.endpoint())
        .start()
        .await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    sandbox.kill();
    let way_back = format!("{}/return/{}", backend.url, begun.payment);
    let _ = buyer.comes_back(&way_back).await;
    let asked_in_vain = r#""note""#;
    pse_tests::wait_until("two questions in vain", async || {
        let payment = backend.shop().payment(&begun.payment).await.to_string();
        (payment.matches(asked_in_vain).count() >= 4).then_some(())
    })
    .await;
    assert_eq!(buyer.sees().await["payment"]["state"], "pending");
    assert_eq!(backend.http().get("/readyz").await.status, 200);
}

#[tokio::test]
async fn after_ten_outages_in_a_row_buyers_are_told_before_anything_is_sent() {
    let backend = Backend::start().await;
    backend.sandbox.fault("createTransaction", "close", serde_json::Value::Null, 10).await;
    for _ in 0..10 {
        let buyer = backend.shop().has_a_buyer().await;
        let _ = buyer.pays_with("9001").await.problem(502, "provider_unanswered");
    }
    let buyer = backend.shop().has_a_buyer().await;
    let _ = buyer.pays_with("9001").await.problem(503, "provider_unavailable");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 10);
    assert_eq!(buyer.sees().await.get("payment"), None);
    assert!(
        backend.metrics().await.contains(r#"pse_provider_creations_held{provider="default"} 1"#)
    );
    // The bank list has a breaker of its own.
    assert_eq!(backend.http().get("/v1/banks").await.status, 200);
}
