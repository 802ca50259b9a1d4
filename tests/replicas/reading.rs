//! What begins at one replica is read at the other at once, and followed there within a second.

use std::time::{Duration, Instant};

use pse_tests::orders::payment;
use pse_tests::several::{Several, at};

#[tokio::test]
async fn what_begins_at_one_replica_is_read_at_the_other_at_once() {
    let several = Several::new().await;
    let (a, b) = several.two().await;
    for bank in ["9001", "9002", "9003"] {
        let buyer = a.shop().has_a_buyer().await;
        let there = at(&b, &buyer);
        assert_eq!(there.sees().await["state"], "open");
        let begun = buyer.begins_with(bank).await;
        assert_eq!(there.sees().await["payment"]["bank_url"], begun.bank_url);
        let _ = there.confirms(&payment(bank)).await.problem(409, "payment_pending");
        // The bank sends the buyer back to where the payment began; the page asks the other one.
        let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
        let (here, there) = (buyer.sees().await, there.sees().await);
        assert_eq!(here, there);
        assert_ne!(here["payment"]["state"], "pending");
        let id = &begun.payment;
        assert_eq!(a.shop().payment(id).await, b.shop().payment(id).await);
    }
}

#[tokio::test]
async fn a_page_of_one_replica_shows_within_a_second_what_the_other_changes_and_the_provider_is_not_asked()
 {
    let several = Several::new().await;
    let (a, b) = several.two().await;
    let states = |checkout: &str, payment: &str| Some((checkout.to_owned(), payment.to_owned()));
    let mut waits = Vec::new();
    for round in 0..5_usize {
        let buyer = a.shop().has_a_buyer().await;
        let mut events = at(&b, &buyer).follows().await;
        assert_eq!(events.next_states().await, states("open", "none"));
        let begun = buyer.begins_with("9001").await;
        let changed = Instant::now();
        assert_eq!(events.next_states().await, states("pending", "pending"));
        waits.push(changed.elapsed());
        let way_back = buyer.presses_at_the_bank(&begun, "Pagar").await;
        let _ = buyer.comes_back(&way_back).await;
        let changed = Instant::now();
        assert_eq!(events.next_states().await, states("paid", "approved"));
        waits.push(changed.elapsed());
        let asked = several.sandbox.calls("getTransactionInformation").await;
        assert_eq!(asked, round + 1, "the buyer's return asks, and nobody else");
    }
    waits.sort();
    // The middle one: a busy machine may hold up one or the other.
    assert!(waits[waits.len() / 2] < Duration::from_secs(1), "{waits:?}");
}
