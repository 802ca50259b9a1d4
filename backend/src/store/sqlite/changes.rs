//! A change of a payment: stored whole, over the version it was made from, or not at all.

use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::{failed, micros, optional_micros};
use super::{checkouts, history, notifications};
use crate::model::Payment;
use crate::store::{Change, StoreError};

/// Stores a change; `false` when the payment has changed since.
pub(super) async fn save(
    connection: &mut SqliteConnection,
    change: &Change,
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

/// Everything of a payment that can change after its intent was stored.
async fn update_payment(
    executor: impl SqliteExecutor<'_>,
    payment: &Payment,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE payments SET
             version = version + 1, state = ?3, updated_at = ?4,
             transaction_id = ?5, session_id = ?6, cus = ?7, transaction_cycle = ?8,
             bank_url = ?9, return_code = ?10, response_code = ?11, reason_code = ?12,
             reason_text = ?13, transaction_state = ?14, bank_process_date = ?15, on_test = ?16,
             next_probe_at = ?17, epoch = ?18, last_asked_at = ?19, return_asks = ?20,
             last_return_ask_at = ?21
         WHERE id = ?1 AND version = ?2",
    )
    .bind(payment.id.as_str())
    .bind(payment.version)
    .bind(payment.state.as_str())
    .bind(micros(payment.updated_at))
    .bind(payment.transaction_id)
    .bind(payment.session_id.as_deref())
    .bind(payment.cus.as_deref())
    .bind(payment.transaction_cycle)
    .bind(payment.bank_url.as_deref())
    .bind(payment.return_code.as_deref())
    .bind(payment.response_code)
    .bind(payment.reason_code.as_deref())
    .bind(payment.reason_text.as_deref())
    .bind(payment.transaction_state.as_deref())
    .bind(payment.bank_process_date.as_deref())
    .bind(payment.on_test)
    .bind(optional_micros(payment.schedule.next_probe_at))
    .bind(payment.schedule.epoch)
    .bind(optional_micros(payment.schedule.last_asked_at))
    .bind(payment.schedule.return_asks)
    .bind(optional_micros(payment.schedule.last_return_ask_at))
    .execute(executor)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}
