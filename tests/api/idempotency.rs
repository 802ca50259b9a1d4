//! The same `Idempotency-Key` again: one effect, one answer, whoever sends it and however often.

use std::collections::BTreeSet;

use pse_tests::buyer::begun;
use pse_tests::orders::{order, order_with, payment, with};
use pse_tests::{Answer, Backend, wait_until};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn the_same_order_with_the_same_key_is_one_checkout() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    let order = order();
    let first = shop.create_checkout_once(&order, "pedido-1").await.json(201);
    assert_eq!(shop.create_checkout_once(&order, "pedido-1").await.json(201), first);

    // The same content, written another way.
    let written = serde_json::to_string_pretty(&order).unwrap();
    let request = backend
        .http()
        .request(Method::POST, "/v1/checkouts")
        .bearer_auth("sk_demo")
        .header("content-type", "application/json; charset=utf-8")
        .header("idempotency-key", "pedido-1")
        .body(written);
    assert_eq!(Answer::to(request).await.json(201), first);

    let other = with(order.clone(), "description", json!("Otra compra"));
    let _ =
        shop.create_checkout_once(&other, "pedido-1").await.problem(422, "idempotency_key_reused");
    let second = shop.create_checkout_once(&order, "pedido-2").await.json(201);
    assert_ne!(second["id"], first["id"]);
}

#[tokio::test]
async fn sixty_four_orders_with_one_key_at_once_are_one_checkout() {
    let backend = Backend::start().await;
    let (shop, order) = (backend.shop(), order());
    let all: Vec<_> = (0..64)
        .map(|_| {
            let (shop, order) = (shop.clone(), order.clone());
            tokio::spawn(async move { shop.create_checkout_once(&order, "una").await })
        })
        .collect();
    let mut ids = BTreeSet::new();
    for one in all {
        ids.insert(one.await.unwrap().json(201)["id"].to_string());
    }
    assert_eq!(ids.len(), 1, "{ids:?}");
}

#[tokio::test]
async fn the_same_payment_with_the_same_key_is_one_transaction() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let first = begun(&buyer.confirms_once(&payment("9001"), "clic").await);
    assert_eq!(begun(&buyer.confirms_once(&payment("9001"), "clic").await), first);
    let other = buyer.confirms_once(&payment("9002"), "clic").await;
    let _ = other.problem(422, "idempotency_key_reused");
    // A new key is another payment, and the first one is still pending.
    let _ =
        buyer.confirms_once(&payment("9001"), "otro clic").await.problem(409, "payment_pending");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 1);
}

#[tokio::test]
async fn the_language_is_part_of_what_a_key_stands_for() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let in_portuguese = with(payment("9001"), "language", json!("PT"));
    let first = begun(&buyer.confirms_once(&in_portuguese, "clic").await);
    assert_eq!(begun(&buyer.confirms_once(&in_portuguese, "clic").await), first);
    for other in [json!("EN"), json!("ES"), json!(null)] {
        let other = with(in_portuguese.clone(), "language", other);
        let answer = buyer.confirms_once(&other, "clic").await;
        let _ = answer.problem(422, "idempotency_key_reused");
    }
    let transaction = backend.sandbox.transaction(&buyer.reference).await;
    assert_eq!(transaction["request"]["language"], "PT");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 1);
}

#[tokio::test]
async fn sixty_four_clients_with_one_key_make_one_transaction() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    backend.sandbox.fault("createTransaction", "slow", 300, 1).await;
    let all: Vec<_> = (0..64)
        .map(|_| {
            let buyer = buyer.clone();
            tokio::spawn(async move { buyer.confirms_once(&payment("9001"), "clic").await })
        })
        .collect();
    let mut created = Vec::new();
    for one in all {
        let answer = one.await.unwrap();
        match answer.status {
            201 => created.push(begun(&answer)),
            409 => {
                let _ = answer.problem(409, "idempotency_in_progress");
                assert!(!answer.header("retry-after").is_empty());
            }
            _ => {
                let _ = answer.problem(429, "rate_limited");
                assert!(!answer.header("retry-after").is_empty());
            }
        }
    }
    assert!(!created.is_empty(), "nobody was sent to the bank");
    // Who was told to wait comes again and is answered the same.
    let later = wait_until("a place under the rate limit", async || {
        let answer = buyer.confirms_once(&payment("9001"), "clic").await;
        (answer.status == 201).then(|| begun(&answer))
    })
    .await;
    assert!(created.iter().all(|one| *one == later), "{created:?} {later:?}");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 1);
    assert_eq!(backend.shop().payments().await.len(), 1);
}

#[tokio::test]
async fn a_key_that_is_no_key_is_refused_and_uses_nothing_up() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    let order = order();
    let long = "k".repeat(129);
    let refused = shop.create_checkout_once(&order, &long).await;
    assert_eq!(refused.wrong_fields(), ["Idempotency-Key: too_long"]);
    let refused = shop.create_checkout_once(&order, "").await;
    assert_eq!(refused.wrong_fields(), ["Idempotency-Key: required"]);

    // An order that was refused does not use its key up either.
    let wrong = order_with("currency", json!("USD"));
    assert_eq!(
        shop.create_checkout_once(&wrong, "k").await.wrong_fields(),
        ["currency: not_allowed"]
    );
    assert_eq!(shop.create_checkout_once(&order, "k").await.status, 201);
}
