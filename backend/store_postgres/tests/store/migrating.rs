//! The schema: brought up to date once, whoever comes; a later program's is borne where that says so.

use futures_util::future::join_all;
use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples::creating;
use pse_store_postgres::PostgresStore;
use pse_store_postgres::test_server::{TestDatabase, TestServer};

use super::opened;

async fn refusal(database: &TestDatabase) -> String {
    match PostgresStore::open(&opened::settings(database)).await {
        Ok(_) => panic!("it is opened"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_processes_that_start_at_once_one_makes_the_schema() {
    let database = TestServer::shared().database();
    let stores = join_all((0..5).map(|_| opened::open(&database))).await;
    assert_eq!(database.run("SELECT count(*), max(version) FROM schema_migrations"), "6|6");
    assert_eq!(database.run("SELECT count(*) FROM processes"), "5");
    creating(&stores[0], "A1", 1).await;
    assert_eq!(stores[4].unfinished().await.unwrap().len(), 1);
}

#[tokio::test]
async fn opening_again_writes_nothing_to_the_schema() {
    let database = TestServer::shared().database();
    opened::open(&database).await.close().await;
    let rows = "SELECT xmin::text, xmax::text, ctid FROM schema_migrations
         UNION ALL SELECT xmin::text, xmax::text, ctid FROM schema_lock ORDER BY 1, 2, 3";
    let before = database.run(rows);
    opened::open(&database).await.close().await;
    assert_eq!(database.run(rows), before);
}

#[tokio::test]
async fn a_failed_migration_leaves_nothing() {
    let database = TestServer::shared().database();
    // Somebody else's table in the way of a later migration.
    database.run("CREATE TABLE notifications (what text)");
    let why = refusal(&database).await;
    assert!(why.contains("while executing migration 4") && why.contains("notifications"), "{why}");
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(database.run(tables), "1");
    database.run("DROP TABLE notifications");
    opened::open(&database).await.close().await;
}

#[tokio::test]
async fn an_edited_migration_is_refused() {
    let database = TestServer::shared().database();
    opened::open(&database).await.close().await;
    database.run("UPDATE schema_migrations SET checksum = 'x' WHERE version = 2");
    let why = refusal(&database).await;
    assert!(why.contains("migration 2 was previously applied but has been modified"), "{why}");
}

#[tokio::test]
async fn a_later_program_s_schema_is_opened_only_where_it_says_so() {
    let database = TestServer::shared().database();
    opened::open(&database).await.close().await;
    let later = |oldest: i64| {
        format!(
            "INSERT INTO schema_migrations (version, description, success, checksum, execution_time, oldest_writer)
             VALUES (99, 'later', true, '', 0, {oldest})
             ON CONFLICT (version) DO UPDATE SET oldest_writer = excluded.oldest_writer"
        )
    };
    database.run(&later(99));
    let why = refusal(&database).await;
    assert!(why.contains("version 99, newer than this program knows (6)"), "{why}");
    database.run(&later(6));
    let store = opened::open(&database).await;
    creating(&store, "A1", 1).await;
}

#[tokio::test]
async fn a_lock_in_the_way_of_a_migration_is_waited_for() {
    let database = TestServer::shared().database();
    database.run("CREATE TABLE schema_lock (single boolean NOT NULL PRIMARY KEY CHECK (single)); INSERT INTO schema_lock VALUES (true)");
    let (server, name) = (TestServer::shared(), database.name().to_owned());
    let holding = tokio::task::spawn_blocking(move || {
        // Longer than the time-out of one try.
        server.try_run(
            &name,
            "BEGIN; SELECT 1 FROM schema_lock FOR UPDATE; SELECT pg_sleep(3); COMMIT",
        )
    });
    let locked = "SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event = 'PgSleep'";
    while database.run(locked) == "0" {}
    opened::open(&database).await.close().await;
    assert_eq!(database.run(locked), "0", "it has waited");
    assert!(holding.await.unwrap());
}
