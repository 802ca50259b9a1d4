//! The readers: in place where that takes no time, on another thread where it may.

use std::sync::mpsc;
use std::thread;

use futures_util::FutureExt;
use pse_core::ports::store::Store as _;
use pse_core::ports::store_suite::samples::{creating, site};
use rusqlite::Connection;
use tempfile::TempDir;

use super::test_store::{TestStore, file_in};
use crate::failure::Failure;
use crate::health::Health;
use crate::readers::Readers;
use crate::statements::value;

fn two(db: &Connection) -> Result<i64, Failure> {
    value(db, "SELECT 1 + (SELECT count(*) FROM it)", [])
}

/// A file in which another connection may stand in the way, as none can of one with a log.
fn file_without_log(folder: &TempDir) -> Connection {
    let connection = Connection::open(file_in(folder)).unwrap();
    connection.execute_batch("CREATE TABLE it (a); INSERT INTO it VALUES (1)").unwrap();
    connection
}

#[tokio::test]
async fn a_few_rows_are_read_on_the_thread_that_asks() {
    let folder = TempDir::new().unwrap();
    let _other = file_without_log(&folder);
    let readers = Readers::new(&file_in(&folder), &Health::new(&file_in(&folder)));
    let here = thread::current().id();
    let read = readers.few(move |db| Ok((two(db)?, thread::current().id() == here)));
    assert_eq!(read.now_or_never().unwrap().unwrap(), (2, true));
    let read = readers.many(move |db| Ok((two(db)?, thread::current().id() == here)));
    assert_eq!(read.await.unwrap(), (2, false));
}

/// Reading it would take longer than finding nothing, which would tell that it exists.
#[tokio::test]
async fn nothing_of_another_sites_row_is_read() {
    let store = TestStore::new().await;
    let payment = creating(&*store, "A1", 1).await;
    let unreadable = "UPDATE checkouts SET credits = '7'; UPDATE payments SET provider_data = '7'";
    store.run(unreadable).await.unwrap();
    let (own, other) = (payment.site.clone(), site("other"));
    assert!(store.checkout_of_site(&own, &payment.checkout_id).await.is_err());
    assert!(store.payment_of_site(&own, &payment.id).await.is_err());
    assert_eq!(store.checkout_of_site(&other, &payment.checkout_id).await.unwrap(), None);
    assert_eq!(store.payment_of_site(&other, &payment.id).await.unwrap(), None);
}

#[tokio::test]
async fn a_read_that_another_stands_in_the_way_of_waits_elsewhere() {
    let folder = TempDir::new().unwrap();
    let other = file_without_log(&folder);
    let readers = Readers::new(&file_in(&folder), &Health::new(&file_in(&folder)));
    assert_eq!(readers.few(two).await.unwrap(), 2);

    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let mut read = Box::pin(readers.few(two));
    assert!(read.as_mut().now_or_never().is_none(), "this thread does not wait");
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(read.await.unwrap(), 2);
}

#[tokio::test]
async fn a_read_that_finds_every_connection_in_use_is_done_elsewhere() {
    let folder = TempDir::new().unwrap();
    let _other = file_without_log(&folder);
    let readers = Readers::new(&file_in(&folder), &Health::new(&file_in(&folder)));
    let number = thread::available_parallelism().unwrap().get();
    thread::scope(|scope| {
        let (started, waiting) = mpsc::channel();
        let ends: Vec<_> = (0..number)
            .map(|_| {
                let (end, ended) = mpsc::channel::<()>();
                let (started, readers) = (started.clone(), &readers);
                scope.spawn(move || {
                    let work = move |_: &Connection| {
                        started.send(()).unwrap();
                        assert!(ended.recv().is_err(), "the other end is dropped");
                        Ok(())
                    };
                    readers.few(work).now_or_never().unwrap().unwrap();
                });
                end
            })
            .collect();
        waiting.iter().take(number).for_each(drop);
        let read = readers.few(two);
        let elsewhere = futures_util::future::poll_immediate(read);
        assert!(elsewhere.now_or_never().unwrap().is_none());
        drop(ends);
    });
    assert_eq!(readers.few(two).await.unwrap(), 2);
}

#[tokio::test]
async fn what_is_closed_reads_nothing_and_waits_for_what_is_being_read() {
    let store = TestStore::new().await;
    let (begun, begins) = mpsc::channel();
    let (end, ended) = mpsc::channel::<()>();
    let mut read = Box::pin(store.readers.many(move |db| {
        begun.send(()).unwrap();
        ended.recv().unwrap();
        value::<i64>(db, "SELECT checks FROM readiness", [])
    }));
    assert!(read.as_mut().now_or_never().is_none());
    begins.recv().unwrap();
    let mut closing = Box::pin(store.readers.close());
    assert!(closing.as_mut().now_or_never().is_none());
    end.send(()).unwrap();
    closing.await;
    assert_eq!(read.await.unwrap(), 0);
    assert!(store.readers.few(|_| Ok(())).await.is_err());
    assert!(store.readers.many(|_| Ok(())).await.is_err());
}
