//! What the provider knows: its transactions, and when it was asked about each.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::Sandbox;
use crate::http::text;

/// A transaction that the provider was asked to create.
#[derive(Debug, Clone)]
pub struct Transaction {
    /// The transaction's number.
    pub id: String,
    /// The reference it was asked for with.
    pub reference: String,
    /// Its CUS.
    pub cus: String,
    /// Whether it was created; else it was refused.
    pub is_created: bool,
    /// `OK`, `PENDING` and so on.
    pub state: String,
    /// When it was asked about.
    pub asked: Vec<Timestamp>,
}

/// All that the provider was asked to create.
pub async fn transactions(sandbox: &Sandbox) -> Vec<Transaction> {
    sandbox.transactions().await.iter().map(read).collect()
}

fn read(listed: &Value) -> Transaction {
    let asked = listed["asked"].as_array().expect("the times are listed");
    Transaction {
        id: listed["transaction_id"].to_string(),
        reference: text(&listed["reference"]).to_owned(),
        cus: text(&listed["cus"]).to_owned(),
        is_created: listed["return_code"] == "SUCCESS",
        state: text(&listed["state"]).to_owned(),
        asked: asked.iter().map(|at| text(at).parse().expect("a time")).collect(),
    }
}

/// The times between two questions about the same transaction.
#[derive(Debug)]
pub struct Gaps(Vec<(SignedDuration, String)>);

impl Gaps {
    /// Those of all transactions.
    #[must_use]
    pub fn of(ledger: &[Transaction]) -> Self {
        let of_one = |transaction: &Transaction| {
            let pairs = transaction.asked.windows(2);
            let gap = |pair: &[Timestamp]| {
                let asked = format!("{}, asked about at {} and", transaction.reference, pair[0]);
                (pair[1].duration_since(pair[0]), asked)
            };
            pairs.map(gap).collect::<Vec<_>>()
        };
        Self(ledger.iter().flat_map(of_one).collect())
    }

    /// The questions that came sooner than the interval after the last one.
    #[must_use]
    pub fn below(&self, interval: SignedDuration) -> Vec<String> {
        let early = self.0.iter().filter(|(gap, _)| *gap < interval);
        early.map(|(gap, asked)| format!("{asked} again after {gap:#}")).collect()
    }

    /// Requires that no question came later than so long after the last one.
    ///
    /// # Panics
    /// When one did.
    #[track_caller]
    pub fn are_at_most(&self, longest: SignedDuration) {
        let late: Vec<_> = self.0.iter().filter(|(gap, _)| *gap > longest).collect();
        assert!(late.is_empty(), "{} of {}: {late:#?}", late.len(), self.0.len());
    }

    /// Requires the interval between any two, of which there must be some.
    ///
    /// # Panics
    /// When it is not so.
    #[track_caller]
    pub fn are_at_least(&self, interval: SignedDuration) {
        assert!(!self.0.is_empty(), "nothing was asked about twice; the test has lost its point");
        let early = self.below(interval);
        assert!(early.is_empty(), "{} of {}: {early:#?}", early.len(), self.0.len());
    }
}
