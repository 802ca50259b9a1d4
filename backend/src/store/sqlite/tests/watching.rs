//! Bank lists, and the figures an operator watches.

use pse_shared::PaymentState;
use pse_shared::api::Bank;

use super::folder::TestStore;
use super::records::{change, creating, minute, moved, notification, pending, site};
use crate::store::{BankListRow, NotificationOutcome, Store};

#[tokio::test]
async fn a_sites_latest_bank_list_is_kept() {
    let store = TestStore::new().await;
    assert_eq!(store.bank_list(&site("demo")).await.unwrap(), None);
    let bank = |name: &str| Bank { code: "1066".into(), name: name.into() };
    let list = |name: &str, at| BankListRow { banks: vec![bank(name)], as_of: minute(at) };
    for list in [list("Uno", 1), list("Dos", 2)] {
        store.save_bank_list(&site("demo"), &list).await.unwrap();
        assert_eq!(store.bank_list(&site("demo")).await.unwrap(), Some(list));
    }
    assert_eq!(store.bank_list(&site("other")).await.unwrap(), None);
    let store = store.reopened().await;
    assert_eq!(store.bank_list(&site("demo")).await.unwrap(), Some(list("Dos", 2)));
}

#[tokio::test]
async fn the_figures_say_what_waits_and_since_when() {
    let store = TestStore::new().await;
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

    let attempt = crate::model::Attempt { at: minute(7), status: Some(200), error: None };
    store.record_attempt(&told.id, &attempt, &NotificationOutcome::Delivered).await.unwrap();
    assert_eq!(store.figures(minute(60)).await.unwrap().oldest_undelivered, None);
}
