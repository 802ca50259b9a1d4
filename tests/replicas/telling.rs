//! The merchant's server is told of each payment in order, by one replica at a time.

use std::time::Duration;

use pse_tests::merchant::Merchant;
use pse_tests::several::Several;

const PAYMENTS: usize = 24;

#[tokio::test]
async fn a_merchant_is_told_in_order_and_by_one_replica_at_a_time() {
    let several = Several::new().await;
    // Slow enough for the other replica to come in between.
    let merchant = Merchant::that_takes(Duration::from_millis(120)).await;
    let setup = || merchant.is_told_by(several.setup());
    let (a, b) = (setup().start().await, setup().start().await);
    let buyers: Vec<_> = (0..PAYMENTS)
        .map(|number| {
            let shop = if number % 2 == 0 { a.shop() } else { b.shop() };
            tokio::spawn(async move {
                let buyer = shop.has_a_buyer().await;
                let begun = buyer.begins_with("9001").await;
                let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
                begun.payment
            })
        })
        .collect();
    let mut payments = Vec::new();
    for buyer in buyers {
        payments.push(buyer.await.unwrap());
    }
    merchant.has_taken(2 * PAYMENTS).await;
    for payment in &payments {
        assert_eq!(merchant.heard_of(payment), ["payment.pending", "payment.approved"]);
    }
    assert_eq!(merchant.arrivals().len(), 2 * PAYMENTS, "each was sent once");
    assert_eq!(merchant.told_twice_at_once(), Vec::<String>::new());
}
