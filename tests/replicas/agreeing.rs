//! Replicas agree on what there is one of: the bank list of a day, the questions of a return, the payment of a key and of
//! a checkout.

use pse_tests::buyer::begun;
use pse_tests::http::text;
use pse_tests::orders::{order, order_with, payment};
use pse_tests::several::{Several, at};
use pse_tests::{Answer, Backend, Buyer};
use serde_json::{Value, json};

/// How often two do the same at the same moment.
const ROUNDS: usize = 12;

/// Two replicas that have their bank list, so that nothing else takes time.
async fn warm(several: &Several) -> (Backend, Backend) {
    let (a, b) = several.two().await;
    for replica in [&a, &b] {
        assert_eq!(replica.http().get("/v1/banks").await.status, 200);
    }
    (a, b)
}

#[tokio::test]
async fn the_bank_list_is_asked_for_once_by_all_and_the_next_replica_finds_it() {
    let several = Several::new().await;
    let (a, b) = several.two().await;
    several.sandbox.fault("getBankList", "slow", 300, 1).await;
    let visits: Vec<_> = (0..40)
        .map(|number| {
            let http = if number % 2 == 0 { a.http() } else { b.http() };
            tokio::spawn(async move { http.get("/v1/banks").await })
        })
        .collect();
    for visit in visits {
        assert_eq!(visit.await.unwrap().status, 200);
    }
    let c = several.setup().start().await;
    assert_eq!(c.http().get("/v1/banks").await.status, 200);
    assert_eq!(several.sandbox.calls("getBankList").await, 1);
}

#[tokio::test]
async fn a_return_to_every_replica_asks_as_often_as_a_return_to_one() {
    let several = Several::new().await;
    let (a, b) = warm(&several).await;
    let buyer = a.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9005").await;
    let way_back = buyer.presses_at_the_bank(&begun, "Pagar").await;
    let path = way_back.strip_prefix(&a.url).expect("the way back leads to where it began");
    let returns: Vec<_> = (0..20)
        .map(|number| {
            let (http, path) = (if number % 2 == 0 { a.http() } else { b.http() }, path.to_owned());
            tokio::spawn(async move { http.get(&path).await })
        })
        .collect();
    for back in returns {
        assert_eq!(back.await.unwrap().status, 303);
    }
    assert_eq!(several.sandbox.asked(&buyer.reference).await.len(), 1);
}

/// Sends the same confirmation to both replicas at the same moment.
async fn at_both(a: &Buyer, b: &Buyer, keys: [&str; 2]) -> (Answer, Answer) {
    let body = payment("9001");
    tokio::join!(a.confirms_once(&body, keys[0]), b.confirms_once(&body, keys[1]))
}

#[tokio::test]
async fn a_key_used_at_both_at_once_makes_one_payment() {
    let several = Several::new().await;
    let (a, b) = warm(&several).await;
    for round in 0..ROUNDS {
        let buyer = a.shop().has_a_buyer().await;
        let there = at(&b, &buyer);
        let key = format!("clic-{round}");
        let (first, second) = at_both(&buyer, &there, [&key, &key]).await;
        let mut made = Vec::new();
        for answer in [&first, &second] {
            if answer.status == 201 {
                made.push(begun(answer));
            } else {
                // The other one is still at the provider.
                let _ = answer.problem(409, "idempotency_in_progress");
                assert_ne!(answer.header("retry-after"), "");
            }
        }
        assert!(!made.is_empty(), "{} {}", first.text, second.text);
        for again in [&buyer, &there] {
            made.push(begun(&again.confirms_once(&payment("9001"), &key).await));
        }
        assert!(made.iter().all(|one| *one == made[0]), "{made:?}");
        assert_eq!(several.sandbox.calls("createTransaction").await, round + 1);
    }
}

#[tokio::test]
async fn two_buyers_of_one_checkout_or_reference_at_both_at_once_make_one_payment() {
    let several = Several::new().await;
    let (a, b) = warm(&several).await;
    for round in 0..ROUNDS {
        let first = a.shop().has_a_buyer().await;
        let second = if round % 2 == 0 {
            at(&b, &first)
        } else {
            b.shop().sells(&order_with("reference", json!(first.reference))).await
        };
        let (one, other) = at_both(&first, &second, ["uno", "otro"]).await;
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409], "{} {}", one.text, other.text);
        let refused = if one.status == 409 { one } else { other };
        let _ = refused.problem(409, "payment_pending");
        assert_eq!(several.sandbox.calls("createTransaction").await, round + 1);
    }
}

#[tokio::test]
async fn a_checkout_ordered_at_both_at_once_with_one_key_is_one() {
    let several = Several::new().await;
    let (a, b) = several.two().await;
    for round in 0..ROUNDS {
        let (order, key) = (order(), format!("pedido-{round}"));
        let (shop, other) = (a.shop(), b.shop());
        let (first, second) = tokio::join!(
            shop.create_checkout_once(&order, &key),
            other.create_checkout_once(&order, &key)
        );
        let ids: [Value; 2] = [first.json(201)["id"].clone(), second.json(201)["id"].clone()];
        assert_eq!(text(&ids[0]), text(&ids[1]));
    }
}
