//! Whether the provider's ledger, the database, what buyers were told and what the merchant was told agree: judged by the
//! sandbox's control and by plain SQL, never by the service's own code.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::SignedDuration;
use serde_json::Value;

use crate::Sandbox;
use crate::crowd::Told;
use crate::database::Database;
use crate::http::text;
use crate::ledger::{Gaps, Transaction, transactions};
use crate::merchant::Merchant;
use crate::several::Several;
use crate::wait::wait_long;

/// How long it may take until everything that was cut short is settled, and everybody told.
const SETTLED_WITHIN: Duration = Duration::from_secs(120);

const PAYMENTS: &str = "SELECT id, checkout_id, reference, state, total_amount, transaction_ref, cus, bank_url FROM payments";

/// What must hold within any database, each a query for what does not.
const RULES: [(&str, &str); 7] = [
    (
        "a pending payment has no time to be asked about, or another one has",
        "SELECT id FROM payments WHERE (state = 'pending') IS DISTINCT FROM (next_probe_at IS NOT NULL)",
    ),
    (
        "payments are counted wrongly",
        "SELECT * FROM (SELECT site, provider, state, sum(payments) AS counted FROM payment_counts GROUP BY 1, 2, 3) AS kept
         FULL JOIN (SELECT site, provider, state, count(*) AS there FROM payments GROUP BY 1, 2, 3) AS found
             USING (site, provider, state)
         WHERE coalesce(counted, 0) <> coalesce(there, 0)",
    ),
    (
        "a history does not lead from state to state",
        "SELECT payment_id, version FROM (
             SELECT *, lag(to_state) OVER (PARTITION BY payment_id ORDER BY version) AS came_from FROM payment_history) AS moves
         WHERE came_from IS DISTINCT FROM from_state
            OR (from_state NOT IN ('creating', 'pending') AND to_state <> from_state)",
    ),
    (
        "a payment is in another state than its history ends in",
        "SELECT id FROM payments WHERE state IS DISTINCT FROM (
             SELECT to_state FROM payment_history WHERE payment_id = payments.id ORDER BY version DESC LIMIT 1)",
    ),
    (
        "a payment moved twice",
        "SELECT payment_id FROM payment_history WHERE from_state IS DISTINCT FROM to_state
         GROUP BY payment_id, from_state HAVING count(*) > 1",
    ),
    (
        "a checkout is not what its payments make it",
        "SELECT id FROM checkouts WHERE state <> coalesce((
             SELECT CASE WHEN max(CASE WHEN payments.state = 'approved' THEN 1 END) = 1 THEN 'paid'
                 WHEN max(CASE WHEN payments.state IN ('creating', 'pending') THEN 1 END) = 1 THEN 'pending' ELSE 'open' END
             FROM payments WHERE checkout_id = checkouts.id), 'open')",
    ),
    (
        "a move was not to be told, or told twice",
        "SELECT payment_id FROM (SELECT payment_id, count(*) AS moves FROM payment_history
             WHERE from_state IS NOT NULL AND from_state <> to_state GROUP BY 1) AS moved
         FULL JOIN (SELECT payment_id, count(*) AS told FROM notifications GROUP BY 1) AS kept USING (payment_id)
         WHERE moves IS DISTINCT FROM told",
    ),
];

/// What must hold beside that in PostgreSQL, which keeps tables of its own of what is due.
const RULES_OF_POSTGRES: [(&str, &str); 2] = [
    (
        "a payment is missing from those that are asked about, or is too much there",
        "SELECT id FROM payments FULL JOIN payment_probes ON payment_probes.payment_id = payments.id
         WHERE (payments.state = 'pending') IS DISTINCT FROM (payment_probes.payment_id IS NOT NULL)
            OR payments.next_probe_at IS DISTINCT FROM payment_probes.next_at",
    ),
    (
        "an undelivered notification is not in the queue, or a delivered one is",
        "SELECT id FROM notifications FULL JOIN notification_queue USING (position)
         WHERE (state = 'due') IS DISTINCT FROM (notification_queue.next_at IS NOT NULL)",
    ),
];

/// Everything that is compared in the end.
#[derive(Debug)]
pub struct Books<'b> {
    several: &'b Several,
    merchant: &'b Merchant,
    told: Vec<Told>,
    /// The shortest time between two questions about one payment.
    interval: SignedDuration,
}

impl<'b> Books<'b> {
    /// The books of these services, whose buyers were told that.
    #[must_use]
    pub const fn of(
        several: &'b Several,
        merchant: &'b Merchant,
        told: Vec<Told>,
        interval: SignedDuration,
    ) -> Self {
        Self { several, merchant, told, interval }
    }

    /// Waits until nothing is under way any more, and requires that all books agree.
    ///
    /// # Panics
    /// When they do not.
    pub async fn agree(&self) {
        self.settled().await;
        let sandbox = &self.several.sandbox;
        let ledger = transactions(sandbox).await;
        let payments = self.several.database.rows(PAYMENTS);
        let mut wrong = Vec::new();
        self.compare(&ledger, &payments, &mut wrong);
        let of_postgres = RULES_OF_POSTGRES.iter().filter(|_| !self.several.database.is_file());
        for (what, query) in RULES.iter().chain(of_postgres) {
            let found = self.several.database.rows(query);
            wrong.extend(found.iter().map(|row| format!("{what}: {row}")));
        }
        self.heard_by_the_merchant(&payments, &mut wrong);
        wrong.extend(Gaps::of(&ledger).below(self.interval));
        if sandbox.calls("getBankList").await != 1 {
            wrong.push("the bank list was not asked for once".to_owned());
        }
        let facts = format!(
            "{} told, {} payments, {} transactions, {} questions",
            self.told.len(),
            payments.len(),
            ledger.len(),
            ledger.iter().map(|transaction| transaction.asked.len()).sum::<usize>()
        );
        let first: Vec<_> = wrong.iter().take(20).collect();
        assert!(wrong.is_empty(), "{facts}; {} wrong: {first:#?}", wrong.len());
    }

