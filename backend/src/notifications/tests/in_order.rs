//! A payment's notifications arrive in order, and none twice at once.

use std::collections::BTreeMap;

use super::receiver::Receiver;
use super::stage::Stage;

#[tokio::test]
async fn eight_at_once_each_payments_in_order_and_each_once() {
    let stage = Stage::new();
    let mut payment_of = BTreeMap::new();
    let mut expected: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for number in 0..30 {
        let payment = stage.payment("demo", &format!("A{number}")).await;
        for told in stage.tell(&payment, 5).await {
            payment_of.insert(told.id.to_string(), number);
            expected.entry(number).or_default().push(told.id.to_string());
        }
    }
    let receiver = Receiver::start().await;
    let sending = stage.send(&[("demo".into(), receiver.url())]);
    receiver.until(|seen| seen.open.len() == 8).await;
    receiver.answer(200);
    let seen = receiver.until(|seen| seen.arrived.len() >= 150 && seen.open.is_empty()).await;
    sending.stop.cancel();
    sending.run.await.unwrap();

    assert_eq!(seen.most_open, 8);
    let mut arrived: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for id in seen.arrived {
        arrived.entry(payment_of[&id]).or_default().push(id);
    }
    assert_eq!(arrived, expected);
}

#[tokio::test]
async fn one_asked_for_again_while_it_is_being_sent_is_sent_once_more_afterwards() {
    let stage = Stage::new();
    let payment = stage.payment("demo", "A1").await;
    let told = stage.tell(&payment, 1).await.remove(0);
    let receiver = Receiver::start().await;
    let sending = stage.send(&[("demo".into(), receiver.url())]);
    receiver.until(|seen| seen.open.len() == 1).await;

    stage.store.redeliver(&told.site, &told.id, told.created_at).await.unwrap().unwrap();
    // That the sender has claimed it again shows in another payment's, claimed after it.
    let other = stage.tell(&stage.payment("demo", "B1").await, 1).await.remove(0);
    stage.wake();
    receiver.until(|seen| seen.arrived.len() > 1).await;
    receiver.answer(9);
    let id = told.id.as_str();
    let seen = receiver.until(|seen| seen.arrived.len() == 3).await;
    assert_eq!(seen.arrived, [id, other.id.as_str(), id]);
    assert!(seen.twice_at_once.is_empty());
    sending.stop.cancel();
    sending.run.await.unwrap();
}

#[tokio::test]
async fn one_asked_for_again_while_it_is_being_sent_is_sent_again_also_when_that_answer_comes_first()
 {
    let stage = Stage::new();
    let payment = stage.payment("demo", "A1").await;
    let told = stage.tell(&payment, 1).await.remove(0);
    let receiver = Receiver::start().await;
    let sending = stage.send(&[("demo".into(), receiver.url())]);
    receiver.until(|seen| seen.open.len() == 1).await;

    // The sender hears of it only with the answer.
    stage.store.redeliver(&told.site, &told.id, told.created_at).await.unwrap().unwrap();
    receiver.answer(9);
    let seen = receiver.until(|seen| seen.arrived.len() == 2).await;
    assert_eq!(seen.arrived, [told.id.as_str(), told.id.as_str()]);
    sending.stop.cancel();
    sending.run.await.unwrap();
}
