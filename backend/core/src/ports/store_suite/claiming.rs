//! Claims: who may ask about a payment, and never two the same one.

use std::collections::HashSet;
use std::sync::Arc;

use futures_util::future::join_all;
use pse_shared::PaymentState;

use super::StoreFixture;
use super::samples::{change, creating, minute, moved, pending};
use crate::model::{Payment, PaymentId};
use crate::ports::store::{ClaimWindow, ReturnLimit};

fn window(now: i64, limit: u32) -> ClaimWindow {
    ClaimWindow { now: minute(now), next: minute(now + 15), limit }
}

fn limit(now: i64) -> ReturnLimit {
    ReturnLimit { now: minute(now), last_before: minute(now - 1), max: 2 }
}

pub async fn due_payments_are_claimed_the_longest_overdue_first(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    // Stored in another order than they become due in.
    let mut payments = Vec::new();
    for at in [5, 2, 6, 1, 4, 3] {
        payments.push(pending(&*store, &format!("A{at}"), at).await);
    }
    payments.sort_by_key(|payment| payment.created_at);
    creating(&*store, "A0", 0).await;
    assert_eq!(store.next_due().await.unwrap(), Some(minute(9)));

    let claimed = store.claim_due(window(13, 4)).await.unwrap();
    let ids = |payments: &[Payment]| payments.iter().map(|p| p.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&claimed), ids(&payments[..4]));
    let mut expected = payments[0].clone();
    expected.version += 1;
    expected.schedule.epoch += 1;
    expected.schedule.next_probe_at = Some(minute(28));
    expected.schedule.last_asked_at = Some(minute(13));
    assert_eq!(claimed[0], expected);

    assert_eq!(ids(&store.claim_due(window(13, 9)).await.unwrap()), ids(&payments[4..5]));
    assert_eq!(store.claim_due(window(13, 9)).await.unwrap(), []);
    assert_eq!(store.next_due().await.unwrap(), Some(minute(14)));
    assert_eq!(ids(&store.claim_due(window(14, 9)).await.unwrap()), ids(&payments[5..]));
}

pub async fn nothing_is_due_where_nothing_is_pending(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    assert_eq!(store.next_due().await.unwrap(), None);
    let payment = pending(&*store, "A1", 1).await;
    moved(&*store, &payment, PaymentState::Approved, 2).await;
    assert_eq!(store.claim_due(window(100, 9)).await.unwrap(), []);
    assert_eq!(store.next_due().await.unwrap(), None);
}

pub async fn claims_of_due_payments_made_at_once_never_overlap(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    for number in 0..40 {
        pending(&*store, &format!("A{number}"), number).await;
    }
    // In several threads, and several in each: the one finds locks that are released too early, the other
    // what is done between a reading and its writing.
    let mut tasks = Vec::new();
    for _ in 0..4 {
        let store = Arc::clone(&store);
        tasks.push(tokio::spawn(async move {
            join_all((0..4).map(|_| store.claim_due(window(100, 3)))).await
        }));
    }
    let mut claimed: Vec<PaymentId> = Vec::new();
    for task in tasks {
        let claims = task.await.unwrap().into_iter().flat_map(Result::unwrap);
        claimed.extend(claims.map(|payment| payment.id));
    }
    assert_eq!(claimed.len(), 40);
    assert_eq!(claimed.iter().collect::<HashSet<_>>().len(), 40);
}

pub async fn an_answer_to_an_earlier_claim_is_not_stored(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    pending(&*store, "A1", 1).await;
    let probe = store.claim_due(window(10, 1)).await.unwrap().remove(0);
    let back = store.claim_return(&probe.id, limit(11)).await.unwrap().unwrap();
    assert!(!store.save(&change(&probe, PaymentState::Rejected, 12)).await.unwrap());
    assert!(store.save(&change(&back, PaymentState::Approved, 12)).await.unwrap());
}

pub async fn the_buyers_return_asks_seldom_and_only_so_often(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let claimed = store.claim_return(&payment.id, limit(2)).await.unwrap().unwrap();
    let mut expected = payment.clone();
    expected.version += 1;
    expected.schedule.epoch = 1;
    expected.schedule.last_asked_at = Some(minute(2));
    expected.schedule.return_asks = 1;
    expected.schedule.last_return_ask_at = Some(minute(2));
    assert_eq!(claimed, expected);

    let soon = ReturnLimit { last_before: minute(1), ..limit(2) };
    assert_eq!(store.claim_return(&payment.id, soon).await.unwrap(), None);
    assert!(store.claim_return(&payment.id, limit(3)).await.unwrap().is_some());
    assert_eq!(store.claim_return(&payment.id, limit(30)).await.unwrap(), None, "twice in all");
}

pub async fn the_merchant_asks_only_after_the_providers_interval(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let ask = |now: i64| {
        store.claim_merchant(&payment.id, minute(now), minute(now - 12), minute(now + 15))
    };
    assert_eq!(ask(12).await.unwrap(), None, "11 minutes after its creation");
    let claimed = ask(13).await.unwrap().unwrap();
    assert_eq!(claimed.schedule.epoch, 1);
    assert_eq!(claimed.schedule.next_probe_at, Some(minute(28)));
    assert_eq!(claimed.schedule.last_asked_at, Some(minute(13)));
    assert_eq!(ask(24).await.unwrap(), None, "11 minutes after the last question");
    assert!(ask(25).await.unwrap().is_some());
}

pub async fn only_pending_payments_are_asked_about(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    moved(&*store, &payment, PaymentState::Failed, 2).await;
    let unborn = creating(&*store, "A2", 1).await;
    for id in [payment.id, unborn.id, PaymentId::new(minute(1)).unwrap()] {
        assert_eq!(store.claim_return(&id, limit(60)).await.unwrap(), None);
        let merchant = store.claim_merchant(&id, minute(60), minute(50), minute(75));
        assert_eq!(merchant.await.unwrap(), None);
    }
}

pub async fn of_many_who_ask_at_once_about_one_payment_one_may(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let returns = (0..16).map(|_| store.claim_return(&payment.id, limit(20)));
    let returns = join_all(returns).await;
    let merchants =
        (0..16).map(|_| store.claim_merchant(&payment.id, minute(40), minute(28), minute(55)));
    let merchants = join_all(merchants).await;
    for claims in [returns, merchants] {
        let given = claims.into_iter().filter_map(Result::unwrap).count();
        assert_eq!(given, 1);
    }
    let asked = store.payment(&payment.id).await.unwrap().unwrap();
    assert_eq!((asked.schedule.epoch, asked.version), (2, payment.version + 2));
}
