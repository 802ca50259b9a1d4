//! The figures an operator watches, and what waits for an outcome.

use pse_shared::PaymentState;

use super::StoreFixture;
use super::samples::{
    change, checkout, creating, intent_at, minute, moved, notification, pending, provider, site,
};
use crate::model::{Checkout, DeliveryAttempt};
use crate::ports::store::{NotificationOutcome, PaymentChange, Unfinished};

pub async fn the_figures_say_what_waits_and_since_when(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let figures = store.figures(minute(60)).await.unwrap();
    assert!(figures.payments.iter().all(|(_, count)| *count == 0));
    assert_eq!(figures.payments.len(), PaymentState::ALL.len());
    assert_eq!((figures.oldest_overdue_probe, figures.oldest_undelivered), (None, None));

    creating(&*store, "A1", 1).await;
    pending(&*store, "A2", 3).await;
    pending(&*store, "A3", 2).await;
    let approved = pending(&*store, "A4", 1).await;
    let mut approval = change(&approved, PaymentState::Approved, 5);
    let told = notification(&approved, 5);
    approval.notification = Some(told.clone());
    assert!(store.save(&approval).await.unwrap());
    let failed = pending(&*store, "A5", 1).await;
    moved(&*store, &failed, PaymentState::Failed, 6).await;

    let figures = store.figures(minute(60)).await.unwrap();
    let count = |state| figures.payments.iter().find(|(of, _)| *of == state).unwrap().1;
    let counts = PaymentState::ALL.map(count);
    assert_eq!(counts, [1, 2, 0, 0, 1, 0, 1]);
    assert_eq!(figures.oldest_overdue_probe, Some(minute(10)));
    assert_eq!(figures.oldest_undelivered, Some(minute(5)));
    assert_eq!(store.figures(minute(9)).await.unwrap().oldest_overdue_probe, None);

    let attempt = DeliveryAttempt { at: minute(7), status: Some(200), error: None };
    store.record_attempt(&(&told).into(), &attempt, &NotificationOutcome::Delivered).await.unwrap();
    assert_eq!(store.figures(minute(60)).await.unwrap().oldest_undelivered, None);

    let second = store.payment(&approved.id).await.unwrap().unwrap();
    let told = notification(&second, 8);
    let (history, checkout, notification) = (None, None, Some(told.clone()));
    let note = PaymentChange { payment: second, history, checkout, notification };
    assert!(store.save(&note).await.unwrap());
    assert_eq!(store.figures(minute(60)).await.unwrap().oldest_undelivered, Some(minute(8)));
    store.record_attempt(&(&told).into(), &attempt, &NotificationOutcome::Exhausted).await.unwrap();
    let figures = store.figures(minute(60)).await.unwrap();
    assert_eq!(figures.oldest_undelivered, None, "nobody waits for what was given up");
}

pub async fn unfinished_payments_are_counted_by_site_and_provider(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    assert_eq!(store.unfinished().await.unwrap(), []);
    creating(&*store, "A1", 1).await;
    pending(&*store, "A2", 1).await;
    for (state, reference) in [(PaymentState::Approved, "A3"), (PaymentState::Failed, "A4")] {
        let payment = pending(&*store, reference, 1).await;
        moved(&*store, &payment, state, 2).await;
    }
    let refused = creating(&*store, "A5", 1).await;
    moved(&*store, &refused, PaymentState::Refused, 2).await;
    for (name, reference) in [("other", "B1"), ("demo", "A6")] {
        let checkout = Checkout { site: site(name), ..checkout(reference) };
        store.insert_checkout(&checkout, None).await.unwrap();
        store.insert_intent(&intent_at("second", &checkout, 1)).await.unwrap();
    }
    let waits = |name: &str, of: &str, count| Unfinished {
        site: site(name),
        provider: provider(of),
        count,
    };
    assert_eq!(
        store.unfinished().await.unwrap(),
        [waits("demo", "default", 2), waits("demo", "second", 1), waits("other", "second", 1)]
    );
}
