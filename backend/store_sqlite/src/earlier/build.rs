//! A file as a build left it that knew the migrations up to one, full of what such a build could hold; for tests.

use std::collections::BTreeSet;
use std::path::Path;

use pse_core::model::{Consent, Payment, SiteName, TransactionRef};
use pse_core::ports::store_suite::oddities::{OddCheckout, OddPayment, Oddities};
use pse_shared::{NotificationState, PaymentState, Person, Refusal};
use rusqlite::{Connection, named_params, params_from_iter};

use super::odd_rows::{Row, changing, fixed, text};
use crate::columns::{checkout_state, micros};
use crate::migrations::{self, MIGRATIONS, migrate};
use crate::persons;

/// The newest migration that there is.
pub const NEWEST: i64 = migrations::NEWEST;

/// The first versions of a schema that has each thing.
mod since {
    pub(super) const HISTORY: i64 = 3;
    pub(super) const BANK_LISTS: i64 = 4;
    pub(super) const NOTIFICATIONS: i64 = 5;
    pub(super) const PROVIDERS: i64 = 7;
    pub(super) const PERSONS: i64 = 12;
    pub(super) const CONSENTS: i64 = 13;
}

/// Writes a file as of a migration with as much of what is odd as a build of that time could hold, and returns that much.
///
/// # Panics
/// When it cannot be written.
pub fn write(path: &Path, migration: i64, odd: Oddities) -> Oddities {
    let mut connection = Connection::open(path).expect("a file can be made");
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON").expect("a log");
    let known: Vec<_> = MIGRATIONS.into_iter().filter(|one| one.version() <= migration).collect();
    migrate(&mut connection, &known).expect("the migrations can be made");
    let odd = held(migration, odd);
    let transaction = connection.transaction().expect("the file can be written");
    let earlier = Earlier { connection: &transaction, migration };
    earlier.fill(&odd);
    transaction.commit().expect("the file can be written");
    odd
}

/// What a build that knew the migrations up to one could hold.
fn held(migration: i64, mut odd: Oddities) -> Oddities {
    if migration < since::HISTORY {
        // Nobody stored payments before their history was kept.
        odd = odd.without_payments();
    }
    if migration < since::BANK_LISTS {
        odd.bank_lists.clear();
    }
    if migration < since::NOTIFICATIONS {
        odd = odd.with_payments(|it| it.told.clear());
    }
    if migration < since::PROVIDERS {
        odd = odd.of_one_provider();
    }
    if migration < since::CONSENTS {
        odd = odd.with_payments(|it| it.consent = None);
    }
    odd
}

struct Earlier<'c> {
    connection: &'c Connection,
    migration: i64,
}

