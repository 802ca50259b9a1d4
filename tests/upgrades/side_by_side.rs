//! An upgrade without a pause, and the way back: both releases over one PostgreSQL database, while buyers pay.

use std::time::Duration;

use jiff::SignedDuration;
use pse_tests::books::Books;
use pse_tests::crowd::Crowd;
use pse_tests::merchant::Merchant;
use pse_tests::several::Several;
use pse_tests::wait::wait_long;
use pse_tests::{Backend, Release, previous_release};

use super::stopping::stops;

/// How many buyers must have been served at each state of the services, and how long that may take.
const BUYERS: usize = 10;
const SERVED_WITHIN: Duration = Duration::from_secs(60);

/// How often a service has called its provider with an operation.
async fn calls(service: &Backend, operation: &str) -> u64 {
    let counted = service.metrics().await;
    let of_operation = counted.lines().filter(|line| {
        line.starts_with("pse_provider_request_duration_seconds_count")
            && line.contains(&format!("operation=\"{operation}\""))
    });
    of_operation.filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok()).sum()
}

/// Waits until a service has sold, and has asked how payments stand.
async fn works(service: &Backend) {
    let before = (calls(service, "create").await, calls(service, "status").await);
    wait_long("its selling and asking", SERVED_WITHIN, async || {
        let now = (calls(service, "create").await, calls(service, "status").await);
        (now.0 > before.0 && now.1 > before.1).then_some(())
    })
    .await;
}

#[tokio::test]
async fn buyers_pay_while_the_service_is_upgraded_and_while_it_is_rolled_back() {
    if previous_release().is_none() {
        return;
    }
    let several = Several::new().await;
    let merchant = Merchant::that_takes(Duration::ZERO).await;
    let setup = || {
        merchant
            .is_told_by(several.setup())
            .set("PSE__PROBE__FIRST_AFTER", "2s")
            .set("PSE__PROBE__EVERY", "4s")
    };
    // Two places behind a load balancer.
    let (one, other) = (setup(), setup());
    let crowd = Crowd::comes(&[one.url(), other.url()], 4);
    let old = one.of(Release::Previous).start().await;
    works(&old).await;

    // The upgrade: the new one joins and brings the schema up to date, both serve, the old one leaves.
    let new = other.of(Release::This).start().await;
    tokio::join!(works(&old), works(&new));
    let one = stops(old).await;
    works(&new).await;

    // The way back: the old one starts on the new one's schema, both serve, the new one leaves.
    let old = one.start().await;
    tokio::join!(works(&old), works(&new));
    drop(stops(new).await);
    works(&old).await;
    crowd.goes_on(BUYERS, SERVED_WITHIN).await;

    let trouble = crowd.trouble();
    assert!(trouble.is_empty(), "only a connection may be refused: {trouble:#?}");
    let told = crowd.leaves().await;
    Books::of(&several, &merchant, told, SignedDuration::from_secs(4)).agree().await;
    assert_eq!(merchant.told_again(), Vec::<String>::new(), "each was taken when it was sent");
    assert_eq!(old.http().get("/readyz").await.status, 200);
}
