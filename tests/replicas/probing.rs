//! Each pending payment is asked about once an interval, whichever replica asks.

use jiff::SignedDuration;
use pse_tests::Backend;
use pse_tests::ledger::{Gaps, transactions};
use pse_tests::several::Several;
use pse_tests::wait_until;

/// How many payments are due at the same time.
const PAYMENTS: usize = 24;
const EVERY: SignedDuration = SignedDuration::from_secs(3);

async fn questions_of(replica: &Backend) -> u64 {
    let counted = replica.metrics().await;
    let of_status = counted.lines().filter(|line| {
        line.starts_with("pse_provider_request_duration_seconds_count")
            && line.contains("operation=\"status\"")
    });
    of_status.filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok()).sum()
}

#[tokio::test]
async fn with_many_due_each_is_asked_about_once_an_interval_whoever_asks() {
    let several = Several::new().await;
    let setup = || {
        several
            .setup()
            .set("PSE__PROBE__FIRST_AFTER", "5s")
            .set("PSE__PROBE__EVERY", "3s")
            .set("PSE__PROBE__IN_FLIGHT", "4")
    };
    let (a, b) = (setup().start().await, setup().start().await);
    for number in 0..PAYMENTS {
        let replica = if number % 2 == 0 { &a } else { &b };
        let _ = replica.shop().has_a_buyer().await.begins_with("9005").await;
    }
    // The provider takes its time: what one replica is asking about is due for the other, if it is not claimed.
    several.sandbox.fault("getTransactionInformation", "slow", 700, 40).await;
    let ledger = wait_until("two questions about each", async || {
        let ledger = transactions(&several.sandbox).await;
        ledger.iter().all(|transaction| transaction.asked.len() >= 2).then_some(ledger)
    })
    .await;
    assert_eq!(ledger.len(), PAYMENTS);
    Gaps::of(&ledger).are_at_least(EVERY);
    for replica in [&a, &b] {
        assert!(questions_of(replica).await > 0, "one of them asked nothing");
    }
}
