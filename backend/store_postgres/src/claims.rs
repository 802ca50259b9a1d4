//! Who may ask the provider about a payment, and when: a claim is committed before its question is asked. Every claim grows
//! the payment's epoch, and its version, so that no change made from an earlier reading is stored over it.

use jiff::Timestamp;
use pse_core::model::{Payment, PaymentId};
use pse_core::ports::store::{ClaimWindow, ReturnLimit};

use super::columns::{Columns, micros, time};
use super::failure::Failure;
use super::pool::Client;
use super::rows;
use super::saving::{HELD, IS_HELD};
use super::values::{Text, Values};

/// Statement part: what is due, the longest overdue first, but for what another claim holds. Materialized, as it would
/// otherwise be read again for each payment, each time past what it has just locked.
pub(crate) const DUE: &str = "due AS MATERIALIZED (
         SELECT position, payment_id, next_at FROM payment_probes WHERE next_at <= :now
         ORDER BY next_at, position LIMIT :limit FOR UPDATE SKIP LOCKED)";

/// Statement: when the next pending payment is due.
pub(crate) const NEXT_DUE: &str = "SELECT min(next_at) AS next_at FROM payment_probes";

/// Statement: due payments are claimed. By a list of their ids, as the server takes any other way for one to many rows and
/// might read all payments.
pub(crate) fn claim_due() -> String {
    format!(
        "WITH {DUE},
         claimed AS (
             UPDATE payments
             SET epoch = epoch + 1, version = version + 1, next_probe_at = :next, last_asked_at = :now
             WHERE id = ANY (ARRAY(SELECT payment_id FROM due))
             RETURNING payments.*)
         SELECT claimed.*, (SELECT data FROM persons WHERE persons.id = claimed.payer_id) AS payer_data
         FROM claimed JOIN due ON due.position = claimed.position
         ORDER BY due.next_at, due.position"
    )
}

/// Claims due payments, the longest overdue first.
pub(crate) async fn due(client: &Client, window: ClaimWindow) -> Result<Vec<Payment>, Failure> {
    static CLAIM: Text = Text::new();
    let values = Values::default()
        .with("now", micros(window.now))
        .with("next", micros(window.next))
        .with("limit", window.limit);
    Ok(rows::readable(&values.rows(client, &CLAIM, claim_due).await?, rows::payment))
}

/// Claims a pending payment for its buyer's return, within the limit.
pub(crate) async fn by_return(
    client: &Client,
    id: &PaymentId,
    limit: ReturnLimit,
) -> Result<Option<Payment>, Failure> {
    static CLAIM: Text = Text::new();
    let write = || {
        concat!(
            "UPDATE payments
             SET epoch = epoch + 1, version = version + 1, last_asked_at = :now,
                 return_asks = return_asks + 1, last_return_ask_at = :now
             WHERE id = :id AND state = 'pending' AND return_asks < :max
                 AND (last_return_ask_at IS NULL OR last_return_ask_at <= :last_before)
             RETURNING ",
            rows::payment_columns!()
        )
        .to_owned()
    };
    let values = Values::default()
        .with("now", micros(limit.now))
        .with("id", id.as_str())
        .with("max", limit.max)
        .with("last_before", micros(limit.last_before));
    values.first(client, &CLAIM, write).await?.as_ref().map(rows::payment).transpose()
}

/// Claims a pending payment for its merchant, when nobody asked lately.
pub(crate) async fn by_merchant(
    client: &Client,
    id: &PaymentId,
    now: Timestamp,
    last_before: Timestamp,
    next: Timestamp,
) -> Result<Option<Payment>, Failure> {
    static CLAIM: Text = Text::new();
    let write = || {
        format!(
            concat!(
                "WITH {held}
                 UPDATE payments
                 SET epoch = epoch + 1, version = version + 1, next_probe_at = :next, last_asked_at = :now
                 WHERE id = :id AND state = 'pending' AND coalesce(last_asked_at, created_at) <= :last_before
                     AND {is_held}
                 RETURNING ",
                rows::payment_columns!()
            ),
            held = HELD,
            is_held = IS_HELD
        )
    };
    let values = Values::default()
        .with("next", micros(next))
        .with("now", micros(now))
        .with("id", id.as_str())
        .with("last_before", micros(last_before));
    values.first(client, &CLAIM, write).await?.as_ref().map(rows::payment).transpose()
}

/// Returns when the next pending payment is due.
pub(crate) async fn next_due(client: &Client) -> Result<Option<Timestamp>, Failure> {
    let row = client.first(NEXT_DUE, &[]).await?;
    let due = row.map(|row| Columns::of(&row).get::<Option<i64>>("next_at")).transpose()?;
    due.flatten().map(time).transpose()
}
