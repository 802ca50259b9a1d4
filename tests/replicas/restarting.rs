//! A rolling restart: one replica after the other is asked to stop and started again, and buyers pay all the while.

use std::time::Duration;

use jiff::SignedDuration;
use pse_tests::books::Books;
use pse_tests::crowd::Crowd;
use pse_tests::merchant::Merchant;
use pse_tests::several::Several;
use pse_tests::{Backend, wait_until};

/// How many buyers must have been served at each state of the replicas.
const BUYERS: usize = 12;

/// Waits until some more buyers have been served.
async fn served(crowd: &Crowd) {
    let before = crowd.served();
    wait_until("buyers served", async || (crowd.served() >= before + BUYERS).then_some(())).await;
}

#[tokio::test]
async fn buyers_pay_while_one_replica_after_the_other_is_restarted() {
    let several = Several::new().await;
    let merchant = Merchant::that_takes(Duration::ZERO).await;
    let setup = || {
        merchant
            .is_told_by(several.setup())
            .set("PSE__PROBE__FIRST_AFTER", "2s")
            .set("PSE__PROBE__EVERY", "4s")
    };
    let mut replicas: Vec<Backend> = vec![setup().start().await, setup().start().await];
    let urls: Vec<String> = replicas.iter().map(|replica| replica.url.clone()).collect();
    let crowd = Crowd::comes(&urls, 4);
    served(&crowd).await;
    for _ in 0..2 {
        let mut leaving = replicas.remove(0);
        leaving.ask_to_stop();
        served(&crowd).await;
        assert!(leaving.exit().await.success());
        let log = leaving.log();
        assert!(log.contains(r#""all_done":true"#), "{log}");
        replicas.push(leaving.left_behind().start().await);
        served(&crowd).await;
    }
    let trouble = crowd.trouble();
    assert!(trouble.is_empty(), "only a connection may be refused: {trouble:#?}");
    let told = crowd.leaves().await;
    Books::of(&several, &merchant, told, SignedDuration::from_secs(4)).agree().await;
}
