//! Pools in use: retries, lost connections, callers that go away.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use pse_core::ports::store::StoreError;
use tokio_postgres::types::Type;

use super::cluster::Cluster;
use crate::failure::Failure;
use crate::pause::pause;
use crate::pool::{Client, Pool};
use crate::reach::{Pools, Reached};

/// A server with a table `t`, and its pools.
async fn opened() -> (Cluster, Pools) {
    let cluster = Cluster::started().await;
    let pools = Reached::new(&cluster.settings(), None).await.unwrap().pools;
    let table = "CREATE TABLE t (id bigint PRIMARY KEY, v bigint NOT NULL DEFAULT 0)";
    let made = pools.buyers.borrow().await.unwrap().batch(table).await;
    made.unwrap();
    (cluster, pools)
}

async fn insert(db: &Client, id: i64) -> Result<u64, Failure> {
    db.run("INSERT INTO t (id) VALUES ($1)", &[(&id, Type::INT8)]).await
}

async fn count(db: &Client, id: i64) -> Result<i64, Failure> {
    let row = db.first("SELECT count(*) FROM t WHERE id = $1", &[(&id, Type::INT8)]).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?.unwrap_or_default())
}

async fn stored(pool: &Pool, id: i64) -> i64 {
    pool.read(|db| async move { count(&db, id).await }).await.unwrap()
}

/// Statements of a write, which the compiler takes for such only where it is told.
fn deed<T, F>(deed: F) -> F
where
    F: for<'c> Fn(&'c Client) -> BoxFuture<'c, Result<T, Failure>>,
{
    deed
}

/// What a reread says that must not be asked.
fn unasked<T: Send>(_db: &Client) -> BoxFuture<'_, Result<Option<T>, Failure>> {
    Box::pin(async { panic!("nothing was lost") })
}

#[tokio::test]
async fn what_stood_in_the_way_of_another_is_tried_again_with_a_bound() {
    let (_cluster, pools) = opened().await;
    for (code, passes_at, wanted) in
        [("40001", 3, 3), ("40P01", 2, 2), ("55P03", 4, 4), ("40001", 99, 6), ("23514", 99, 1)]
    {
        let asked = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&asked);
        let work = deed(move |db| {
            let attempt = counted.fetch_add(1, Ordering::Relaxed) + 1;
            Box::pin(async move {
                if attempt < passes_at {
                    let raise =
                        format!("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$");
                    db.run(&raise, &[]).await?;
                }
                Ok(attempt)
            })
        });
        let done = pools.buyers.write(work, unasked).await;
        assert_eq!(asked.load(Ordering::Relaxed), wanted, "{code}");
        assert_eq!(done.is_ok(), passes_at == wanted, "{code}: {done:?}");
    }
}

#[tokio::test]
async fn a_write_whose_connection_was_lost_is_reread_and_never_done_twice() {
    let (_cluster, pools) = opened().await;
    let end = "SELECT pg_terminate_backend(pg_backend_pid())";
    // Each attempt's connection is lost before the row is written, or after it.
    for (id, lost_before, lost_after, attempts, wanted) in [
        (1, [false, false], [true, false], 1, Some("found")),
        (2, [true, false], [false, false], 2, Some("written")),
        (3, [true, false], [false, true], 2, Some("found")),
        (4, [true, true], [false, false], 2, None),
    ] {
        let asked = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&asked);
        let work = deed(move |db| {
            let attempt = usize::try_from(counted.fetch_add(1, Ordering::Relaxed)).unwrap();
            let (before, after) = (lost_before[attempt], lost_after[attempt]);
            Box::pin(async move {
                if before {
                    db.run(end, &[]).await?;
                }
                insert(db, id).await?;
                if after {
                    db.run(end, &[]).await?;
                }
                Ok("written")
            })
        });
        let reread = deed(move |db| {
            Box::pin(async move { Ok((count(db, id).await? == 1).then_some("found")) })
        });
        let done = pools.buyers.write(work, reread).await;
        assert_eq!(done.ok(), wanted, "{id}");
        assert_eq!(asked.load(Ordering::Relaxed), attempts, "{id}");
        assert_eq!(stored(&pools.buyers, id).await, i64::from(wanted.is_some()), "{id}");
    }
}

#[tokio::test]
async fn a_server_that_is_away_when_it_is_to_be_reread_is_waited_for() {
    let (mut cluster, pools) = opened().await;
    let writing = tokio::spawn({
        let pools = pools.clone();
        async move {
            let work = deed(|db| {
                Box::pin(async move {
                    insert(db, 1).await?;
                    db.first("SELECT pg_sleep(4)", &[]).await?;
                    Ok("written")
                })
            });
            let reread = deed(|db| {
                Box::pin(async move { Ok((count(db, 1).await? == 1).then_some("found")) })
            });
            pools.buyers.write(work, reread).await
        }
    });
    let began = Instant::now();
    while stored(&pools.reading, 1).await == 0 {
        assert!(began.elapsed().as_secs() < 4);
    }
    cluster.stop();
    pause(Duration::from_millis(300)).await;
    assert!(!writing.is_finished());
    cluster.start().await;
    assert_eq!(writing.await.unwrap().unwrap(), "found");
}

