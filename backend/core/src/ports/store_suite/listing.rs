//! A merchant's listing, page by page.

use pse_shared::PaymentState;

use super::StoreFixture;
use super::samples::{change, checkout, creating, minute, moved, pending, site, started};
use crate::model::{Checkout, Payment};
use crate::ports::store::{PaymentFilter, Store};

fn all() -> PaymentFilter {
    PaymentFilter { limit: 100, ..PaymentFilter::default() }
}

async fn references(store: &dyn Store, filter: PaymentFilter) -> Vec<String> {
    let found = store.payments(&site("demo"), &filter).await.unwrap();
    found.into_iter().map(|payment| payment.reference).collect()
}

pub async fn a_site_sees_its_own_payments_newest_first(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    creating(&*store, "A1", 1).await;
    let newest = creating(&*store, "A3", 3).await;
    creating(&*store, "A2", 2).await;
    let other = Checkout { site: site("other"), ..checkout("B1") };
    store.insert_checkout(&other, None).await.unwrap();
    started(&*store, &other, 4).await;
    assert_eq!(references(&*store, all()).await, ["A3", "A2", "A1"]);
    assert_eq!(store.payments(&site("demo"), &all()).await.unwrap()[0], newest);
    assert_eq!(store.payments(&site("none"), &all()).await.unwrap(), []);
}

pub async fn filters_narrow_the_listing_alone_and_together(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let paid = pending(&*store, "A1", 1).await;
    let mut approval = change(&paid, PaymentState::Approved, 2);
    approval.payment.cus = Some("0042".into());
    assert!(store.save(&approval).await.unwrap());
    let checkout = checkout("A2");
    store.insert_checkout(&checkout, None).await.unwrap();
    let refused = started(&*store, &checkout, 2).await;
    moved(&*store, &refused, PaymentState::Refused, 2).await;
    started(&*store, &checkout, 3).await;

    let (from, to) = (Some(minute(2)), Some(minute(3)));
    let reference = |text: &str| Some(text.to_owned());
    for (filter, expected) in [
        (PaymentFilter { state: Some(PaymentState::Approved), ..all() }, vec!["A1"]),
        (PaymentFilter { state: Some(PaymentState::Failed), ..all() }, vec![]),
        (PaymentFilter { reference: reference("A2"), ..all() }, vec!["A2-2", "A2"]),
        (PaymentFilter { reference: reference("A2-2"), ..all() }, vec!["A2-2"]),
        (PaymentFilter { cus: Some("0042".into()), ..all() }, vec!["A1"]),
        (PaymentFilter { cus: Some("42".into()), ..all() }, vec![]),
        (PaymentFilter { from, ..all() }, vec!["A2-2", "A2"]),
        (PaymentFilter { to, ..all() }, vec!["A2", "A1"]),
        (PaymentFilter { from, to, ..all() }, vec!["A2"]),
        (
            PaymentFilter {
                state: Some(PaymentState::Creating),
                reference: reference("A2"),
                from,
                ..all()
            },
            vec!["A2-2"],
        ),
    ] {
        assert_eq!(references(&*store, filter.clone()).await, expected, "{filter:?}");
    }
}

pub async fn pages_hold_every_payment_once_also_those_of_one_instant(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    for number in 0..23 {
        creating(&*store, &format!("A{number}"), number / 5).await;
    }
    let whole = store.payments(&site("demo"), &all()).await.unwrap();
    assert_eq!(whole.len(), 23);
    let sorted = whole.is_sorted_by(|a, b| (a.created_at, &a.id) > (b.created_at, &b.id));
    assert!(sorted, "newest first, the higher id first of one instant");

    let mut pages: Vec<Payment> = Vec::new();
    loop {
        let after = pages.last().map(|last| (last.created_at, last.id.clone()));
        let filter = PaymentFilter { after, limit: 4, ..PaymentFilter::default() };
        let page = store.payments(&site("demo"), &filter).await.unwrap();
        if page.is_empty() {
            break;
        }
        assert!(page.len() == 4 || pages.len() + page.len() == 23);
        pages.extend(page);
        if pages.len() == 12 {
            // One that comes while paging disturbs nothing.
            creating(&*store, "late", 9).await;
        }
    }
    assert_eq!(pages, whole);
}
