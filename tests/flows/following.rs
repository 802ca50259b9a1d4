//! The page follows the payment by server-sent events: the checkout at once and at every change.

use pse_tests::Backend;

fn states(checkout: &str, payment: &str) -> Option<(String, String)> {
    Some((checkout.to_owned(), payment.to_owned()))
}

#[tokio::test]
async fn every_change_of_a_checkout_is_one_event_and_nobody_elses_is() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let other = backend.shop().has_a_buyer().await;
    let mut events = buyer.follows().await;
    assert_eq!(events.next_states().await, states("open", "none"));

    let rejected = buyer.begins_with("9002").await;
    assert_eq!(events.next_states().await, states("pending", "pending"));
    let _ = other.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&rejected, "Pagar").await;
    assert_eq!(events.next_states().await, states("open", "rejected"));

    let approved = buyer.begins_with("9001").await;
    assert_eq!(events.next_states().await, states("pending", "pending"));
    let _ = buyer.walks_to_the_bank_and_presses(&approved, "Pagar").await;
    let last = events.next().await.unwrap();
    assert_eq!(last, buyer.sees().await, "an event is what GET answers");
    assert_eq!(last["state"], "paid");
}

#[tokio::test]
async fn who_comes_late_reads_how_it_stands_at_once() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.follows().await.next_states().await, states("paid", "approved"));
}

#[tokio::test]
async fn the_streams_end_when_the_service_stops() {
    let mut backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let mut events = buyer.follows().await;
    let _ = events.next().await;
    backend.ask_to_stop();
    assert_eq!(events.next().await, None);
    assert!(backend.exit().await.success());
}
