//! The provider breaks in the middle of a creation: nobody knows what it holds, so it is never asked
//! again by itself, nobody is sent to pay, and the buyer may begin anew.

use pse_tests::orders::payment;
use pse_tests::{Backend, Sandbox, Setup};
use serde_json::{Value, json};

async fn impatient(sandbox: &Sandbox) -> Backend {
    Setup::new()
        .set("PSE__PROVIDER__CREATE_TIMEOUT", "600ms")
        .set("PSE__PROVIDER__CONNECT_TIMEOUT", "500ms")
        .endpoint(&sandbox.endpoint())
        .start()
        .await
}

#[tokio::test]
async fn a_creation_without_a_usable_answer_is_never_sent_again() {
    let sandbox = Sandbox::start().await;
    let mut backend = impatient(&sandbox).await;
    let broken_xml = "<?xml version=\"1.0\"?><SOAP-ENV:Envelope";
    let faults = [
        ("timeout", Value::Null),
        ("slow", json!(5_000)),
        ("close", Value::Null),
        ("close_after_commit", Value::Null),
        ("garbage", json!("<html><body>Mantenimiento</body></html>")),
        ("garbage", json!(broken_xml)),
        ("garbage", json!("")),
        ("http_status", json!(500)),
        ("http_status", json!(503)),
        ("http_status", json!(200)),
    ];
    for (number, (kind, value)) in faults.into_iter().enumerate() {
        let buyer = backend.shop().has_a_buyer().await;
        sandbox.fault("createTransaction", kind, value.clone(), 1).await;
        let told = buyer.confirms_once(&payment("9001"), "clic").await;
        let problem = told.problem(502, "provider_unanswered");
        assert_eq!(buyer.sees().await["payment"]["state"], "unanswered", "{kind} {value}");
        assert_eq!(buyer.sees().await["state"], "open", "{kind} {value}");

        // The same click again is told the same, also by a process that was not there.
        assert_eq!(buyer.confirms_once(&payment("9001"), "clic").await.json(502), problem);
        if number % 4 == 0 {
            backend = backend.kill().start().await;
        }
        let buyer = pse_tests::Buyer::at(backend.http(), &buyer.checkout, &buyer.reference);
        let again = buyer.confirms_once(&payment("9001"), "clic").await.json(502);
        assert_eq!(again["payment_id"], problem["payment_id"], "{kind} {value}");
        assert_eq!(sandbox.calls("createTransaction").await, 2 * number + 1, "{kind} {value}");

        // A new one is a new transaction, which can be paid.
        let begun = buyer.begins_with("9001").await;
        let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
        assert_eq!(buyer.sees().await["state"], "paid", "{kind} {value}");
        let second = sandbox.transaction(&format!("{}-2", buyer.reference)).await;
        assert_eq!(second["state"], "OK", "{kind} {value}");
    }
}

#[tokio::test]
async fn a_soap_fault_is_a_refusal_and_an_alert() {
    let backend = Backend::start().await;
    let words = "Acceso no autorizado, verifique el login y el tranKey.";
    backend.sandbox.fault("createTransaction", "fault", words, 1).await;
    let buyer = backend.shop().has_a_buyer().await;
    let answer = buyer.pays_with("9001").await;
    let problem = answer.problem(422, "transaction_refused");
    let certified = "No se pudo crear la transacción, por favor intente más tarde";
    assert!(problem["detail"].as_str().unwrap().starts_with(certified), "{problem}");
    // The provider's own words are for the merchant's staff.
    let payments = backend.shop().payments().await;
    assert_eq!(payments[0]["state"], "refused");
    assert_eq!(payments[0]["provider"]["data"]["fault"], words);
    let told = format!("{problem}{}", buyer.sees().await);
    assert!(!told.contains("tranKey"), "{told}");
    assert_eq!(buyer.pays_with("9001").await.status, 201);
}

#[tokio::test]
async fn hung_creations_hold_up_neither_banks_nor_status_nor_other_sites_pages() {
    let backend = Setup::new().set("PSE__PROVIDER__MAX_CREATES", "2").start().await;
    assert_eq!(backend.http().get("/v1/banks").await.status, 200);
    backend.sandbox.fault("createTransaction", "slow", 1_500, 2).await;
    let mut hung = Vec::new();
    for _ in 0..2 {
        let buyer = backend.shop().has_a_buyer().await;
        hung.push(tokio::spawn(async move { buyer.pays_with("9001").await }));
    }
    pse_tests::wait_until("two creations under way", async || {
        (backend.sandbox.calls("createTransaction").await == 2).then_some(())
    })
    .await;

    // Over the limit: told at once, and nothing is stored or sent.
    let third = backend.shop().has_a_buyer().await;
    let answer = third.pays_with("9001").await;
    let _ = answer.problem(503, "provider_unavailable");
    assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert_eq!(third.sees().await.get("payment"), None);
    assert_eq!(backend.http().get("/v1/banks").await.status, 200);
    assert_eq!(backend.http().get("/readyz").await.status, 200);
    assert_eq!(backend.sandbox.calls("createTransaction").await, 2);

    for one in hung {
        assert_eq!(one.await.unwrap().status, 201);
    }
    assert_eq!(third.pays_with("9001").await.status, 201);
}
