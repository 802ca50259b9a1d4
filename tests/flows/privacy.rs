//! What is never written down: secrets anywhere, people in logs.

use pse_tests::orders::{order_with, payment, person, with};
use pse_tests::{Sandbox, Setup};
use serde_json::json;

#[tokio::test]
async fn neither_people_nor_secrets_are_ever_logged() {
    let sandbox = Sandbox::start().await;
    let backend = Setup::new()
        .endpoint(&sandbox.endpoint())
        .set("PSE__SERVER__LOG_LEVEL", "debug")
        .set("PSE__PROBE__FIRST_AFTER", "1s")
        .start()
        .await;
    let shop = backend.shop();
    let buyer = shop.sells(&order_with("buyer", person())).await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    // What is refused says no more than what is taken.
    let other = shop.has_a_buyer().await;
    let wrong = with(payment("9001"), "payer.mobile", json!("canario"));
    let _ = other.confirms(&wrong).await.wrong_fields();
    sandbox.fault("createTransaction", "garbage", "<a>", 1).await;
    let _ = other.pays_with("9001").await.problem(502, "provider_unanswered");
    sandbox.fault("createTransaction", "fault", "Acceso no autorizado", 1).await;
    let _ = other.pays_with("9001").await;

    let log = backend.log();
    assert!(log.contains("A payment moved."), "it does log");
    for canary in [
        "María",
        "Núñez",
        "1144093521",
        "maria.nunez",
        "3004567890",
        "canario",
        "024h1IlD",
        "6dd490faf9cb87a9862245da41170ff2",
        "sk_demo",
        "<soap",
        "Envelope",
        "tranKey",
    ] {
        let line = log.lines().find(|line| line.contains(canary));
        assert_eq!(line, None, "{canary}");
    }
}
