//! The statements of a payment's two commits, run bare: by one connection on one thread, in a file of the store's own
//! schema. They write the rows that the store writes and touch the same indexes.

use std::path::Path;

use pse_core::model::{CheckoutId, PaymentId};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::Template;
use super::template::Columns;
use crate::clock::now;
use crate::failure::Failure;

/// The columns of a payment that its second commit does not write.
const FIXED: [&str; 19] = [
    "id",
    "checkout_id",
    "site",
    "provider",
    "merchant_reference",
    "attempt",
    "reference",
    "total_amount",
    "tax_amount",
    "devolution_base",
    "tip_amount",
    "currency",
    "bank_code",
    "bank_name",
    "bank_interface",
    "payer",
    "created_at",
    "version",
    "site_id",
];

/// A connection that runs the statements, with what the rows are made of.
pub(crate) struct Statements {
    connection: Connection,
    template: Template,
    number: u64,
}

/// A payment that has been begun.
pub(crate) struct Begun {
    payment: String,
    checkout: String,
}

impl Statements {
    /// Has the store make the file, and opens it with the store's settings.
    pub(crate) async fn open(file: &Path) -> Result<Self, Failure> {
        let template = Template::make(file).await?;
        let connection = Connection::open(file)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection, template, number: 0 })
    }

    /// Adds so many checkouts in one commit; returns their ids.
    pub(crate) fn checkouts(&mut self, count: usize) -> Result<Vec<String>, Failure> {
        self.run("BEGIN IMMEDIATE", &[])?;
        let mut ids = Vec::new();
        for _ in 0..count {
            self.number += 1;
            let id = CheckoutId::new(now())?.to_string();
            let names = [
                ("id", Value::Text(id.clone())),
                ("reference", Value::Text(format!("BARE-{}", self.number))),
                ("state", Value::Text("open".to_owned())),
            ];
            let row = self.template.checkout.with(&names);
            self.insert("checkouts", &row)?;
            ids.push(id);
        }
        self.run("COMMIT", &[])?;
        Ok(ids)
    }

    /// The first commit: payments that are about to be created, one for each of the checkouts.
    pub(crate) fn begin(&mut self, checkouts: &[String]) -> Result<Vec<Begun>, Failure> {
        self.run("BEGIN IMMEDIATE", &[])?;
        let begun =
            checkouts.iter().map(|checkout| self.intent(checkout)).collect::<Result<_, _>>()?;
        self.run("COMMIT", &[])?;
        Ok(begun)
    }

    /// The second commit: what the provider answered.
    pub(crate) fn answer(&mut self, begun: &Begun) -> Result<(), Failure> {
        self.run("BEGIN IMMEDIATE", &[])?;
        let pending = &self.template.pending.0;
        let changing: Vec<_> =
            pending.iter().filter(|(name, _)| !FIXED.contains(&name.as_str())).cloned().collect();
        let (id, version) = (changing.len() + 1, changing.len() + 2);
        let sets: Vec<String> = changing
            .iter()
            .zip(1..)
            .map(|((name, _), place)| format!("{name} = ?{place}"))
            .collect();
        let mut values: Vec<Value> = changing.into_iter().map(|(_, value)| value).collect();
        values.push(Value::Text(begun.payment.clone()));
        values.push(Value::Integer(0));
        let changed = self.run(
            &format!(
                "UPDATE payments SET version = version + 1, {} WHERE id = ?{id} AND version = ?{version}",
                sets.join(", ")
            ),
            &values,
        )?;
        if changed != 1 {
            return Err("the bare second commit found no payment".into());
        }
        self.history(1, &begun.payment)?;
        self.move_checkout(&begun.checkout)?;
        self.run("COMMIT", &[])?;
        Ok(())
    }

    fn intent(&self, checkout: &str) -> Result<Begun, Failure> {
        let text = |text: &str| Value::Text(text.to_owned());
        let payment = PaymentId::new(now())?.to_string();
        let key = format!("pay-{checkout}");
        let site = self.template.creating.get("site").cloned().unwrap_or(Value::Null);
        // What was there before: the store asks this, too.
        self.connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM payment_keys WHERE checkout_id = ?1 AND key = ?2),
                     (SELECT coalesce(max(attempt), 0) FROM payments
                      WHERE site = ?3 AND merchant_reference = ?4)",
            )?
            .query_row(
                params_from_iter([text(checkout), text(&key), site, text(checkout)]),
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
            )?;
        let names = [
            ("id", text(&payment)),
            ("checkout_id", text(checkout)),
            ("merchant_reference", text(checkout)),
            ("reference", text(checkout)),
        ];
        self.insert("payments", &self.template.creating.with(&names))?;
        self.move_checkout(checkout)?;
        let names =
            [("checkout_id", text(checkout)), ("key", text(&key)), ("payment_id", text(&payment))];
        self.insert("payment_keys", &self.template.key.with(&names))?;
        self.history(0, &payment)?;
        Ok(Begun { payment, checkout: checkout.to_owned() })
    }

    fn history(&self, place: usize, payment: &str) -> Result<(), Failure> {
        let row = self.template.history.get(place).ok_or("no such row of the history")?;
        self.insert(
            "payment_history",
            &row.with(&[("payment_id", Value::Text(payment.to_owned()))]),
        )
    }

    fn move_checkout(&self, checkout: &str) -> Result<(), Failure> {
        let values = [Value::Text("pending".to_owned()), Value::Text(checkout.to_owned())];
        self.run("UPDATE checkouts SET state = ?1 WHERE id = ?2", &values)?;
        Ok(())
    }

    fn insert(&self, table: &str, row: &Columns) -> Result<(), Failure> {
        let names: Vec<&str> = row.0.iter().map(|(name, _)| name.as_str()).collect();
        let signs: Vec<String> = (1..=names.len()).map(|place| format!("?{place}")).collect();
        let statement =
            format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), signs.join(", "));
        let values: Vec<Value> = row.0.iter().map(|(_, value)| value.clone()).collect();
        self.run(&statement, &values)?;
        Ok(())
    }

    fn run(&self, statement: &str, values: &[Value]) -> Result<usize, Failure> {
        Ok(self.connection.prepare_cached(statement)?.execute(params_from_iter(values))?)
    }
}
