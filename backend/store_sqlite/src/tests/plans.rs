//! What is asked often finds its rows by an index, however many there are.

use pse_shared::PaymentState;

use super::test_store::TestStore;
use crate::{claims, figures, listing, notifications, orphans, payments, persons, unfinished};
use pse_core::model::PaymentId;
use pse_core::ports::store::PaymentFilter;
use pse_core::ports::store_suite::samples::{minute, site};

async fn plan(store: &TestStore, statement: &str) -> String {
    let statement = format!("EXPLAIN QUERY PLAN {statement}");
    let lines: Vec<String> = store
        .readers
        .many(move |db| {
            Ok(db
                .prepare(&statement)?
                .raw_query()
                .mapped(|row| row.get("detail"))
                .collect::<Result<_, _>>()?)
        })
        .await
        .unwrap();
    lines.join("\n")
}

#[tokio::test]
async fn what_is_due_is_found_in_its_order() {
    let store = TestStore::new().await;
    for (statement, index) in [
        (claims::DUE, "payments_due"),
        (claims::NEXT_DUE, "payments_due"),
        (orphans::ORPHANS, "payments_in_state"),
        (payments::LATEST, "payments_of_checkout"),
        (payments::BLOCKING_CHECKOUT, "payments_blocking_checkout"),
        (payments::BLOCKING_REFERENCE, "payments_blocking_reference"),
        (notifications::DUE, "notifications_due_of_site"),
        (notifications::MORE, "notifications_of_payment"),
        (persons::OF_DATA, "persons_once"),
    ] {
        let plan = plan(&store, statement).await;
        assert!(plan.contains(&format!("INDEX {index}")), "{statement}\n{plan}");
        assert!(!plan.contains("SCAN"), "{statement}\n{plan}");
        let sorted = plan.contains("ORDER BY");
        assert_eq!(sorted, statement == orphans::ORPHANS, "few are left creating\n{plan}");
    }
}

/// How SQLite finds the payments of a filter: each look-up or walk, with the columns it is narrowed by.
async fn path(store: &TestStore, filter: PaymentFilter) -> String {
    let plan = plan(store, &listing::Query::new(&site("demo"), &filter).text).await;
    let steps = plan.lines().filter(|line| line.starts_with("SEARCH") || line.starts_with("SCAN"));
    // Each payment's payer is one more look-up.
    let steps = steps.filter(|line| *line != "SEARCH persons USING INTEGER PRIMARY KEY (rowid=?)");
    steps.collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn every_listing_walks_the_index_of_what_it_asks_for() {
    let store = TestStore::new().await;
    let page = PaymentFilter { limit: 10, ..PaymentFilter::default() };
    let after = Some((minute(1), PaymentId::new(minute(1)).unwrap()));
    let pending = PaymentFilter { state: Some(PaymentState::Pending), ..page.clone() };
    for (filter, expected) in [
        (page.clone(), "payments_listed (site=?)"),
        (
            PaymentFilter { after: after.clone(), ..page.clone() },
            "payments_listed (site=? AND created_at<?)",
        ),
        (
            PaymentFilter { from: Some(minute(1)), ..page.clone() },
            "payments_listed (site=? AND created_at>?)",
        ),
        (pending.clone(), "payments_in_state (state=? AND site=?)"),
        (
            PaymentFilter { after, to: Some(minute(9)), ..pending },
            "payments_in_state (state=? AND site=? AND created_at<?)",
        ),
    ] {
        let expected = format!("SEARCH payments USING INDEX {expected}");
        assert_eq!(path(&store, filter.clone()).await, expected, "{filter:?}");
    }
}

#[tokio::test]
async fn a_reference_or_cus_is_looked_up_whatever_else_is_asked() {
    let store = TestStore::new().await;
    let all = PaymentFilter {
        state: Some(PaymentState::Pending),
        from: Some(minute(1)),
        to: Some(minute(9)),
        after: Some((minute(1), PaymentId::new(minute(1)).unwrap())),
        limit: 10,
        ..PaymentFilter::default()
    };
    let none = PaymentFilter { limit: 10, ..PaymentFilter::default() };
    for filter in [all, none] {
        let by_cus = PaymentFilter { cus: Some("1".into()), ..filter.clone() };
        let cus = "SEARCH payments USING INDEX payments_cus (site=? AND cus=?)";
        assert_eq!(path(&store, by_cus.clone()).await, cus);
        let row = "SEARCH payments USING INTEGER PRIMARY KEY (rowid=?)";
        let reference = format!(
            "SEARCH payments USING COVERING INDEX payments_attempt (site=? AND merchant_reference=?), {row}, \
             SEARCH payments USING INDEX payments_reference (site=? AND reference=?), {row}"
        );
        for filter in [filter, by_cus] {
            let by_reference = PaymentFilter { reference: Some("A1".into()), ..filter };
            assert_eq!(path(&store, by_reference).await, reference);
        }
    }
}

#[tokio::test]
async fn the_figures_count_no_payments() {
    let store = TestStore::new().await;
    for (statement, expected) in [
        (figures::PER_STATE, "SCAN payment_counts"),
        (unfinished::UNFINISHED, "SCAN payment_counts"),
        (
            figures::OLDEST_UNDELIVERED,
            "SEARCH notifications USING COVERING INDEX notifications_undelivered",
        ),
    ] {
        let plan = plan(&store, statement).await;
        assert_eq!(plan.lines().find(|line| line.starts_with("S")), Some(expected), "{plan}");
    }
}
