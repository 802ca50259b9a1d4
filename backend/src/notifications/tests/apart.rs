//! No merchant hurts another.

use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use super::receiver::Receiver;
use super::stage::Stage;

/// Sites whose servers hang, and notifications that wait for each: of so many payments, so many of each.
const HANGING: usize = 40;
const PAYMENTS: usize = 10;
const OF_EACH: i64 = 50;

#[tokio::test]
async fn forty_sites_whose_servers_hang_delay_nobody_else() {
    let stage = Stage::new();
    // The system takes its connections, and nobody ever answers.
    let hanging = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", hanging.local_addr().unwrap()).parse().unwrap();
    let mut webhooks = Vec::new();
    for number in 0..HANGING {
        let name = format!("hanging{number}");
        for reference in 0..PAYMENTS {
            let payment = stage.payment(&name, &format!("H{number}-{reference}")).await;
            stage.tell(&payment, OF_EACH).await;
        }
        webhooks.push((name, Clone::clone(&url)));
    }
    let healthy = Receiver::start().await;
    healthy.answer(10);
    webhooks.push(("healthy".to_owned(), healthy.url()));
    let sending = stage.send(&webhooks);
    // Each hanging server has been given all it gets.
    let mut held = Vec::new();
    while held.len() < HANGING * 8 {
        held.push(hanging.accept().await.unwrap());
    }

    let payment = stage.payment("healthy", "A1").await;
    let began = Instant::now();
    let told = stage.tell(&payment, 1).await.remove(0);
    stage.wake();
    let seen = healthy.until(|seen| !seen.arrived.is_empty()).await;
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    assert_eq!(seen.arrived, [told.id.as_str()]);
    let ninth = tokio::time::timeout(Duration::from_millis(100), hanging.accept()).await;
    assert!(ninth.is_err(), "a site has 8 places");
    sending.run.abort();
}

#[tokio::test]
async fn what_waits_for_a_site_without_a_webhook_is_sent_when_it_has_one_again() {
    let stage = Stage::new();
    let (gone, other) = (Receiver::start().await, Receiver::start().await);
    gone.answer(9);
    other.answer(9);
    let waiting = stage.tell(&stage.payment("gone", "A1").await, 1).await.remove(0);
    let told = stage.tell(&stage.payment("other", "B1").await, 1).await.remove(0);
    let without = stage.send(&[("other".into(), other.url())]);
    other.until(|seen| seen.arrived == [told.id.as_str()] && seen.open.is_empty()).await;
    without.stop.cancel();
    without.run.await.unwrap();
    let untouched = stage.store.notifications(&waiting.payment_id).await.unwrap();
    assert_eq!(untouched, [(waiting.clone(), vec![])]);

    let with = stage.send(&[("gone".into(), gone.url())]);
    gone.until(|seen| seen.arrived == [waiting.id.as_str()]).await;
    with.stop.cancel();
    with.run.await.unwrap();
}
