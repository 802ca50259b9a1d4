//! Notifications: until they are taken, in order for each payment.

use pse_shared::{NotificationState, PaymentState};

use super::StoreFixture;
use super::samples::{checkout, minute, moved, notification, of_demo, pending, site, started};
use crate::model::{Checkout, DeliveryAttempt, Notification, NotificationId, Payment};
use crate::ports::store::{
    AttemptMade, NotificationClaim, NotificationOutcome, PaymentChange, SiteClaim, Store,
};

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
    let claimed =
        store.claim_notifications(minute(now), minute(now + 1), &of_demo(10)).await.unwrap();
    claimed.into_iter().map(|notification| notification.id).collect()
}

/// The claim on a notification that ends at a minute.
fn until(id: &NotificationId, at: i64) -> NotificationClaim {
    NotificationClaim { id: id.clone(), until: minute(at) }
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
    let claimed = store.claim_notifications(minute(5), minute(6), &of_demo(10)).await.unwrap();
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
    store.record_attempt(&until(&first.id, 10), &attempt(9, Some(500)), &retry).await.unwrap();
    let delivered = NotificationOutcome::Delivered;
    store.record_attempt(&until(&other.id, 10), &attempt(9, Some(204)), &delivered).await.unwrap();
    assert!(claim(&*store, 20).await.is_empty());
    assert_eq!(claim(&*store, 30).await, std::slice::from_ref(&first.id));
    store.record_attempt(&until(&first.id, 31), &attempt(30, Some(200)), &delivered).await.unwrap();
    assert_eq!(claim(&*store, 31).await, [second.id]);
}

