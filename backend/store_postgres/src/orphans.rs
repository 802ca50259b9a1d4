//! Payments still `creating` that no living process holds.

use jiff::Timestamp;
use pse_core::model::Payment;

use super::columns::micros;
use super::failure::Failure;
use super::pool::Client;
use super::processes::{Process, is_gone};
use super::rows;
use super::values::{Text, Values};

/// Statement: the payments still `creating` whose lease has ended, or whose process is gone.
pub(crate) fn orphans() -> String {
    let (columns, is_gone) = (rows::payment_columns!(), is_gone("payments.owner"));
    format!(
        "SELECT {columns} FROM payments
         WHERE state = 'creating'
             AND (owner IS NULL OR lease_until <= :now OR (owner <> :process AND {is_gone}))
         ORDER BY created_at, position"
    )
}

/// Lists payments still `creating` that no living process holds, oldest first.
pub(crate) async fn all(
    client: &Client,
    process: &Process,
    now: Timestamp,
) -> Result<Vec<Payment>, Failure> {
    static TEXT: Text = Text::new();
    let values = Values::default().with("process", process.id()).with("now", micros(now));
    Ok(rows::readable(&values.rows(client, &TEXT, orphans).await?, rows::payment))
}