    /// Waits until every creation has ended, every paid payment is known to be, and the merchant was told.
    async fn settled(&self) {
        let open = "SELECT (SELECT count(*) FROM payments WHERE state = 'creating') AS creating,
            (SELECT count(*) FROM notifications WHERE state = 'due') AS untold";
        wait_long("everything to be settled", SETTLED_WITHIN, async || {
            let open = &self.several.database.rows(open)[0];
            let is_paid = paid(&self.several.sandbox).await;
            let is_known = known(&self.several.database);
            (open["creating"] == 0
                && open["untold"] == 0
                && is_paid.iter().all(|id| is_known.contains(id)))
            .then_some(())
        })
        .await;
    }

    fn compare(&self, ledger: &[Transaction], payments: &[Value], wrong: &mut Vec<String>) {
        let mut by_reference = BTreeMap::new();
        for transaction in ledger {
            if by_reference.insert(transaction.reference.as_str(), transaction).is_some() {
                wrong.push(format!("{} was created twice", transaction.reference));
            }
        }
        let rows: BTreeMap<&str, &Value> =
            payments.iter().map(|row| (text(&row["reference"]), row)).collect();
        for transaction in ledger.iter().filter(|transaction| transaction.is_created) {
            let row = rows.get(transaction.reference.as_str());
            wrong.extend(known_transaction(transaction, row.copied()));
        }
        for row in payments {
            let transaction = by_reference.get(text(&row["reference"])).copied();
            wrong.extend(known_payment(row, transaction));
        }
        let by_id: BTreeMap<&str, &Value> =
            payments.iter().map(|row| (text(&row["id"]), row)).collect();
        for told in &self.told {
            wrong.extend(kept_word(told, by_id.get(told.begun.payment.as_str()).copied()));
        }
    }

    /// The merchant has heard of each payment in the order of its moves.
    fn heard_by_the_merchant(&self, payments: &[Value], wrong: &mut Vec<String>) {
        for row in payments {
            let heard = self.merchant.heard_of(text(&row["id"]));
            let moved: &[&str] = match text(&row["state"]) {
                "pending" => &["payment.pending"],
                "approved" => &["payment.pending", "payment.approved"],
                "unanswered" => &["payment.unanswered"],
                "refused" => &["payment.refused"],
                _ => &[],
            };
            if heard != moved {
                wrong.push(format!("the merchant heard {heard:?} of {row}"));
            }
        }
    }
}

/// The transactions that the bank has paid.
async fn paid(sandbox: &Sandbox) -> Vec<String> {
    let ledger = transactions(sandbox).await;
    let paid = ledger.into_iter().filter(|transaction| transaction.state == "OK");
    paid.map(|transaction| transaction.id).collect()
}

/// The transactions that the database says are paid.
fn known(database: &Database) -> Vec<String> {
    let known = database.rows("SELECT transaction_ref FROM payments WHERE state = 'approved'");
    known.iter().map(|row| text(&row["transaction_ref"]).to_owned()).collect()
}

/// A transaction of the provider has a row; one that a buyer can reach has it with the transaction's id.
fn known_transaction(transaction: &Transaction, row: Option<&Value>) -> Option<String> {
    let Some(row) = row else { return Some(format!("{transaction:?} has no payment")) };
    let known = row["transaction_ref"].as_str();
    let is_known = known == Some(transaction.id.as_str());
    let is_unreachable = row["state"] == "unanswered" && known.is_none();
    (!is_known && !is_unreachable).then(|| format!("{transaction:?} is {row}"))
}

/// A payment that may be paid has its transaction; one without was not asked for, or not answered.
fn known_payment(row: &Value, transaction: Option<&Transaction>) -> Option<String> {
    let is_right = match (text(&row["state"]), transaction) {
        ("pending", Some(transaction)) => {
            transaction.state == "PENDING" && is_same(row, transaction)
        }
        ("approved", Some(transaction)) => transaction.state == "OK" && is_same(row, transaction),
        ("unanswered", _) => row["bank_url"].is_null(),
        ("refused", transaction) => transaction.is_none_or(|transaction| !transaction.is_created),
        _ => false,
    };
    (!is_right).then(|| format!("{row} beside {transaction:?}"))
}

/// Whether a payment is of this very transaction.
fn is_same(row: &Value, transaction: &Transaction) -> bool {
    transaction.is_created
        && row["transaction_ref"] == transaction.id.as_str()
        && row["cus"] == transaction.cus.as_str()
}

/// What a buyer was told is stored.
fn kept_word(told: &Told, row: Option<&Value>) -> Option<String> {
    let Some(row) = row else { return Some(format!("{told:?} is lost")) };
    let is_kept = row["bank_url"] == told.begun.bank_url.as_str()
        && row["checkout_id"] == told.checkout.as_str()
        && row["total_amount"] == 106_250_000
        && row["cus"].as_str().is_some_and(|cus| !cus.is_empty())
        && ["pending", "approved"].contains(&text(&row["state"]));
    (!is_kept).then(|| format!("{told:?} is {row}"))
}