pub async fn one_given_up_blocks_no_other(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let (first, second) = (tell(&*store, &payment, 2).await, tell(&*store, &payment, 3).await);
    assert_eq!(claim(&*store, 5).await, std::slice::from_ref(&first.id));
    let exhausted = NotificationOutcome::Exhausted;
    store.record_attempt(&until(&first.id, 6), &attempt(5, None), &exhausted).await.unwrap();
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
    for ((attempt, outcome), due) in attempts.iter().zip(&outcomes).zip([2, 3, 5]) {
        store.record_attempt(&until(&told.id, due), attempt, outcome).await.unwrap();
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

pub async fn attempts_recorded_together_are_each_kept_or_refused(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let (one, two) = (pending(&*store, "A1", 1).await, pending(&*store, "A2", 1).await);
    let (first, second) = (tell(&*store, &one, 2).await, tell(&*store, &one, 3).await);
    let other = tell(&*store, &two, 2).await;
    let made = |claim: NotificationClaim, status, outcome| AttemptMade {
        claim,
        attempt: attempt(4, status),
        outcome,
    };
    let unknown =
        NotificationClaim { id: NotificationId::new(minute(1)).unwrap(), until: minute(4) };
    let recorded = store
        .record_attempts(&[
            made((&first).into(), Some(200), NotificationOutcome::Delivered),
            made(unknown, Some(200), NotificationOutcome::Delivered),
            made((&other).into(), None, NotificationOutcome::RetryAt(minute(9))),
        ])
        .await;
    assert_eq!(recorded.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(claim(&*store, 5).await, std::slice::from_ref(&second.id));
    assert_eq!(claim(&*store, 9).await, [second.id, other.id]);
    for (payment, status) in [(one, Some(200)), (two, None)] {
        let told = store.notifications(&payment.id).await.unwrap().remove(0);
        assert_eq!((told.0.attempts, told.1), (1, vec![attempt(4, status)]));
    }
    assert!(store.record_attempts(&[]).await.is_empty());
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
        store.record_attempt(&told.into(), &attempt(at, Some(500)), &given_up).await.unwrap();
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
    store.record_attempt(&(&told).into(), &attempt(3, Some(200)), &delivered).await.unwrap();
    let retry = NotificationOutcome::RetryAt(minute(4));
    store.record_attempt(&(&told).into(), &attempt(3, None), &retry).await.unwrap();
    assert!(claim(&*store, 60).await.is_empty());
}

pub async fn a_site_can_have_its_own_notification_again(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let told = tell(&*store, &payment, 2).await;
    for (outcome, ends) in
        [(NotificationOutcome::Exhausted, 2), (NotificationOutcome::Delivered, 71)]
    {
        let held = until(&told.id, ends);
        store.record_attempt(&held, &attempt(3, None), &outcome).await.unwrap();
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
    let wanted = of_demo(3);
    let claims = (0..10).map(|_| store.claim_notifications(minute(3), minute(9), &wanted));
    let claimed = futures_util::future::join_all(claims).await;
    let mut ids: Vec<_> =
        claimed.into_iter().flat_map(Result::unwrap).map(|notification| notification.id).collect();
    assert_eq!(ids.len(), 20);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 20);
}

/// Stores a checkout of a site and reference, and a payment of it that is pending since minute 1.
async fn pending_of(store: &dyn Store, name: &str, reference: &str) -> Payment {
    let checkout = Checkout { site: site(name), ..checkout(reference) };
    store.insert_checkout(&checkout, None).await.unwrap();
    let payment = started(store, &checkout, 1).await;
    moved(store, &payment, PaymentState::Pending, 1).await
}

pub async fn each_site_is_claimed_by_itself_up_to_its_limit(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let mut of_busy = Vec::new();
    for number in 0..5 {
        let payment = pending_of(&*store, "busy", &format!("A{number}")).await;
        of_busy.push(tell(&*store, &payment, 2 + number).await.id);
    }
    let late = tell(&*store, &pending_of(&*store, "late", "B").await, 9).await.id;
    let unasked = tell(&*store, &pending_of(&*store, "unasked", "C").await, 1).await.id;

    let wanted = [("late", 2), ("busy", 2), ("nobody", 2)]
        .map(|(name, limit)| SiteClaim { site: site(name), limit });
    let claim = async || -> Vec<NotificationId> {
        let claimed = store.claim_notifications(minute(9), minute(19), &wanted).await.unwrap();
        claimed.into_iter().map(|claimed| claimed.id).collect()
    };
    assert_eq!(claim().await, [&[late], &of_busy[..2]].concat());
    assert_eq!(claim().await, of_busy[2..4]);
    assert_eq!(claim().await, of_busy[4..]);
    assert!(claim().await.is_empty());
    let rest = [SiteClaim { site: site("unasked"), limit: 1 }];
    let claimed = store.claim_notifications(minute(9), minute(19), &rest).await.unwrap();
    assert_eq!(claimed.into_iter().map(|claimed| claimed.id).collect::<Vec<_>>(), [unasked]);
}

pub async fn a_claim_given_back_is_due_at_once_and_only_while_it_holds(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let told = tell(&*store, &pending(&*store, "A1", 1).await, 2).await.id;
    let take = async |now, until| {
        store.claim_notifications(minute(now), minute(until), &of_demo(9)).await.unwrap()
    };
    let first = take(3, 20).await.remove(0);
    store.release_notification(&first, minute(4)).await.unwrap();
    let second = take(4, 10).await.remove(0);
    assert_eq!((&second.id, second.attempts), (&told, 0), "it was not tried");

    // The second claim ends, and somebody else has a third: the second's holder gives back nothing.
    let third = take(10, 30).await.remove(0);
    store.release_notification(&second, minute(11)).await.unwrap();
    assert!(take(11, 40).await.is_empty());
    let delivered = NotificationOutcome::Delivered;
    store.record_attempt(&until(&told, 30), &attempt(12, Some(200)), &delivered).await.unwrap();
    store.release_notification(&third, minute(13)).await.unwrap();
    assert!(take(60, 70).await.is_empty(), "what was delivered stays delivered");
}

pub async fn an_earlier_notification_sent_again_goes_before_the_later_ones(
    fixture: impl StoreFixture,
) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let mut told = Vec::new();
    for at in 2..5 {
        told.push(tell(&*store, &payment, at).await.id);
    }
    let given_up = NotificationOutcome::Exhausted;
    assert_eq!(claim(&*store, 5).await, told[..1]);
    store.record_attempt(&until(&told[0], 6), &attempt(5, None), &given_up).await.unwrap();
    store.redeliver(&site("demo"), &told[0], minute(6)).await.unwrap().unwrap();
    for (at, id) in (7..).zip(&told) {
        assert_eq!(claim(&*store, at).await, std::slice::from_ref(id), "one at a time, in order");
        let delivered = NotificationOutcome::Delivered;
        store
            .record_attempt(&until(id, at + 1), &attempt(at, Some(200)), &delivered)
            .await
            .unwrap();
    }
    assert!(claim(&*store, 60).await.is_empty());
}

pub async fn what_came_of_an_ended_claim_is_kept_and_changes_nothing(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let told = tell(&*store, &payment, 2).await;
    let take = async |now, ends| {
        let claimed = store.claim_notifications(minute(now), minute(ends), &of_demo(9)).await;
        claimed.unwrap().iter().map(NotificationClaim::from).collect::<Vec<_>>()
    };
    let record = async |claim: &NotificationClaim, at, outcome| {
        store.record_attempt(claim, &attempt(at, None), &outcome).await.unwrap();
        store.notifications(&payment.id).await.unwrap().remove(0)
    };
    let is = |stored: &Notification, attempts, next| {
        let expected = Notification { attempts, next_attempt_at: minute(next), ..told.clone() };
        assert_eq!(*stored, expected);
    };
    use NotificationOutcome::{Delivered, Exhausted, RetryAt};
    let first = take(3, 5).await.remove(0);
    // Its holder was away for longer; another one tries it meanwhile.
    let second = take(5, 20).await.remove(0);
    for (at, outcome) in [(6, Exhausted), (7, RetryAt(minute(8))), (8, Delivered)] {
        let (stored, attempts) = record(&first, at, outcome).await;
        is(&stored, u32::try_from(at - 5).unwrap(), 20);
        assert_eq!(attempts.last(), Some(&attempt(at, None)), "that it was tried is kept");
    }
    assert_eq!(take(9, 21).await, []);
    is(&record(&second, 9, RetryAt(minute(30))).await.0, 4, 30);

    // Its merchant asks for it once more while it is tried: the try that began before does not count for that.
    let third = take(30, 40).await.remove(0);
    store.redeliver(&site("demo"), &told.id, minute(31)).await.unwrap().unwrap();
    is(&record(&third, 32, Delivered).await.0, 5, 31);
    let fourth = take(33, 50).await.remove(0);
    let (stored, attempts) = record(&fourth, 34, Delivered).await;
    assert_eq!((stored.state, attempts.len()), (NotificationState::Delivered, 6));
    assert_eq!(
        record(&fourth, 35, RetryAt(minute(36))).await.0.state,
        NotificationState::Delivered
    );
    assert_eq!(take(60, 70).await, []);
}
