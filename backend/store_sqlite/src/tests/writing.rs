//! The writer: one commit for many, one failure for one, and no half work.

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::join_all;

use super::test_store::{TestStore, committed};
use crate::failure::Failure;
use crate::figures;
use crate::statements::run;
use pse_core::ports::store::{InsertCheckout, Store, StoreError};
use pse_core::ports::store_suite::samples::{checkout, key};

#[tokio::test]
async fn ready_means_that_it_was_written() {
    let store = TestStore::new().await;
    store.ready().await.unwrap();
    assert_eq!(committed(&store.path(), "SELECT checks FROM readiness"), 1);
    store.close().await;
    assert!(matches!(store.ready().await, Err(StoreError::Failed(_))));
    assert!(store.checkout(&checkout("A1").id).await.is_err());
}

/// Work that writes, and then thinks better of it or not.
async fn count(store: &TestStore, keep: bool) -> Result<(), StoreError> {
    store
        .writer
        .write(move |db| {
            figures::check_writable(db)?;
            if keep { Ok(()) } else { Err(Failure::Other("no")) }
        })
        .await
}

#[tokio::test]
async fn work_that_fails_takes_no_other_work_of_its_commit_with_it() {
    let store = TestStore::new().await;
    // All are queued at once, so they share commits.
    let outcomes = join_all((0..100).map(|n| count(&store, n % 10 != 0))).await;
    for (n, outcome) in outcomes.iter().enumerate() {
        assert_eq!(outcome.is_ok(), n % 10 != 0, "{n}: {outcome:?}");
    }
    assert_eq!(committed(&store.path(), "SELECT checks FROM readiness"), 90);
    assert!(count(&store, false).await.is_err());
    assert_eq!(committed(&store.path(), "SELECT checks FROM readiness"), 90);
}

#[tokio::test]
async fn what_cannot_be_committed_was_not_done_and_stops_nothing() {
    let store = TestStore::new().await;
    // A row without its payment, noticed only by the commit.
    let done = store.writer.write(|db| {
        let orphan = "INSERT INTO payment_keys VALUES ('chk_none', 'k', 'h', 'pay_none')";
        for statement in ["PRAGMA defer_foreign_keys = ON", orphan] {
            run(db, statement, [])?;
        }
        Ok("done")
    });
    let error = done.await.unwrap_err();
    assert!(error.to_string().contains("FOREIGN KEY"), "{error}");
    store.ready().await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM payment_keys").await, 0);
}

#[tokio::test]
async fn a_caller_that_goes_away_interrupts_nothing() {
    let store = TestStore::new().await;
    let checkout = checkout("A1");
    // Asked once, then dropped: by now the work is queued.
    assert!(store.insert_checkout(&checkout, Some(&key("k1"))).now_or_never().is_none());
    store.ready().await.unwrap();
    assert_eq!(store.checkout(&checkout.id).await.unwrap().as_ref(), Some(&checkout));
    assert!(store.checkout_of_key(&checkout.site, "k1").await.unwrap().is_some());
}

#[tokio::test]
async fn closing_waits_for_what_is_queued() {
    let store = TestStore::new().await;
    let checkouts: Vec<_> = (0..100).map(|n| checkout(&format!("A{n}"))).collect();
    for checkout in &checkouts {
        assert!(store.insert_checkout(checkout, None).now_or_never().is_none());
    }
    let store = tokio::time::timeout(Duration::from_secs(60), store.reopened()).await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM checkouts").await, 100);
}

#[tokio::test]
async fn a_full_disk_fails_what_did_not_fit_and_nothing_after_it() {
    let store = TestStore::new().await;
    let mut big = checkout("A1");
    big.description = "x".repeat(100_000);
    let pages = store.number("PRAGMA page_count").await;
    store.run(&format!("PRAGMA max_page_count = {}", pages + 10)).await.unwrap();
    let error = store.insert_checkout(&big, Some(&key("k1"))).await.unwrap_err();
    assert!(error.to_string().contains("full"), "{error}");
    assert_eq!(store.checkout(&big.id).await.unwrap(), None);

    store.ready().await.unwrap();
    store.run("PRAGMA max_page_count = 1000000").await.unwrap();
    let stored = store.insert_checkout(&big, Some(&key("k1"))).await.unwrap();
    assert_eq!(stored, InsertCheckout::Stored);
}
