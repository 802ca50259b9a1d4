//! A change of a payment: stored whole, over the version it was made from, or not at all.

use pse_core::model::Payment;
use pse_core::ports::store::{PaymentChange, StoreError};
use pse_shared::PaymentState;
use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::failed;
use super::values::Values;
use super::{checkouts, history, notifications, payment_values};

/// Stores a change of a payment; `false` when the payment has changed since.
pub(super) async fn save(
    connection: &mut SqliteConnection,
    change: &PaymentChange,
) -> Result<bool, StoreError> {
    let payment = &change.payment;
    if !update_payment(&mut *connection, payment).await? {
        return Ok(false);
    }
    if let Some(entry) = &change.history {
        history::insert(&mut *connection, &payment.id, entry).await?;
    }
    if let Some(state) = change.checkout {
        checkouts::set_state(&mut *connection, &payment.checkout_id, state).await?;
    }
    if let Some(notification) = &change.notification {
        notifications::insert(connection, notification).await?;
    }
    Ok(true)
}

/// Everything of a payment that can change after its intent was stored. Once it is created, no process holds it.
async fn update_payment(
    executor: impl SqliteExecutor<'_>,
    payment: &Payment,
) -> Result<bool, StoreError> {
    let mut values = payment_values::changing(Values::default(), payment)?;
    if payment.state != PaymentState::Creating {
        values = values.with("owner", None::<&str>).with("lease_until", None::<i64>);
    }
    let (id, version) = (values.bind(payment.id.as_str()), values.bind(payment.version));
    let statement = format!(
        "UPDATE payments SET version = version + 1, {} WHERE id = {id} AND version = {version}",
        values.assigned()
    );
    let done = values.execute(statement, executor).await.map_err(failed)?;
    Ok(done.rows_affected() == 1)
}
