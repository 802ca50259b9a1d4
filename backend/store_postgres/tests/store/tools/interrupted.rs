//! Copies that are cut short, that somebody is in the way of, or that begin at a wrong place.

use pse_core::ports::store_suite::samples::creating;
use pse_store_postgres::Address;
use pse_store_postgres::test_server::TestServer;
use pse_store_postgres::tools::place::Place;
use pse_store_postgres::tools::source::{PostgresSource, undo};
use pse_store_postgres::tools::target::PostgresTarget;
use pse_store_sqlite::copying::source::SqliteSource;
use pse_store_sqlite::copying::target::SqliteTarget;
use pse_store_tools::copy::copy;

use super::copying::refusal;
use super::ends::End;
use super::filled::everything;

/// Makes a database as it is when a copy ends in the middle of the payments.
fn cut_short(end: &End, from: &str) {
    end.db().run(&format!(
        "INSERT INTO schema_migrations (version, description, success, checksum, execution_time, oldest_writer)
         VALUES (9000000001, '{from}', true, '', 0, 9000000001);
         TRUNCATE payment_history, payment_keys, notifications, notification_attempts, notification_queue, bank_lists;
         DELETE FROM payment_probes WHERE payment_id > (SELECT id FROM payments ORDER BY id LIMIT 1 OFFSET 299);
         DELETE FROM payments WHERE id > (SELECT id FROM payments ORDER BY id LIMIT 1 OFFSET 299);
         TRUNCATE payment_counts;
         INSERT INTO payment_counts SELECT site, provider, state, 0, count(*) FROM payments GROUP BY 1, 2, 3;"
    ));
}

#[tokio::test]
async fn a_copy_that_was_cut_short_goes_on_and_is_no_store_until_then() {
    let (file, database) = (End::filled_file(), End::database());
    file.copied_to(&database).await.unwrap();
    pse_store_sqlite::copying::source::undo(&file.path()).unwrap();
    let from = format!("sqlite:{}", file.path().display());
    cut_short(&database, &from);
    let why = refusal(&database).await;
    assert!(why.contains(&format!("everything of {from} is being copied")), "{why}");
    // Another store's rows do not go into it.
    let other = End::filled_file();
    let why = other.copied_to(&database).await.unwrap_err().0;
    assert!(why.contains(&format!("a copy of {from}")) && why.contains("cut short"), "{why}");

    file.copied_to(&database).await.unwrap();
    let store = database.open().await;
    let all = everything(&*store).await;
    store.close().await;
    pse_store_sqlite::copying::source::undo(&file.path()).unwrap();
    let store = file.open().await;
    assert_eq!(everything(&*store).await, all);
}

#[tokio::test]
async fn a_kill_between_the_last_two_steps_leaves_a_copy_that_is_ended_by_the_next() {
    let filling = "INSERT INTO schema_migrations (version, description, success, checksum, execution_time, oldest_writer)
         VALUES (9000000001, '{from}', true, '', 0, 9000000001)";
    let file = End::filled_file();
    let of_file = format!("sqlite:{}", file.path().display());
    let database = End::filled_database();
    let of_database = database.place().address();
    for (old, from) in [(file, of_file), (database, of_database)] {
        let new = End::database();
        old.copied_to(&new).await.unwrap();
        // The old store is marked, and the new one not released.
        new.db().run(&filling.replace("{from}", &from));
        assert!(refusal(&new).await.contains("cut short"));
        assert!(old.copied_to(&End::database()).await.unwrap_err().0.contains("already"));
        old.copied_to(&new).await.unwrap();
        new.open().await.close().await;
    }
}

#[tokio::test]
async fn the_role_that_the_documents_describe_is_enough() {
    let (old, server) = (End::filled_file(), TestServer::shared());
    server.run(
        "postgres",
        "CREATE ROLE owner_here LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION",
    );
    let new = End::database();
    let name = new.db().name();
    server.run(
        "postgres",
        &format!(
            "ALTER DATABASE {name} OWNER TO owner_here; REVOKE ALL ON DATABASE {name} FROM PUBLIC"
        ),
    );
    let address = new.db().url().replace("postgres@", "owner_here@");
    let place = Place::target(Address::parse(&address).unwrap(), false);
    let mut source = SqliteSource::open(&old.path()).unwrap();
    let mut target = PostgresTarget::open(&place).await.unwrap();
    copy(&mut source, &mut target).await.unwrap();
    drop(target);
    let back = End::file();
    let mut source = PostgresSource::open(&place).await.unwrap();
    let mut target = SqliteTarget::open(&back.path()).unwrap();
    copy(&mut source, &mut target).await.unwrap();
    drop((source, target));
    undo(&place).await.unwrap();
    back.open().await.close().await;
}

