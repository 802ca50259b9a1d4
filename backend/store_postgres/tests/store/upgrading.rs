//! Databases that earlier builds left, full of what is odd, become databases of today; and stay what they were where that is
//! cut short.

use pse_core::ports::store::Store;
use pse_core::ports::store_suite::oddities::looks::{everything_is_there, only_what_waits_is_done};
use pse_core::ports::store_suite::oddities::oddities;
use pse_core::ports::store_suite::samples::minute;
use pse_store_postgres::PostgresStore;
use pse_store_postgres::earlier::{NEWEST, OLDEST, write};
use pse_store_postgres::test_server::TestServer;

use super::compared::everything::ASTRAY;
use super::opened;

#[tokio::test]
async fn whatever_an_earlier_build_left_is_there_and_only_what_waits_is_done() {
    for migration in OLDEST..=NEWEST {
        let database = TestServer::shared().database();
        let odd = oddities();
        write(&opened::settings(&database), migration, &odd).await;
        let has = "SELECT max(version) FROM schema_migrations";
        assert_eq!(database.run(has), migration.to_string());

        let store = opened::open(&database).await;
        assert_eq!(database.run(has), NEWEST.to_string());
        everything_is_there(&store, &odd).await;
        assert_eq!(database.run(ASTRAY), "", "of {migration}");
        store.close().await;

        let store = opened::open(&database).await;
        only_what_waits_is_done(&store, &odd, minute(60)).await;
        assert_eq!(database.run(ASTRAY), "", "after {migration}");
        store.close().await;
    }
}

/// Everything in a database, as its server writes it out.
const EVERYTHING: &str = "
    SELECT table_name, column_name, data_type, column_default FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY 1, ordinal_position;
    SELECT to_jsonb(it) FROM schema_migrations AS it ORDER BY version;
    SELECT to_jsonb(it) FROM processes AS it ORDER BY id;
    SELECT to_jsonb(it) FROM checkouts AS it ORDER BY id;
    SELECT to_jsonb(it) FROM payments AS it ORDER BY id;
    SELECT to_jsonb(it) FROM notifications AS it ORDER BY id;
    SELECT to_jsonb(it) FROM notification_queue AS it ORDER BY position";

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_that_is_cut_off_changes_nothing_and_one_that_is_locked_out_waits() {
    let database = TestServer::shared().database();
    write(&opened::settings(&database), OLDEST, &oddities()).await;
    database.run("INSERT INTO processes (id, heard_at, heard_since, holds_sandbox) VALUES ('old', 0, 0, false)");
    let before = database.run(EVERYTHING);
    let (server, name) = (TestServer::shared(), database.name().to_owned());
    // A long reading of the table that is to be altered, longer than one try waits for it.
    let reading = tokio::task::spawn_blocking(move || {
        server.try_run(&name, "BEGIN; SELECT 1 FROM processes; SELECT pg_sleep(4); COMMIT")
    });
    let sleeping = "SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event = 'PgSleep'";
    while database.run(sleeping) == "0" {}

    let settings = opened::settings(&database);
    let killed = tokio::spawn(async move { PostgresStore::open(&settings).await.map(drop) });
    let kill = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while database.run(kill) == "0" {}
    assert!(killed.await.unwrap().is_err());
    assert_eq!(database.run(EVERYTHING), before);

    let store = opened::open(&database).await;
    assert!(reading.await.unwrap(), "it was not disturbed");
    assert_eq!(database.run("SELECT knows FROM processes WHERE id = 'old'"), "5");
    store.close().await;
}
