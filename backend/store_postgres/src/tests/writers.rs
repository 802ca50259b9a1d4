//! A migration is made beside older programs that may write on, and not beside those that may not.

use pse_core::ports::store::Store;
use pse_core::ports::store::schema::Migration;

use crate::migrations::{MIGRATIONS, MigrateError, judge, migrate, newest};
use crate::reach::Reached;
use crate::test_server::{TestDatabase, TestServer};
use crate::{Address, Connections, PostgresStore, Settings};

/// The migrations that the last program knows that does not say what it knows.
const BEFORE: usize = 5;

fn settings(database: &TestDatabase) -> Settings {
    Settings {
        url: Address::parse(&database.url()).unwrap(),
        direct_url: None,
        prepared: true,
        connections: Connections { buyers: 2, probe: 3, reading: 1 },
        is_real: false,
        holds_sandbox: false,
    }
}

/// Migrates a database as a program does that knows one migration more, which older ones may write beside or not.
async fn migrate_on(database: &TestDatabase, oldest_writer: i64) -> Result<(), MigrateError> {
    let more = Migration::new(newest(&MIGRATIONS) + 1, "later", "CREATE TABLE later (n bigint)");
    let known = [&MIGRATIONS[..], &[more.written_since(oldest_writer)]].concat();
    let reached = Reached::new(&settings(database), None).await.unwrap();
    migrate(&reached.direct().await.unwrap(), &known).await
}

fn has_more(database: &TestDatabase) -> bool {
    database.run("SELECT to_regclass('later') IS NOT NULL") == "t"
}

#[tokio::test]
async fn a_process_that_may_write_beside_a_migration_goes_on() {
    let database = TestServer::shared().database();
    let store = PostgresStore::open(&settings(&database)).await.unwrap();
    migrate_on(&database, newest(&MIGRATIONS)).await.unwrap();
    assert!(has_more(&database));
    store.ready().await.unwrap();
    store.close().await;
}

// Both at once, as each listens for a while.
#[tokio::test]
async fn a_process_that_may_not_write_beside_a_migration_keeps_it_away_while_it_lives() {
    tokio::join!(one_that_lives_keeps_it_away(), one_that_was_killed_does_not());
}

async fn one_that_lives_keeps_it_away() {
    let database = TestServer::shared().database();
    let store = PostgresStore::open(&settings(&database)).await.unwrap();
    let refused = migrate_on(&database, newest(&MIGRATIONS) + 1).await.unwrap_err();
    assert!(
        matches!(&refused, MigrateError::OlderPrograms { living, .. } if living.len() == 1),
        "{refused}"
    );
    assert!(refused.to_string().starts_with("a process of an older program"), "{refused}");
    assert!(!has_more(&database));
    store.close().await;
    migrate_on(&database, newest(&MIGRATIONS) + 1).await.unwrap();
    assert!(has_more(&database));
    // It was not asked before, as nobody saw it yet.
    let reached = Reached::new(&settings(&database), None).await.unwrap();
    let judged = judge(&reached.direct().await.unwrap(), &MIGRATIONS).await;
    assert!(matches!(judged, Err(MigrateError::NewerSchema { .. })), "{judged:?}");
}

async fn one_that_was_killed_does_not() {
    let database = TestServer::shared().database();
    PostgresStore::open(&settings(&database)).await.unwrap().close().await;
    // As a program says it that does not say what it knows.
    database.run(
        "INSERT INTO processes (id, heard_at, heard_since, holds_sandbox)
         SELECT 'killed', now, now, false FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint) AS now (now)",
    );
    assert_eq!(database.run("SELECT knows FROM processes"), BEFORE.to_string());
    migrate_on(&database, newest(&MIGRATIONS) + 1).await.unwrap();
    assert!(has_more(&database));
}

#[tokio::test]
async fn the_program_before_bears_the_schema() {
    let database = TestServer::shared().database();
    PostgresStore::open(&settings(&database)).await.unwrap().close().await;
    let reached = Reached::new(&settings(&database), None).await.unwrap();
    let client = reached.direct().await.unwrap();
    migrate(&client, &MIGRATIONS[..BEFORE]).await.unwrap();
    migrate_on(&database, newest(&MIGRATIONS) + 1).await.unwrap();
    let refused = migrate(&client, &MIGRATIONS[..BEFORE]).await;
    assert!(matches!(refused, Err(MigrateError::NewerSchema { .. })), "{refused:?}");
}
