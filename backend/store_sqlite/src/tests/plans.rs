//! What is asked often finds its rows by an index, however many there are.

use pse_shared::PaymentState;

use super::test_store::TestStore;
use crate::{claims, figures, listing, notifications, orphans, payments, unfinished};
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
        (notifications::DUE, "notifications_due"),
    ] {
        let plan = plan(&store, statement).await;
        assert!(plan.contains(&format!("INDEX {index}")), "{statement}\n{plan}");
        assert!(!plan.contains("SCAN"), "{statement}\n{plan}");
        let sorted = plan.contains("ORDER BY");
        assert_eq!(sorted, statement == orphans::ORPHANS, "few are left creating\n{plan}");
    }
}

#[tokio::test]
async fn every_listing_is_read_from_an_index() {
    let store = TestStore::new().await;
    let page = PaymentFilter { limit: 10, ..PaymentFilter::default() };
    let after = Some((minute(1), PaymentId::random().unwrap()));
    for (filter, index) in [
        (page.clone(), "payments_listed"),
        (PaymentFilter { after, ..page.clone() }, "payments_listed"),
        (PaymentFilter { from: Some(minute(1)), ..page.clone() }, "payments_listed"),
        (PaymentFilter { state: Some(PaymentState::Pending), ..page.clone() }, "payments_in_state"),
        (PaymentFilter { reference: Some("A1".into()), ..page.clone() }, "payments_reference"),
        (PaymentFilter { cus: Some("1".into()), ..page.clone() }, "payments_cus"),
    ] {
        let plan = plan(&store, &listing::Query::new(&site("demo"), &filter).text).await;
        assert!(plan.contains(index), "{filter:?}\n{plan}");
        assert!(!plan.contains("SCAN"), "{filter:?}\n{plan}");
    }
}

#[tokio::test]
async fn what_waits_for_an_outcome_is_found_by_its_state() {
    let store = TestStore::new().await;
    let plan = plan(&store, unfinished::UNFINISHED).await;
    assert!(plan.contains("SEARCH payments USING INDEX payments_in_state (state=?)"), "{plan}");
}

#[tokio::test]
async fn the_figures_read_indexes_only() {
    let store = TestStore::new().await;
    for (statement, index) in [
        (figures::PER_STATE, "payments USING COVERING INDEX payments_in_state"),
        (figures::OLDEST_UNDELIVERED, "notifications USING COVERING INDEX notifications_due"),
    ] {
        let plan = plan(&store, statement).await;
        assert!(plan.ends_with(index), "{statement}\n{plan}");
    }
}
