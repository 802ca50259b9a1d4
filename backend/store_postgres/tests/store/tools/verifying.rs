//! What a whole check of a database finds, and what its figures say.

use pse_core::ports::store_suite::samples::pending;
use pse_store_postgres::tools::stats::stats;
use pse_store_postgres::tools::verify::verify;

use super::ends::End;

/// What is changed of the schema, and what is to be found then.
const OF_THE_SCHEMA: [(&str, &str); 6] = [
    ("DROP INDEX payments_blocking_checkout", "the index payments_blocking_checkout is missing"),
    (
        "ALTER TABLE payments DISABLE TRIGGER payment_counted",
        "the trigger payments.payment_counted is not as",
    ),
    ("ALTER TABLE payments ALTER COLUMN site DROP NOT NULL", "the column payments.site is not as"),
    (
        "ALTER TABLE notifications DROP CONSTRAINT notifications_state_check",
        "the rule notifications.notifications_state_check is missing",
    ),
    (
        "CREATE OR REPLACE FUNCTION payment_probe_kept() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "the function payment_probe_kept is not as",
    ),
    ("DROP TABLE bank_lists", "the column bank_lists.as_of is missing"),
];

/// What is changed of the rows, and what is to be found then.
const OF_THE_ROWS: [(&str, &str); 14] = [
    (
        "UPDATE payment_counts SET payments = payments + 1 WHERE state = 'approved'",
        "the count of payments is wrong for site, provider and state: demo, default, approved",
    ),
    (
        "UPDATE payment_probes SET next_at = next_at + 1 WHERE payment_id = (SELECT id FROM payments WHERE merchant_reference = 'P7')",
        "is not in the probe's list with its time",
    ),
    ("UPDATE notification_queue SET behind = NOT behind", "a notification waits behind none"),
    (
        "INSERT INTO notification_queue VALUES (999, 'pay_none', 'demo', 1, 1, false)",
        "an undelivered notification is not in the queue",
    ),
    (
        "UPDATE payments SET state = 'rejected', next_probe_at = NULL WHERE merchant_reference = 'P2'",
        "a payment is not in the state in which its history ends",
    ),
    (
        "UPDATE checkouts SET total_amount = total_amount + 1 WHERE reference = 'P3'",
        "differ in site, reference, currency or amounts",
    ),
    (
        "UPDATE checkouts SET state = 'open' WHERE reference = 'P6'",
        "a checkout is not as its living or paid payment makes it",
    ),
    (
        "DELETE FROM payment_history WHERE version = 1 AND payment_id IN (SELECT id FROM payments WHERE merchant_reference = 'P8')",
        "a payment's history has a gap",
    ),
    (
        "UPDATE payments SET version = 0 WHERE merchant_reference = 'P9'",
        "a payment's history goes beyond its version",
    ),
    (
        "UPDATE persons SET data = replace(data, 'Bogot', 'bogot') WHERE data LIKE '%Bogot%'",
        "column digest",
    ),
    (
        "UPDATE persons SET email_address = 'somebody@example.co' WHERE email_address IS NOT NULL",
        "email_address",
    ),
    (
        "UPDATE payments SET provider_data = '[7]' WHERE merchant_reference = 'P4'",
        "column provider_data",
    ),
    (
        "UPDATE payments SET consent_id = 99 WHERE consent_id IS NOT NULL",
        "refers to words of consent that are not there",
    ),
    (
        "SELECT setval(pg_get_serial_sequence('payments', 'position'), 5)",
        "new rows of payments would get numbers that are taken",
    ),
];

async fn is_found(database: &End, wounds: &[(&str, &str)]) {
    for (wound, _) in wounds {
        database.db().run(wound);
    }
    let findings = database.findings().await;
    for (wound, finding) in wounds {
        assert!(findings.iter().any(|found| found.contains(finding)), "{wound}: {findings:#?}");
    }
    // Nothing is left of what it was compared with.
    let left = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'pse_verify%'";
    assert_eq!(database.db().run(left), "0");
}

#[tokio::test]
async fn each_wound_is_found_and_a_whole_database_has_none() {
    let database = End::filled_database();
    assert_eq!(database.findings().await, Vec::<String>::new());
    // What others have added is no matter.
    database.db().run(
        "CREATE INDEX somebodys ON payments (bank_code); ALTER TABLE payments ADD COLUMN theirs text",
    );
    assert_eq!(database.findings().await, Vec::<String>::new());
    is_found(&database, &OF_THE_ROWS).await;
    is_found(&End::filled_database(), &OF_THE_SCHEMA).await;
    let edited = "UPDATE schema_migrations SET checksum = 'x' WHERE version = 3";
    let finding = "migration 3 was previously applied but has been modified";
    is_found(&End::filled_database(), &[(edited, finding)]).await;
    // A row that refers to none, which only a superuser can make.
    let database = End::filled_database();
    let orphaned = "SET session_replication_role = replica; DELETE FROM payments WHERE merchant_reference = 'P5'";
    is_found(&database, &[(orphaned, "rows of payment_history refer by payment_id")]).await;
}

#[tokio::test]
async fn a_database_in_use_is_whole_all_the_while() {
    let database = End::filled_database();
    let store = database.open().await;
    let verifying = async {
        for _ in 0..3 {
            assert_eq!(database.findings().await, Vec::<String>::new());
        }
    };
    let paying = async {
        for number in 0..200 {
            pending(&*store, &format!("B{number}"), 30).await;
        }
    };
    tokio::join!(verifying, paying);
    store.close().await;
}

#[tokio::test]
async fn the_figures_are_those_of_the_rows() {
    let database = End::filled_database();
    let store = database.open().await;
    let figures = stats(&database.place()).await.unwrap();
    let rows = |name: &str| {
        figures
            .held
            .tables
            .iter()
            .find(|table| table.table == name)
            .unwrap_or_else(|| panic!("{name}"))
    };
    assert_eq!(rows("payments").rows, 606);
    assert!(rows("payments").states.contains(&("approved".to_owned(), 150)), "{figures:?}");
    assert_eq!(rows("payment_probes").rows, 302);
    assert_eq!((figures.held.undelivered_notifications, figures.processes), (2, 1));
    assert_eq!(figures.held.oldest_due_probe, store.next_due().await.unwrap());
    assert_eq!(
        figures.held.schema_version.to_string(),
        database.db().run("SELECT max(version) FROM schema_migrations")
    );
    assert!(figures.database_bytes > 1_000_000 && !figures.database.contains("//postgres:"));
    store.close().await;
    let empty = End::database();
    assert!(stats(&empty.place()).await.unwrap_err().0.contains("no store in the database yet"));
    assert!(verify(&empty.place()).await.unwrap_err().0.contains("no store in the database yet"));
}
