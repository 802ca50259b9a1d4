//! Everything is copied from one store to another of any kind, and the new one is used.

use pse_core::ports::store::ClaimWindow;
use pse_core::ports::store_suite::samples::{minute, pending};

use super::ends::End;
use super::filled::everything;

/// All that can be read of a store.
async fn read(end: &End) -> String {
    let store = end.open().await;
    let all = everything(&*store).await;
    store.close().await;
    all
}

#[tokio::test]
async fn from_a_file_to_a_database_to_another_and_back_everything_reads_the_same() {
    let file = End::filled_file();
    let before = read(&file).await;
    let (one, two, back) = (End::database(), End::database(), End::file());
    let copied = file.copied_to(&one).await.unwrap();
    assert!(copied.tables.contains(&("payments", 606)), "{copied:?}");
    assert_eq!(read(&one).await, before);
    assert_eq!(one.findings().await, Vec::<String>::new());
    assert_eq!(one.copied_to(&two).await.unwrap(), copied);
    assert_eq!(read(&two).await, before);
    assert_eq!(two.copied_to(&back).await.unwrap(), copied);
    assert_eq!(read(&back).await, before);
    assert_eq!(back.findings().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_new_store_goes_on_where_the_old_one_was() {
    let (file, database) = (End::filled_file(), End::database());
    let store = file.open().await;
    let due = store.next_due().await.unwrap();
    store.close().await;
    file.copied_to(&database).await.unwrap();
    let store = database.open().await;
    // Numbers of new rows are above the old ones', by the server's own account.
    let last = "SELECT max(position) FROM payments";
    let before: i64 = database.db().run(last).parse().unwrap();
    let new = pending(&*store, "NEW", 30).await;
    assert!(database.db().run(last).parse::<i64>().unwrap() > before);
    assert_eq!(database.findings().await, Vec::<String>::new());
    // What was claimed before the copy is due when it would have been; its epoch goes on.
    assert!(due.is_some() && due == store.next_due().await.unwrap(), "{due:?}");
    let window = ClaimWindow { now: minute(20), next: minute(28), limit: 1_000 };
    let due = store.claim_due(window).await.unwrap();
    assert!(due.len() > 200 && due.iter().all(|payment| payment.id != new.id), "{}", due.len());
    assert!(due.iter().any(|payment| payment.schedule.epoch == 2), "{:?}", due[0].schedule);
    store.close().await;
}

#[tokio::test]
async fn nobody_sells_from_the_old_database_any_more() {
    let (old, new) = (End::filled_database(), End::file());
    old.copied_to(&new).await.unwrap();
    let why = refusal(&old).await;
    assert!(why.contains("was copied to sqlite:") && why.contains("--undo"), "{why}");
    let seen = pse_store_postgres::look_into(&crate::opened::settings(old.db()), None).await;
    assert_eq!(seen.unwrap_err().to_string(), why);
    // A process that slept all the while, and goes on as if nothing had been.
    for write in [
        "UPDATE payments SET version = version + 1",
        "DELETE FROM payment_keys",
        "INSERT INTO bank_lists VALUES ('a', 'b', '[]', 1)",
    ] {
        let why = old.db().refused(write);
        assert!(why.contains("copied to another store"), "{write}: {why}");
    }
    assert!(old.copied_to(&End::file()).await.unwrap_err().0.contains("already"));
    assert!(End::filled_file().copied_to(&old).await.is_err());

    pse_store_postgres::tools::source::undo(&old.place()).await.unwrap();
    assert_eq!(old.findings().await, Vec::<String>::new());
    let store = old.open().await;
    let _ = pending(&*store, "GOES ON", 30).await;
    store.close().await;
    let again = pse_store_postgres::tools::source::undo(&old.place()).await;
    assert!(again.unwrap_err().0.contains("was not copied"));
}

/// Why a database is not opened.
pub(super) async fn refusal(end: &End) -> String {
    let settings = crate::opened::settings(end.db());
    match pse_store_postgres::PostgresStore::open(&settings).await {
        Ok(_) => panic!("it is opened"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn every_table_and_type_is_known_to_copies() {
    let database = End::database();
    database.open().await.close().await;
    let known = pse_store_tools::rows::TABLES.map(|table| table.name);
    let own = [
        "bank_list_leases",
        "checkout_changes",
        "notification_queue",
        "payment_probes",
        "processes",
        "schema_lock",
        "schema_migrations",
    ];
    let tables = database.db().run("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
    for table in tables.lines() {
        assert!(known.contains(&table) || own.contains(&table), "{table} is copied by nobody");
    }
}

#[tokio::test]
async fn a_column_that_copies_do_not_know_is_not_left_out() {
    let (old, new) = (End::filled_database(), End::file());
    old.db().run("ALTER TABLE payments ADD COLUMN later text DEFAULT 'something'");
    let why = old.copied_to(&new).await.unwrap_err().0;
    assert!(why.contains("only one of the stores has the column later of payments"), "{why}");
    // Where both have it, it is copied like any other, whoever added it.
    let new = End::database();
    new.open().await.close().await;
    new.db().run("ALTER TABLE payments ADD COLUMN later text");
    old.copied_to(&new).await.unwrap();
    assert_eq!(new.db().run("SELECT count(*) FROM payments WHERE later = 'something'"), "606");
    let (old, new) = (End::filled_database(), End::file());
    old.db().run("ALTER TABLE payments ADD COLUMN later interval");
    let why = old.copied_to(&new).await.unwrap_err().0;
    assert!(why.contains("later of payments is of the type interval"), "{why}");
}