impl Earlier<'_> {
    fn insert(&self, table: &str, row: Row) {
        let has: BTreeSet<String> = self
            .connection
            .prepare_cached("SELECT name FROM pragma_table_info(?1)")
            .and_then(|mut names| names.query_map([table], |row| row.get(0))?.collect())
            .expect("a table has columns");
        let (names, values): (Vec<_>, Vec<_>) =
            row.0.into_iter().filter(|(column, _)| has.contains(*column)).unzip();
        let (columns, places) = (names.join(", "), vec!["?"; names.len()].join(", "));
        let statement = format!("INSERT INTO {table} ({columns}) VALUES ({places})");
        let inserted = self.connection.execute(&statement, params_from_iter(values));
        let _ = inserted.expect(table);
    }

    fn fill(&self, odd: &Oddities) {
        for it in &odd.checkouts {
            self.checkout(it);
            it.payments.iter().for_each(|payment| self.payment(payment));
        }
        // In the order of time: those of one payment do not lie together.
        let longest = odd.payments().map(|it| it.history.len()).max().unwrap_or(0);
        for version in 0..longest {
            odd.payments().for_each(|it| self.history(it, version));
        }
        odd.payments().for_each(|it| self.told(it));
        for (site, list) in &odd.bank_lists {
            let row = Row::default()
                .with("site", site.to_string())
                .with("provider", list.provider.to_string())
                .with("banks", text(&list.banks))
                .with("as_of", micros(list.as_of));
            self.insert("bank_lists", row);
        }
    }

    fn checkout(&self, odd: &OddCheckout) {
        let it = &odd.checkout;
        let place = |person: Option<&Person>| person.and_then(|one| self.person(&it.site, one));
        let row = Row::default()
            .with("id", it.id.to_string())
            .with("site", it.site.to_string())
            .with("state", checkout_state(it.state).to_owned())
            .with("reference", it.reference.clone())
            .with("description", it.description.clone())
            .with("currency", it.currency.clone())
            .with("language", it.language.clone())
            .with("total_amount", it.amounts.total.centavos())
            .with("tax_amount", it.amounts.tax.centavos())
            .with("devolution_base", it.amounts.devolution_base.centavos())
            .with("tip_amount", it.amounts.tip.centavos())
            .with("return_url", it.return_url.clone())
            .with("payer", text(&it.payer))
            .with("buyer", it.buyer.as_ref().map(text))
            .with("shipping", it.shipping.as_ref().map(text))
            .with("payer_id", place(Some(&it.payer)))
            .with("buyer_id", place(it.buyer.as_ref()))
            .with("shipping_id", place(it.shipping.as_ref()))
            .with("additional_data", text(&it.additional_data))
            .with("credits", text(&it.credits))
            .with("created_at", micros(it.created_at))
            .with("expires_at", micros(it.expires_at));
        self.insert("checkouts", row);
        if let Some(key) = &odd.key {
            let row = Row::default()
                .with("site", it.site.to_string())
                .with("key", key.key.clone())
                .with("body_hash", key.body_hash.clone())
                .with("checkout_id", it.id.to_string());
            self.insert("checkout_keys", row);
        }
    }

    fn payment(&self, odd: &OddPayment) {
        let it = &odd.payment;
        let mut row = self.provider_s(changing(fixed(it), it), it);
        if let Some((owner, until)) = &odd.held {
            row = row.with("owner", owner.clone()).with("lease_until", micros(*until));
        }
        if let Some(given) = &odd.consent {
            let id = self.consent_text(it, given);
            row = row.with("consent_id", id).with("consent_address", given.address.to_string());
        }
        self.insert("payments", row.with("payer_id", self.person(&it.site, &it.payer)));
        if let Some(key) = &odd.key {
            let row = Row::default()
                .with("checkout_id", it.checkout_id.to_string())
                .with("key", key.key.clone())
                .with("body_hash", key.body_hash.clone())
                .with("payment_id", it.id.to_string());
            self.insert("payment_keys", row);
        }
    }

    /// What the provider said, in the columns of either time.
    fn provider_s(&self, row: Row, it: &Payment) -> Row {
        let transaction = it.transaction.as_ref().map(TransactionRef::as_str);
        let word = |name: &str| it.provider_data.get(name).cloned();
        // Earlier builds kept zeros.
        let zeros = || {
            let is_told = self.migration < since::PROVIDERS && it.state == PaymentState::Refused;
            is_told.then(|| "000000".to_owned())
        };
        row.with("transaction_ref", transaction.map(str::to_owned))
            .with("transaction_id", transaction.and_then(|id| id.parse::<i64>().ok()))
            .with("cus", it.cus.clone().or_else(zeros))
            .with("provider", it.provider.to_string())
            .with("provider_data", text(&it.provider_data))
            .with("refusal", it.refusal.map(Refusal::as_str).map(str::to_owned))
            .with("return_code", word("return_code"))
            .with("session_id", word("session_id"))
            .with("response_code", word("response_code"))
            .with("transaction_state", word("transaction_state"))
    }

    fn history(&self, odd: &OddPayment, version: usize) {
        let Some(it) = odd.history.get(version) else { return };
        let row = Row::default()
            .with("payment_id", odd.payment.id.to_string())
            .with("version", i64::try_from(version).expect("a small number"))
            .with("at", micros(it.at))
            .with("from_state", it.from.map(PaymentState::as_str).map(str::to_owned))
            .with("to_state", it.to.as_str().to_owned())
            .with("asked_by", it.by.as_str().to_owned())
            .with("provider_data", text(&it.provider_data))
            .with("reason_code", it.reason_code.clone())
            .with("reason_text", it.reason_text.clone())
            .with("note", it.note.clone());
        self.insert("payment_history", row);
    }

    fn told(&self, odd: &OddPayment) {
        let mut is_behind = false;
        for (it, attempts) in &odd.told {
            let is_due = it.state == NotificationState::Due;
            let row = Row::default()
                .with("id", it.id.to_string())
                .with("payment_id", it.payment_id.to_string())
                .with("site", it.site.to_string())
                .with("body", it.body.clone())
                .with("state", it.state.as_str().to_owned())
                .with("attempts", i64::from(it.attempts))
                .with("next_attempt_at", micros(it.next_attempt_at))
                .with("created_at", micros(it.created_at))
                .with("behind", i64::from(is_due && is_behind));
            self.insert("notifications", row);
            is_behind |= is_due;
            for attempt in attempts {
                let row = Row::default()
                    .with("notification_id", it.id.to_string())
                    .with("at", micros(attempt.at))
                    .with("status", attempt.status.map(i64::from))
                    .with("error", attempt.error.clone());
                self.insert("notification_attempts", row);
            }
        }
    }

    /// The place of a person's data, where people have places yet.
    fn person(&self, site: &SiteName, person: &Person) -> Option<i64> {
        if self.migration < since::PERSONS {
            return None;
        }
        let kept = persons::kept(self.connection, site, person);
        kept.expect("a person can be kept").id
    }

    fn consent_text(&self, it: &Payment, given: &Consent) -> i64 {
        let kept = self.connection.query_row(
            "INSERT INTO consent_texts (site, hash, version, text, first_seen)
             VALUES (:site, :hash, :version, :text, :at)
             ON CONFLICT (site, hash) DO UPDATE SET hash = excluded.hash RETURNING id",
            named_params! {
                ":site": it.site.as_str(),
                ":hash": given.text.hash(),
                ":version": given.version,
                ":text": given.text.text(),
                ":at": micros(given.at),
            },
            |row| row.get(0),
        );
        kept.expect("words can be kept")
    }
}
