//! A payment about to be created: stored, with its key, before the provider hears of it.

use pse_shared::order::attempt_reference;
use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::{failed, json, micros, optional_micros};
use super::{history, payments};
use crate::model::Payment;
use crate::store::{Idempotency, InsertIntent, Intent, StoreError};

/// The payment and everything stored with it, in one round trip: the payer is waiting. When the
/// payment is not unique where it must be, the first statement fails and the rest is not run.
const STORE: &str = "
    INSERT INTO payments (
        id, checkout_id, site, merchant_reference, attempt, reference,
        total_amount, tax_amount, devolution_base, tip_amount, currency,
        bank_code, bank_name, bank_interface, payer,
        state, version, created_at, updated_at,
        transaction_id, session_id, cus, transaction_cycle, bank_url,
        return_code, response_code, reason_code, reason_text, transaction_state,
        bank_process_date, on_test,
        next_probe_at, epoch, last_asked_at, return_asks, last_return_ask_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
        ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36);

    UPDATE checkouts SET state = 'pending' WHERE id = ?2;

    INSERT INTO payment_keys (checkout_id, key, body_hash, payment_id)
    SELECT ?2, ?37, ?38, ?1 WHERE ?37 IS NOT NULL;
";

/// Stores an intent unless its key was used or another payment stands in its way. Which
/// payment may be, the database's unique indexes decide.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    intent: &Intent,
) -> Result<InsertIntent, StoreError> {
    let mut payment = intent.payment.clone();
    let key = intent.idempotency.as_ref();
    let before = before(&mut *connection, &payment, key).await?;
    if before.key_used
        && let Some(Idempotency { key, .. }) = key
        && let Some((payment, body_hash)) =
            payments::of_key(&mut *connection, &payment.checkout_id, key).await?
    {
        return Ok(InsertIntent::KeyUsed { payment: Box::new(payment), body_hash });
    }
    payment.attempt = before.attempts.saturating_add(1);
    payment.reference = attempt_reference(&payment.merchant_reference, payment.attempt);
    if !store(&mut *connection, &payment, key).await? {
        return blocked(connection, &payment).await;
    }
    history::insert(connection, &payment.id, &intent.history).await?;
    Ok(InsertIntent::Stored(Box::new(payment)))
}

/// What was there before an intent.
struct Before {
    key_used: bool,
    attempts: u32,
}

async fn before(
    executor: impl SqliteExecutor<'_>,
    payment: &Payment,
    idempotency: Option<&Idempotency>,
) -> Result<Before, StoreError> {
    let (key_used, attempts) = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM payment_keys WHERE checkout_id = ?1 AND key = ?2),
             (SELECT coalesce(max(attempt), 0) FROM payments
              WHERE site = ?3 AND merchant_reference = ?4)",
    )
    .bind(payment.checkout_id.as_str())
    .bind(idempotency.map(|idempotency| idempotency.key.as_str()))
    .bind(payment.site.as_str())
    .bind(&payment.merchant_reference)
    .fetch_one(executor)
    .await
    .map_err(failed)?;
    Ok(Before { key_used, attempts })
}

async fn blocked(
    connection: &mut SqliteConnection,
    payment: &Payment,
) -> Result<InsertIntent, StoreError> {
    let of_checkout = payments::blocking_checkout(&mut *connection, &payment.checkout_id).await?;
    let blocking = match of_checkout {
        Some(blocking) => Some(blocking),
        None => {
            payments::blocking_reference(connection, &payment.site, &payment.merchant_reference)
                .await?
        }
    };
    match blocking {
        Some(blocking) if blocking.id != payment.id => {
            Ok(InsertIntent::Blocked(Box::new(blocking)))
        }
        Some(_) | None => Err(StoreError::Failed("a payment's id was used twice".to_owned())),
    }
}

/// Stores a payment with its key; `false` when it would not be unique where it must be.
async fn store(
    executor: impl SqliteExecutor<'_>,
    payment: &Payment,
    idempotency: Option<&Idempotency>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(STORE)
        .bind(payment.id.as_str())
        .bind(payment.checkout_id.as_str())
        .bind(payment.site.as_str())
        .bind(&payment.merchant_reference)
        .bind(payment.attempt)
        .bind(&payment.reference)
        .bind(payment.amounts.total.centavos())
        .bind(payment.amounts.tax.centavos())
        .bind(payment.amounts.devolution_base.centavos())
        .bind(payment.amounts.tip.centavos())
        .bind(&payment.currency)
        .bind(&payment.bank_code)
        .bind(&payment.bank_name)
        .bind(payment.bank_interface.as_str())
        .bind(json(&payment.payer)?)
        .bind(payment.state.as_str())
        .bind(payment.version)
        .bind(micros(payment.created_at))
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
        .bind(idempotency.map(|idempotency| idempotency.key.as_str()))
        .bind(idempotency.map(|idempotency| idempotency.body_hash.as_str()))
        .execute(executor)
        .await;
    match done {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(false),
        Err(error) => Err(failed(error)),
    }
}