#[tokio::test]
async fn a_copy_with_another_row_is_told_and_the_old_store_is_used_on() {
    let (file, database) = (End::filled_file(), End::database());
    file.copied_to(&database).await.unwrap();
    pse_store_sqlite::copying::source::undo(&file.path()).unwrap();
    cut_short(&database, &format!("sqlite:{}", file.path().display()));
    database.db().run("UPDATE checkouts SET description = 'another' WHERE reference = 'P300'");
    let why = file.copied_to(&database).await.unwrap_err().0;
    assert!(why.contains("the copy differs in checkouts"), "{why}");
    file.open().await.close().await;
    assert!(refusal(&database).await.contains("cut short"));
}

#[tokio::test]
async fn a_service_that_uses_either_store_is_in_the_way() {
    let (old, new) = (End::filled_database(), End::database());
    let store = old.open().await;
    let why = old.copied_to(&new).await.unwrap_err().0;
    assert!(why.contains("store.url: a service uses the database"), "{why}");
    assert_eq!(new.db().run("SELECT count(*) FROM pg_class WHERE relname = 'payments'"), "0");
    store.close().await;
    let store = new.open().await;
    assert!(old.copied_to(&new).await.unwrap_err().0.contains("a service uses the database"));
    store.close().await;
    // One that was killed is waited for; one that stands still and is forgotten is kept out by the locks.
    let killed = "INSERT INTO processes SELECT 'killed', now, now, false
         FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now) AS clock";
    old.db().run(killed);
    assert!(old.copied_to(&new).await.unwrap_err().0.contains("a service uses the database"));
    old.db().run("UPDATE processes SET heard_at = heard_at - 31000000");
    let source = PostgresSource::open(&old.place()).await.unwrap();
    let sleeper = "SET lock_timeout = '200ms'; UPDATE payments SET version = version + 1";
    assert!(old.db().refused(sleeper).contains("lock timeout"));
    assert_eq!(old.db().run("SELECT count(*) FROM checkout_keys"), "2");
    drop(source);
    old.copied_to(&new).await.unwrap();
}

#[tokio::test]
async fn two_copies_at_once_do_not_meet() {
    let (old, new) = (End::filled_database(), End::database());
    let target = PostgresTarget::open(&new.place()).await.unwrap();
    let Err(why) = PostgresTarget::open(&new.place()).await else { panic!("it is opened") };
    assert!(why.0.contains("another copy to the database is under way"), "{why}");
    drop(target);
    old.copied_to(&new).await.unwrap();
}

#[tokio::test]
async fn a_wrong_target_is_left_as_it_is_and_named_by_its_key() {
    let old = End::filled_file();
    let foreign = End::database();
    foreign.db().run("CREATE TABLE orders (id bigint)");
    let why = old.copied_to(&foreign).await.unwrap_err().0;
    assert!(why.contains("a table of another program (orders)"), "{why}");
    assert_eq!(foreign.db().run("SELECT count(*) FROM pg_class WHERE relname = 'payments'"), "0");

    let used = End::database();
    let store = used.open().await;
    creating(&*store, "OTHER", 1).await;
    store.close().await;
    let why = old.copied_to(&used).await.unwrap_err().0;
    assert!(why.contains("has rows of its own (in persons)"), "{why}");

    let (server, empty) = (TestServer::shared(), End::database());
    server.run("postgres", "CREATE ROLE nobody_here LOGIN PASSWORD 'x'");
    let at = |who: &str, port: u16, name: &str| format!("postgres://{who}@127.0.0.1:{port}/{name}");
    for (address, key, what) in [
        (at("postgres:s3cret", 1, "pse"), "--to: 127.0.0.1:1", "refused"),
        (
            at("postgres:s3cret", server.port(), "none"),
            "--to: 127.0.0.1",
            "change the database's name in --to",
        ),
        (
            at("nobody_here:s3cret", server.port(), foreign.db().name()),
            "--to: ",
            "another program (orders)",
        ),
        (at("nobody_here:s3cret", server.port(), empty.db().name()), "--to: ", "42501"),
    ] {
        let place = Place::target(Address::parse(&address).unwrap(), false);
        let Err(why) = PostgresTarget::open(&place).await else { panic!("{address} is opened") };
        assert!(why.0.starts_with(key) && why.0.contains(what), "{why}");
        assert!(!why.0.contains("s3cret"), "{why}");
    }
}

#[tokio::test]
async fn a_database_of_another_version_is_refused_on_both_sides() {
    let (old, new) = (End::filled_database(), End::file());
    old.db().run(
        "INSERT INTO schema_migrations (version, description, success, checksum, execution_time, oldest_writer)
         VALUES (99, 'later', true, '', 0, 1)",
    );
    let why = old.copied_to(&new).await.unwrap_err().0;
    assert!(why.contains("schema is version 99, newer than this program knows"), "{why}");
    let why = End::filled_file().copied_to(&old).await.unwrap_err().0;
    assert!(why.contains("has rows of its own") || why.contains("version 99"), "{why}");
    old.db().run("DELETE FROM schema_migrations WHERE version > 4");
    let why = old.copied_to(&new).await.unwrap_err().0;
    assert!(why.contains("of an older version: start and stop the service"), "{why}");
    assert!(
        End::database().copied_to(&new).await.unwrap_err().0.contains("no store in the database")
    );
}
