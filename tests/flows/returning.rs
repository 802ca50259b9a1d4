//! The buyer comes back from the bank: the provider is asked once, whatever the browser does.

use pse_tests::orders::order_with;
use pse_tests::{Backend, Setup};
use serde_json::{Value, json};

#[tokio::test]
async fn a_return_asks_the_provider_and_reloading_it_adds_nothing() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9005").await;
    let way_back = buyer.presses_at_the_bank(&begun, "Pagar").await;
    assert!(backend.sandbox.asked(&buyer.reference).await.is_empty(), "nobody has come back yet");
    let page = buyer.comes_back(&way_back).await;
    for _ in 0..10 {
        assert_eq!(buyer.comes_back(&way_back).await, page);
        assert_eq!(buyer.sees().await["payment"]["state"], "pending");
    }
    assert_eq!(backend.sandbox.asked(&buyer.reference).await.len(), 1);
}

#[tokio::test]
async fn neither_pages_nor_streams_nor_lists_ever_reach_the_provider() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    for _ in 0..20 {
        let _ = buyer.sees().await;
        let _ = buyer.follows().await.next().await;
        let _ = backend.shop().payment(&begun.payment).await;
        let _ = backend.shop().payments().await;
    }
    assert_eq!(backend.sandbox.calls("getTransactionInformation").await, 0);
}

#[tokio::test]
async fn the_redirect_alone_proves_nothing() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    // The buyer types the way back without having paid.
    let way_back = format!("{}/return/{}", backend.url, begun.payment);
    let _ = buyer.comes_back(&way_back).await;
    let view = buyer.sees().await;
    assert_eq!(view["payment"]["state"], "pending");
    assert_eq!(view["state"], "pending");
}

#[tokio::test]
async fn the_merchants_address_keeps_its_own_query() {
    let backend = Backend::start().await;
    let address = "http://127.0.0.1:81/gracias?pedido=7&pse_checkout=chk_viejo&r=a%2Bb#recibo";
    let buyer = backend.shop().sells(&order_with("return_url", json!(address))).await;
    let begun = buyer.begins_with("9001").await;
    let page = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    let checkout = &buyer.checkout;
    let expected =
        format!("http://127.0.0.1:81/gracias?pedido=7&r=a%2Bb&pse_checkout={checkout}#recibo");
    assert_eq!(page, expected);
}

#[tokio::test]
async fn a_provider_that_does_not_say_how_it_stands_leaves_it_pending() {
    let backend = Setup::new()
        .set("PSE__PROVIDER__QUESTION_TIMEOUT", "500ms")
        .set("PSE__PROVIDER__CONNECT_TIMEOUT", "400ms")
        .start()
        .await;
    for (kind, value) in [
        ("timeout", Value::Null),
        ("close", Value::Null),
        ("garbage", json!("<?xml version=\"1.0\"?><a>")),
        ("http_status", json!(502)),
        ("fault", json!("Error interno")),
        ("return_code", json!("FAIL_TIMEOUT")),
    ] {
        let buyer = backend.shop().has_a_buyer().await;
        let begun = buyer.begins_with("9001").await;
        backend.sandbox.fault("getTransactionInformation", kind, value, 1).await;
        let page = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
        assert!(page.contains("pse_checkout="), "{kind}");
        assert_eq!(buyer.sees().await["payment"]["state"], "pending", "{kind}");
        let payment = backend.shop().payment(&begun.payment).await;
        let last = payment["history"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["by"], "return", "{kind}");
        assert_eq!(last["to"], "pending", "{kind}");
        let why = [&last["note"], &last["data"]["return_code"]];
        assert!(why.iter().any(|why| why.as_str().is_some_and(|why| !why.is_empty())), "{last}");
    }
    let page = backend.shop().get("/v1/payments?state=pending").await.json(200);
    assert_eq!(page["payments"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn a_return_takes_nothing_from_the_buyer_who_is_still_at_the_bank() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9005").await;
    let before = buyer.sees().await;
    assert_eq!(before["payment"]["bank_url"], begun.bank_url.as_str());
    // Anybody can call the address.
    let _ = buyer.comes_back(&format!("{}/return/{}", backend.url, begun.payment)).await;
    assert_eq!(buyer.sees().await["payment"]["bank_url"], before["payment"]["bank_url"]);
    let page = backend.http().get(&format!("/pay/{}", buyer.checkout)).await;
    assert!(page.text.contains("Continuar en el banco"), "{}", page.text);
}
