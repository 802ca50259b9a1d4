//! A stop finishes what is under way and gives the rest back; after a crash everything is sent again.

use pse_core::ports::store_suite::samples::{minute, of_demo};
use pse_shared::NotificationState;

use super::receiver::Receiver;
use super::stage::Stage;

#[tokio::test]
async fn a_stop_waits_for_what_is_under_way_and_gives_the_rest_back() {
    let stage = Stage::new();
    let mut told = Vec::new();
    for number in 0..60 {
        let payment = stage.payment("demo", &format!("A{number}")).await;
        told.extend(stage.tell(&payment, 1).await);
    }
    let receiver = Receiver::start().await;
    let sending = stage.send(&[("demo".into(), receiver.url())]);
    // It has taken some, so that more are claimed than there are places.
    receiver.until(|seen| seen.open.len() == 8).await;
    receiver.answer(20);
    receiver.until(|seen| seen.arrived.len() == 28).await;
    sending.stop.cancel();
    tokio::task::yield_now().await;
    assert!(!sending.run.is_finished(), "eight are under way");
    receiver.answer(8);
    sending.run.await.unwrap();

    let mut delivered = Vec::new();
    for told in &told {
        let stored = stage.store.notifications(&told.payment_id).await.unwrap();
        if stored[0].0.state == NotificationState::Delivered {
            delivered.push(told.id.to_string());
        }
    }
    let mut arrived = receiver.until(|_| true).await.arrived;
    delivered.sort_unstable();
    arrived.sort_unstable();
    assert_eq!(delivered, arrived, "what arrived is recorded");
    let rest = stage.store.claim_notifications(minute(60), minute(61), &of_demo(99)).await.unwrap();
    assert_eq!(rest.len(), told.len() - arrived.len(), "the rest is due at once");
}

#[tokio::test]
async fn after_a_crash_what_was_under_way_is_sent_again_when_its_claim_has_ended() {
    let stage = Stage::new();
    let payment = stage.payment("demo", "A1").await;
    let told = stage.tell(&payment, 2).await;
    let receiver = Receiver::start().await;
    let webhooks = [("demo".to_owned(), receiver.url())];
    let crashed = stage.send(&webhooks);
    receiver.until(|seen| seen.open.len() == 1).await;
    crashed.run.abort();
    assert!(crashed.run.await.is_err());

    // The claim lasts: another sender has nothing to send, neither this one nor the next of its payment.
    let early = stage.send(&webhooks);
    stage.clock.wait_for_sleepers(1).await;
    early.stop.cancel();
    early.run.await.unwrap();
    assert_eq!(receiver.until(|_| true).await.arrived.len(), 1);

    stage.clock.set(stage.after_every_claim());
    let later = stage.send(&webhooks);
    receiver.answer(9);
    let seen = receiver.until(|seen| seen.arrived.len() == 3).await;
    let [first, second] = [told[0].id.as_str(), told[1].id.as_str()];
    assert_eq!(seen.arrived, [first, first, second]);
    later.stop.cancel();
    later.run.await.unwrap();
}
