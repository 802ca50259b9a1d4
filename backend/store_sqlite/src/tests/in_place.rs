//! Work that comes alone is done on the thread that asks for it, and is no less whole or durable for that.

use std::sync::Arc;
use std::thread;

use futures_util::FutureExt;

use super::test_store::{TestStore, committed};
use crate::failure::Failure;
use crate::figures;
use pse_core::ports::store::{Store, StoreError};
use pse_core::ports::store_suite::samples::checkout;

/// The thread that does the next work.
async fn worker(store: &TestStore) -> thread::ThreadId {
    store.writer.write(|_| Ok(thread::current().id())).await.unwrap()
}

const CHECKS: &str = "SELECT checks FROM readiness";

#[tokio::test]
async fn work_that_comes_alone_is_on_the_disk_before_its_thread_goes_on() {
    let store = TestStore::in_place().await;
    assert_eq!(worker(&store).await, thread::current().id());
    let store = TestStore::in_place().await;
    store.insert_checkout(&checkout("A1"), None).now_or_never().unwrap().unwrap();
    assert_eq!(committed(&store.path(), "SELECT count(*) FROM checkouts"), 1);
}

#[tokio::test]
async fn where_there_is_no_other_thread_the_writers_own_does_it() {
    let store = TestStore::new().await;
    for _ in 0..10 {
        assert_ne!(worker(&store).await, thread::current().id());
    }
}

#[tokio::test]
async fn work_that_fails_in_place_leaves_nothing() {
    let store = TestStore::in_place().await;
    let failed = store.writer.write(|db| {
        figures::check_writable(db)?;
        Err::<(), _>(Failure::Other("no"))
    });
    assert_eq!(failed.await.unwrap_err().to_string(), StoreError::Failed("no".into()).to_string());
    store.ready().await.unwrap();
    assert_eq!(committed(&store.path(), CHECKS), 1);
}

#[tokio::test]
async fn work_that_panics_in_place_leaves_nothing_and_stops_nothing() {
    let store = Arc::new(TestStore::in_place().await);
    let panicking = Arc::clone(&store);
    let ended = tokio::spawn(async move {
        let work = panicking.writer.write::<()>(|db| {
            figures::check_writable(db)?;
            panic!("a fault of ours")
        });
        work.await
    });
    assert!(ended.await.unwrap_err().is_panic());
    store.ready().await.unwrap();
    store.ready().await.unwrap();
    assert_eq!(committed(&store.path(), CHECKS), 2);
}

#[tokio::test]
async fn what_was_asked_for_before_is_done_before() {
    let store = TestStore::in_place().await;
    let held = Arc::new(std::sync::Barrier::new(2));
    let gate = Arc::clone(&held);
    // The first is done in place elsewhere, and stands still while the others come.
    let first = thread::scope(|threads| {
        let writing = threads.spawn(|| {
            store
                .writer
                .write(move |db| {
                    gate.wait();
                    gate.wait();
                    figures::check_writable(db)
                })
                .now_or_never()
                .is_some()
        });
        held.wait();
        let order = checkout("A1");
        let second = store.insert_checkout(&order, None);
        assert!(second.now_or_never().is_none(), "it is queued, though nobody waits for it");
        held.wait();
        writing.join().unwrap()
    });
    assert!(first);
    let count = store.number("SELECT count(*) FROM checkouts").await;
    assert_eq!(count, 1);
}

#[tokio::test]
async fn a_closed_store_does_nothing_in_place() {
    let store = TestStore::in_place().await;
    store.close().await;
    assert!(matches!(store.ready().await, Err(StoreError::Failed(_))));
    let again = store.reopened().await;
    assert_eq!(again.number(CHECKS).await, 0);
}