#[tokio::test]
async fn a_commit_whose_answer_was_lost_is_not_taken_for_done() {
    let (cluster, pools) = opened().await;
    // The session ends inside COMMIT.
    cluster
        .admin()
        .await
        .batch_execute(
            "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
             CREATE CONSTRAINT TRIGGER lose AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                 FOR EACH ROW EXECUTE FUNCTION lose()",
        )
        .await
        .unwrap();
    let db = pools.buyers.borrow().await.unwrap();
    db.begin().await.unwrap();
    insert(&db, 1).await.unwrap();
    assert!(matches!(db.commit().await, Err(Failure::Unknown(_))));
    drop(db);
    assert_eq!(stored(&pools.buyers, 1).await, 0);
}

#[tokio::test]
async fn a_transaction_that_went_on_after_a_failure_is_not_said_to_be_done() {
    let (_cluster, pools) = opened().await;
    let db = pools.buyers.borrow().await.unwrap();
    db.begin().await.unwrap();
    insert(&db, 1).await.unwrap();
    let again = insert(&db, 1).await;
    assert!(matches!(again, Err(Failure::Unique { constraint }) if constraint == "t_pkey"));
    let error = db.commit().await.unwrap_err();
    assert!(error.to_string().contains("it was to be committed all the same"), "{error}");
    assert!(db.is_usable());
    assert_eq!(stored(&pools.buyers, 1).await, 0);
}

/// Polls a future so often, and drops it.
async fn dropped_after<T>(polls: u32, future: impl Future<Output = T>) -> bool {
    let mut future = pin!(future);
    for _ in 0..polls {
        if future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
            return true;
        }
        pause(Duration::from_millis(3)).await;
    }
    false
}

#[tokio::test]
async fn a_caller_that_goes_away_leaves_no_transaction_and_interrupts_no_write() {
    let (cluster, pools) = opened().await;
    let admin = cluster.admin().await;
    let mut is_over = (false, false);
    let mut last = 0;
    for polls in 1..60 {
        let reading = pools.buyers.read(|db| async move {
            db.begin().await?;
            insert(&db, 1_000).await?;
            db.first("SELECT pg_sleep(0.002)", &[]).await?;
            db.roll_back().await;
            Ok(())
        });
        is_over.0 |= dropped_after(polls, reading).await;
        let id = i64::from(polls);
        let work = deed(move |db| {
            Box::pin(async move {
                insert(db, id).await?;
                db.first("SELECT pg_sleep(0.002)", &[]).await?;
                Ok(())
            })
        });
        is_over.1 |= dropped_after(polls, pools.buyers.write(work, unasked)).await;
        last = id;
        if is_over == (true, true) {
            break;
        }
    }
    assert_eq!(is_over, (true, true));
    pools.close().await;
    let written = admin.query_one("SELECT count(*) FROM t", &[]).await.unwrap();
    assert_eq!(written.get::<_, i64>(0), last);
    let began = Instant::now();
    loop {
        let open = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'";
        if admin.query_one(open, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            break;
        }
        assert!(began.elapsed().as_secs() < 2);
        pause(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_read_survives_the_restart_of_its_server() {
    let (mut cluster, pools) = opened().await;
    assert_eq!(stored(&pools.buyers, 1).await, 0);
    cluster.stop();
    let error = pools.buyers.read(|db| async move { count(&db, 1).await }).await.unwrap_err();
    assert!(error.to_string().contains("127.0.0.1:"), "{error}");
    cluster.start().await;
    assert_eq!(stored(&pools.buyers, 1).await, 0);
    let admin = cluster.admin().await;
    // The pool has not noticed anything yet when it reads.
    admin
        .batch_execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'pse'",
        )
        .await
        .unwrap();
    assert_eq!(stored(&pools.buyers, 1).await, 0);
}

#[tokio::test]
async fn who_finds_no_free_connection_is_told_which_key_says_how_many_there_are() {
    let (_cluster, pools) = opened().await;
    let _all = [
        pools.buyers.borrow().await.unwrap(),
        pools.buyers.borrow().await.unwrap(),
        pools.buyers.borrow().await.unwrap(),
    ];
    let began = Instant::now();
    let error = pools.buyers.read(|db| async move { count(&db, 1).await }).await.unwrap_err();
    assert!((3..=5).contains(&began.elapsed().as_secs()));
    let StoreError::Failed(why) = error else { panic!("{error:?}") };
    assert_eq!(
        why,
        "no connection was free within 4 s: all 3 of store.buyers_connections are in use"
    );
}
