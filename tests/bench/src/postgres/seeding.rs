//! A database with many payments: copies of one that the store wrote, pending and final. Final ones have neither keys nor a
//! history, which nothing measured reads.

use pse_core::model::{Checkout, Payment};
use pse_core::ports::store::{InsertIntent, Store as _};

use super::copies::Copies;
use super::{Database, Server};
use crate::clock::now;
use crate::failure::Failure;
use crate::rows::{Due, order};

/// A copy's number as the last characters of an id, in an id's own letters and in order.
pub(crate) const LETTERS: &str = "translate(lpad(place::text, 8, '0'), '0123456789', 'abcdefghij')";

/// A database with many payments.
pub(crate) struct Seeded {
    pub(crate) database: Database,
    /// How many of its payments are pending.
    pub(crate) pending: u32,
}

impl Seeded {
    /// Makes a database of so many pending payments and so many final ones; nothing is due before tomorrow.
    pub(crate) async fn make(
        server: &Server,
        name: &str,
        pending: u32,
        finals: u32,
    ) -> Result<Self, Failure> {
        let database = server.database(name).await?;
        let (checkout, payment) = template(&database).await?;
        let statements = filling(&database, &checkout, &payment, pending, finals).await?;
        database.run(&statements).await?;
        let seeded = Self { database, pending };
        seeded.set_due(Due::Tomorrow).await?;
        seeded.database.run("VACUUM ANALYZE").await?;
        seeded.database.run("CHECKPOINT").await?;
        Ok(seeded)
    }

    /// Gives the pending payments other due times.
    pub(crate) async fn set_due(&self, due: Due) -> Result<(), Failure> {
        let due = due.sql().replace("place", "transaction_ref::bigint");
        let statements = format!(
            "SET session_replication_role = replica;
             TRUNCATE payment_probes;
             INSERT INTO payment_probes (position, payment_id, next_at)
             SELECT position, id, {due} FROM payments WHERE state = 'pending'"
        );
        self.database.run(&statements).await?;
        self.database.run("VACUUM ANALYZE payment_probes").await?;
        Ok(())
    }
}

/// Has the store write one payment, as the provider's answer leaves it.
async fn template(database: &Database) -> Result<(Checkout, Payment), Failure> {
    let store = database.store(1, 3).await?;
    let checkout = order::checkout("TEMPLATE")?;
    store.insert_checkout(&checkout, None).await?;
    let InsertIntent::Stored(payment) = store.insert_intent(&order::intent(&checkout)?).await?
    else {
        return Err("the template's intent was not stored".into());
    };
    if !store.save(&order::answered(&payment, false)?).await? {
        return Err("the template's answer was not stored".into());
    }
    store.close().await;
    Ok((checkout, *payment))
}

/// The statements that fill the database. What triggers do for one payment is done for all at once, and indexes are made
/// at the end.
async fn filling(
    database: &Database,
    checkout: &Checkout,
    payment: &Payment,
    pending: u32,
    finals: u32,
) -> Result<String, Failure> {
    let last = pending.saturating_add(finals).saturating_sub(1);
    let at = format!("({}::bigint - place::bigint * 1000000)", now().as_microsecond());
    let named = |id: &str| format!("left('{id}', -8) || {LETTERS}");
    let (of_checkout, of_payment) = (named(checkout.id.as_str()), named(payment.id.as_str()));
    let of = |pending_is: &str, finals_are: [&str; 3]| {
        let [one, two, three] = finals_are;
        format!(
            "CASE WHEN place < {pending} THEN '{pending_is}' WHEN place % 3 = 0 THEN '{one}' \
             WHEN place % 3 = 1 THEN '{two}' ELSE '{three}' END"
        )
    };
    let (of_checkouts, of_payments) = (
        of("pending", ["paid", "open", "open"]),
        of("pending", ["approved", "rejected", "failed"]),
    );
    let (reference, cus) = ("'SEED-' || place", "(3000000 + place)::text");
    let due = format!("CASE WHEN place < {pending} THEN one.next_probe_at END");
    let (is_checkout, is_payment, is_of_payment) = (
        format!("one.id = '{}'", checkout.id),
        format!("one.id = '{}'", payment.id),
        format!("one.payment_id = '{}'", payment.id),
    );
    let (all, those_pending) = ((0, last), (0, pending.saturating_sub(1)));
    let tables = [
        Copies {
            table: "checkouts",
            of: &is_checkout,
            changed: &[
                ("id", &of_checkout),
                ("reference", reference),
                ("state", &of_checkouts),
                ("created_at", &at),
            ],
            places: all,
        },
        Copies {
            table: "payments",
            of: &is_payment,
            changed: &[
                ("id", &of_payment),
                ("checkout_id", &of_checkout),
                ("merchant_reference", reference),
                ("reference", reference),
                ("transaction_ref", "place::text"),
                ("cus", cus),
                ("state", &of_payments),
                ("next_probe_at", &due),
                ("created_at", &at),
                ("updated_at", &at),
            ],
            places: all,
        },
        Copies {
            table: "payment_keys",
            of: &is_of_payment,
            changed: &[("checkout_id", &of_checkout), ("payment_id", &of_payment)],
            places: those_pending,
        },
        Copies {
            table: "payment_history",
            of: &is_of_payment,
            changed: &[("payment_id", &of_payment), ("at", &at)],
            places: those_pending,
        },
    ];
    let (mut drops, mut makes) = (String::new(), String::new());
    for line in database.run(INDEXES).await?.lines() {
        let (name, made) = line.split_once('|').ok_or("an index without a statement")?;
        drops.push_str(&format!("DROP INDEX {name};\n"));
        makes.push_str(&format!("{made};\n"));
    }
    let mut statements = format!(
        "SET session_replication_role = replica;\nSET maintenance_work_mem = '512MB';\n{drops}"
    );
    for copies in &tables {
        statements.push_str(&copies.statement(database).await?);
    }
    for Copies { table, of, .. } in tables.iter().rev() {
        statements.push_str(&format!("DELETE FROM {table} AS one WHERE {of};\n"));
    }
    statements.push_str(&makes);
    statements.push_str(
        "TRUNCATE payment_counts;
         INSERT INTO payment_counts (site, provider, state, counter, payments)
         SELECT site, provider, state, 0, count(*) FROM payments GROUP BY site, provider, state;",
    );
    Ok(statements)
}

/// Statement: the indexes of the tables that are filled, but for those that are a constraint's.
const INDEXES: &str = "SELECT indexname, indexdef FROM pg_indexes
    WHERE tablename IN ('checkouts', 'payments', 'payment_keys', 'payment_history')
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)";
