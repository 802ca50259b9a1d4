//! What the store sends for one payment, as the server's log has it: the statements that pgbench then sends, too.

use jiff::Timestamp;
use pse_core::model::{Checkout, PaymentId};
use pse_core::ports::store::{ClaimWindow, InsertIntent, Store as _};

use crate::failure::Failure;
use crate::postgres::sent::Sent;
use crate::postgres::{Database, Numbers, Script};
use crate::rows::order;

/// The reference of the sample; its last characters are a number in a script.
const REFERENCE: &str = "SAMPLE-00000000";

/// The statements of one payment.
pub(super) struct Sample {
    /// The checkout that was paid.
    pub(super) checkout: Checkout,
    payment: PaymentId,
    intent: Vec<Sent>,
    saved: Vec<Sent>,
    read: Vec<Sent>,
}

impl Sample {
    /// Has the store create a payment, and a buyer read it.
    pub(super) async fn take(database: &Database) -> Result<Self, Failure> {
        // The schema's statements are not of interest.
        database.store(1, 3).await?.close().await;
        database.note_all(true).await?;
        let store = database.store(1, 3).await?;
        let checkout = order::checkout(REFERENCE)?;
        store.insert_checkout(&checkout, None).await?;
        let noted = database.noted()?;
        let InsertIntent::Stored(payment) = store.insert_intent(&order::intent(&checkout)?).await?
        else {
            return Err("the sample's intent was not stored".into());
        };
        let intent = database.sent_since(noted, "buyers")?;
        let noted = database.noted()?;
        if !store.save(&order::answered(&payment, false)?).await? {
            return Err("the sample's answer was not stored".into());
        }
        let saved = database.sent_since(noted, "buyers")?;
        let noted = database.noted()?;
        store.checkout(&checkout.id).await?;
        store.latest_payment(&checkout.id).await?;
        let read = database.sent_since(noted, "buyers")?;
        store.close().await;
        database.note_all(false).await?;
        Ok(Self { checkout, payment: payment.id, intent, saved, read })
    }

    /// The script of a payment's first commit.
    pub(super) async fn begun(&self, database: &Database) -> Result<Script, Failure> {
        self.script(database, &[&self.intent], Numbers::EachOnce).await
    }

    /// The script of both commits of a payment.
    pub(super) async fn created(&self, database: &Database) -> Result<Script, Failure> {
        self.script(database, &[&self.intent, &self.saved], Numbers::EachOnce).await
    }

    /// The script of a buyer's read of one of so many checkouts.
    pub(super) async fn looked_at(
        &self,
        database: &Database,
        count: usize,
    ) -> Result<Script, Failure> {
        self.script(database, &[&self.read], Numbers::AnyOf(count)).await
    }

    async fn script(
        &self,
        database: &Database,
        statements: &[&Vec<Sent>],
        numbers: Numbers,
    ) -> Result<Script, Failure> {
        let names = [self.payment.as_str(), self.checkout.id.as_str(), REFERENCE];
        let statements: Vec<&Sent> = statements.iter().copied().flatten().collect();
        Script::of(database, &statements, &names, numbers).await
    }
}

/// The script of a claim with this window, whose times go on.
pub(super) async fn claim(database: &Database, window: ClaimWindow) -> Result<Script, Failure> {
    database.note_all(true).await?;
    let store = database.store(1, 3).await?;
    let noted = database.noted()?;
    store.claim_due(window).await?;
    let sent = database.sent_since(noted, "probe")?;
    store.close().await;
    database.note_all(false).await?;
    let now = window.now.as_microsecond().to_string();
    // The process gives signs of life by the same connections.
    let is_claim = |sent: &&Sent| sent.values.iter().flatten().any(|value| *value == now);
    let claim: Vec<&Sent> = sent.iter().filter(is_claim).take(1).collect();
    Script::of(database, &claim, &[], Numbers::EachOnce).await
}

/// A time so many microseconds after another.
pub(super) fn after(time: Timestamp, micros: u32) -> Timestamp {
    pse_core::time::later(time, std::time::Duration::from_micros(micros.into()))
}
