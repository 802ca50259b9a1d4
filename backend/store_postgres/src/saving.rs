//! A change of a payment: stored whole, over the version it was made from, or not at all.

use pse_core::model::Payment;
use pse_core::ports::store::{ChangeBroadcast, PaymentChange};

use super::columns::checkout_state;
use super::failure::Failure;
use super::pool::Client;
use super::processes::Process;
use super::values::{Text, Values};
use super::{history, notifications, payment_values, payments};

/// Statement part: a payment's place among what the probe has to do is held. Every statement that changes both takes this
/// one first, as the probe's own claims do: none waits for another that waits for it.
pub(crate) const HELD: &str = "held AS MATERIALIZED (
         SELECT 1 FROM payment_probes
         WHERE position = (SELECT position FROM payments WHERE id = :id) FOR UPDATE)";

/// Condition: the CTE `held` has been carried out.
pub(crate) const IS_HELD: &str = "(SELECT count(*) FROM held) >= 0";

/// Stores a change of a payment, its history row, its checkout's state, its notification and the word to followers in one
/// statement; `false` when the payment has changed since.
pub(crate) async fn save(
    client: &Client,
    change: &PaymentChange,
    process: &Process,
) -> Result<bool, Failure> {
    static SAVE: Text = Text::new();
    let payment = &change.payment;
    let columns = payment_values::changing(Values::default(), payment)?;
    let assigned = columns.assigned();
    let values = history::values(columns, change.history.as_ref())?;
    let values = notifications::values(values, change.notification.as_ref())
        .with("id", payment.id.as_str())
        .with("read_version", payment.version)
        .with("checkout_state", change.checkout.map(checkout_state))
        .with("is_told", change.changes_state())
        .with("process", process.id());
    let write = || {
        let (history, notification) = (history::ADDED, notifications::ADDED);
        format!(
            "WITH {HELD},
             changed AS (
                 UPDATE payments SET {assigned}, version = version + 1,
                     owner = CASE WHEN :state = 'creating' THEN owner END,
                     lease_until = CASE WHEN :state = 'creating' THEN lease_until END
                 WHERE id = :id AND version = :read_version AND {IS_HELD}
                 RETURNING id, version, checkout_id),
             {history},
             {notification},
             checkout AS (
                 UPDATE checkouts SET state = :checkout_state FROM changed
                 WHERE checkouts.id = changed.checkout_id AND :checkout_state IS NOT NULL),
             told AS (
                 INSERT INTO checkout_changes (checkout_id, process)
                 SELECT checkout_id, :process FROM changed WHERE :is_told)
             SELECT id FROM changed"
        )
    };
    Ok(values.first(client, &SAVE, write).await?.is_some())
}

/// Tells the followers of this process of a change that was stored.
pub(crate) fn tell(followers: &ChangeBroadcast, change: &PaymentChange, saved: bool) {
    if saved && change.changes_state() {
        followers.send(&change.payment.checkout_id);
    }
}

/// Says what became of a change whose connection was lost; `None` when the payment is as it was read.
pub(crate) async fn was_saved(
    client: &Client,
    change: &PaymentChange,
) -> Result<Option<bool>, Failure> {
    let payment = &change.payment;
    let version = payment.version.saturating_add(1);
    let Some(stored) = payments::by_id(client, &payment.id).await? else { return Ok(Some(false)) };
    if stored.version == payment.version {
        return Ok(None);
    }
    let is_ours = match &change.history {
        Some(entry) => {
            history::of_version(client, &payment.id, version).await?.as_ref() == Some(entry)
        }
        None => stored == Payment { version, ..payment.clone() },
    };
    Ok(Some(is_ours))
}
