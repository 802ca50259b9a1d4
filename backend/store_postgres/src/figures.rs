//! Figures an operator watches.

use jiff::Timestamp;
use pse_core::ports::store::Figures;
use pse_shared::PaymentState;

use super::columns::{Columns, micros};
use super::failure::Failure;
use super::pool::Client;
use super::values::{Text, Values};

/// Statement: the number of payments in each state that has had any.
pub(crate) const PER_STATE: &str =
    "SELECT state, sum(payments)::bigint AS payments FROM payment_counts GROUP BY state";

/// Statement: when the most overdue probe was due, and when the oldest undelivered notification was made.
pub(crate) const OLDEST: &str = "SELECT
         (SELECT min(next_at) FROM payment_probes WHERE next_at <= :now) AS overdue,
         (SELECT min(created_at) FROM notification_queue) AS undelivered";

/// Reads the figures an operator watches.
pub(crate) async fn all(client: &Client, now: Timestamp) -> Result<Figures, Failure> {
    static TEXT: Text = Text::new();
    let payments = payments_per_state(client).await?;
    let values = Values::default().with("now", micros(now));
    let row = values.first(client, &TEXT, || OLDEST.to_owned()).await?;
    let row = row.ok_or_else(|| Failure::Failed("a figure gave no row".to_owned()))?;
    let columns = Columns::of(&row);
    Ok(Figures {
        payments,
        oldest_overdue_probe: columns.optional_time("overdue")?,
        oldest_undelivered: columns.optional_time("undelivered")?,
    })
}

/// Counts the payments in each state; 0 where there are none.
async fn payments_per_state(client: &Client) -> Result<Vec<(PaymentState, u64)>, Failure> {
    let mut counted: Vec<(String, i64)> = Vec::new();
    for row in client.rows(PER_STATE, &[]).await? {
        let columns = Columns::of(&row);
        counted.push((columns.get("state")?, columns.get("payments")?));
    }
    let figure = |state: PaymentState| {
        let count = counted.iter().find(|(name, _)| name == state.as_str());
        (state, count.and_then(|(_, count)| u64::try_from(*count).ok()).unwrap_or(0))
    };
    Ok(PaymentState::ALL.into_iter().map(figure).collect())
}
