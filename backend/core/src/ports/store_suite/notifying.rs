//! Notifications: until they are taken, in order for each payment.

use pse_shared::NotificationState;

use super::StoreFixture;
use super::samples::{minute, notification, pending, site};
use crate::model::{DeliveryAttempt, Notification, NotificationId, Payment};
use crate::ports::store::{NotificationOutcome, PaymentChange, Store};

/// Stores that a payment's merchant must be told something.
async fn tell(store: &dyn Store, payment: &Payment, at: i64) -> Notification {
    let notification = notification(payment, at);
    let payment = store.payment(&payment.id).await.unwrap().unwrap();
    let told = Some(notification.clone());
    let change = PaymentChange { payment, history: None, checkout: None, notification: told };
    assert!(store.save(&change).await.unwrap());
    notification
}

async fn claim(store: &dyn Store, now: i64) -> Vec<NotificationId> {
    let claimed = store.claim_notifications(minute(now), minute(now + 1), 10).await.unwrap();
    claimed.into_iter().map(|notification| notification.id).collect()
}

fn attempt(at: i64, status: Option<u16>) -> DeliveryAttempt {
    let error = status.is_none().then(|| "no answer".to_owned());
    DeliveryAttempt { at: minute(at), status, error }
}

pub async fn due_notifications_are_taken_by_one_for_a_while(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let told = tell(&*store, &payment, 5).await;
    assert!(claim(&*store, 4).await.is_empty());
    let claimed = store.claim_notifications(minute(5), minute(6), 10).await.unwrap();
    assert_eq!(claimed, [Notification { next_attempt_at: minute(6), ..told.clone() }]);
    assert!(claim(&*store, 5).await.is_empty());
    assert_eq!(claim(&*store, 6).await, [told.id], "its taker never came back");
}

pub async fn a_payments_notifications_wait_for_the_oldest_undelivered(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let (one, two) = (pending(&*store, "A1", 1).await, pending(&*store, "A2", 1).await);
    let first = tell(&*store, &one, 5).await;
    let second = tell(&*store, &one, 4).await;
    let other = tell(&*store, &two, 3).await;
    // The longest due first, and of each payment only what was stored first.
    assert_eq!(claim(&*store, 9).await, [other.id.clone(), first.id.clone()]);
    assert!(claim(&*store, 9).await.is_empty(), "the second waits while the first is under way");

    let retry = NotificationOutcome::RetryAt(minute(30));
    store.record_attempt(&first.id, &attempt(9, Some(500)), &retry).await.unwrap();
    let delivered = NotificationOutcome::Delivered;
    store.record_attempt(&other.id, &attempt(9, Some(204)), &delivered).await.unwrap();
    assert!(claim(&*store, 20).await.is_empty());
    assert_eq!(claim(&*store, 30).await, std::slice::from_ref(&first.id));
    store.record_attempt(&first.id, &attempt(30, Some(200)), &delivered).await.unwrap();
    assert_eq!(claim(&*store, 31).await, [second.id]);
}

pub async fn one_given_up_blocks_no_other(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let (first, second) = (tell(&*store, &payment, 2).await, tell(&*store, &payment, 3).await);
    assert_eq!(claim(&*store, 5).await, std::slice::from_ref(&first.id));
    let exhausted = NotificationOutcome::Exhausted;
    store.record_attempt(&first.id, &attempt(5, None), &exhausted).await.unwrap();
    assert_eq!(claim(&*store, 6).await, [second.id]);
}

pub async fn every_attempt_is_kept_with_what_came_of_it(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let told = tell(&*store, &payment, 2).await;
    let attempts = [attempt(2, None), attempt(3, Some(503)), attempt(5, Some(200))];
    let outcomes = [
        NotificationOutcome::RetryAt(minute(3)),
        NotificationOutcome::RetryAt(minute(5)),
        NotificationOutcome::Delivered,
    ];
    for (attempt, outcome) in attempts.iter().zip(&outcomes) {
        store.record_attempt(&told.id, attempt, outcome).await.unwrap();
    }
    let expected = Notification {
        state: NotificationState::Delivered,
        attempts: 3,
        next_attempt_at: minute(5),
        ..told
    };
    let all = store.notifications(&payment.id).await.unwrap();
    assert_eq!(all, [(expected, attempts.to_vec())]);
}

pub async fn a_payments_notifications_are_read_oldest_first_each_with_its_own_attempts(
    fixture: impl StoreFixture,
) {
    let store = fixture.open().await;
    let (one, two) = (pending(&*store, "A1", 1).await, pending(&*store, "A2", 1).await);
    let (first, second) = (tell(&*store, &one, 3).await, tell(&*store, &one, 2).await);
    let other = tell(&*store, &two, 1).await;
    let given_up = NotificationOutcome::Exhausted;
    for (told, at) in [(&other, 4), (&first, 5), (&second, 6), (&first, 7)] {
        store.record_attempt(&told.id, &attempt(at, Some(500)), &given_up).await.unwrap();
    }
    let read = store.notifications(&one.id).await.unwrap();
    let read: Vec<_> = read.into_iter().map(|(told, attempts)| (told.id, attempts)).collect();
    let attempts = |at: &[i64]| at.iter().map(|at| attempt(*at, Some(500))).collect::<Vec<_>>();
    assert_eq!(read, [(first.id, attempts(&[5, 7])), (second.id, attempts(&[6]))]);
}

pub async fn what_was_delivered_stays_delivered(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let told = tell(&*store, &payment, 2).await;
    let delivered = NotificationOutcome::Delivered;
    store.record_attempt(&told.id, &attempt(3, Some(200)), &delivered).await.unwrap();
    let retry = NotificationOutcome::RetryAt(minute(4));
    store.record_attempt(&told.id, &attempt(3, None), &retry).await.unwrap();
    assert!(claim(&*store, 60).await.is_empty());
}

pub async fn a_site_can_have_its_own_notification_again(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let told = tell(&*store, &payment, 2).await;
    for outcome in [NotificationOutcome::Exhausted, NotificationOutcome::Delivered] {
        store.record_attempt(&told.id, &attempt(3, None), &outcome).await.unwrap();
        assert!(claim(&*store, 60).await.is_empty());
        let again = store.redeliver(&site("demo"), &told.id, minute(70)).await.unwrap().unwrap();
        assert_eq!((again.state, again.next_attempt_at), (NotificationState::Due, minute(70)));
        assert_eq!(claim(&*store, 70).await, std::slice::from_ref(&told.id));
    }
    assert_eq!(store.redeliver(&site("other"), &told.id, minute(9)).await.unwrap(), None);
    let unknown = NotificationId::new(minute(1)).unwrap();
    assert_eq!(store.redeliver(&site("demo"), &unknown, minute(9)).await.unwrap(), None);
}

pub async fn claims_of_notifications_made_at_once_never_overlap(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    for number in 0..20 {
        let payment = pending(&*store, &format!("A{number}"), 1).await;
        tell(&*store, &payment, 2).await;
    }
    let claims = (0..10).map(|_| store.claim_notifications(minute(3), minute(9), 3));
    let claimed = futures_util::future::join_all(claims).await;
    let mut ids: Vec<_> =
        claimed.into_iter().flat_map(Result::unwrap).map(|notification| notification.id).collect();
    assert_eq!(ids.len(), 20);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 20);
}
