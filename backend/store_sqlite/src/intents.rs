//! A payment about to be created: stored, with its key, before the provider is called.

use pse_shared::order::attempt_reference;
use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::{self, failed, micros};
use super::values::Values;
use super::{history, payment_values, payments};
use jiff::Timestamp;
use pse_core::model::{Payment, checkout_state};
use pse_core::ports::store::{IdempotencyKey, InsertIntent, Intent, StoreError};

/// Stores an intent, unless its idempotency key was used or another payment blocks it, which the database's unique
/// indexes decide.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    intent: &Intent,
    process: &str,
) -> Result<InsertIntent, StoreError> {
    let mut payment = intent.payment.clone();
    let key = intent.idempotency.as_ref();
    let before = before(&mut *connection, &payment, key).await?;
    if before.key_used
        && let Some(IdempotencyKey { key, .. }) = key
        && let Some((payment, body_hash)) =
            payments::of_key(&mut *connection, &payment.checkout_id, key).await?
    {
        return Ok(InsertIntent::KeyUsed { payment: Box::new(payment), body_hash });
    }
    payment.attempt = before.attempts.saturating_add(1);
    payment.reference = attempt_reference(&payment.merchant_reference, payment.attempt);
    let holder = Holder { process, lease_until: intent.lease_until };
    if !store(&mut *connection, &payment, holder, key).await? {
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
    idempotency: Option<&IdempotencyKey>,
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

/// The process that holds a creation, and until when.
struct Holder<'a> {
    process: &'a str,
    lease_until: Timestamp,
}

/// Stores a payment with its checkout's state and its key in one round trip, for the payer is waiting; `false` when it
/// would not be unique where it must be (the first statement fails then, and the rest is not run).
async fn store(
    executor: impl SqliteExecutor<'_>,
    payment: &Payment,
    holder: Holder<'_>,
    idempotency: Option<&IdempotencyKey>,
) -> Result<bool, StoreError> {
    // First, for the later statements: sqlx fills the numbers a statement leaves out, and stops where it cannot.
    let mut values = Values::default();
    let id = values.bind(payment.id.as_str());
    let checkout = values.bind(payment.checkout_id.as_str());
    let key = values.bind(idempotency.map(|idempotency| idempotency.key.as_str()));
    let body_hash = values.bind(idempotency.map(|idempotency| idempotency.body_hash.as_str()));
    let state = values.bind(columns::checkout_state(checkout_state::after(payment.state)));
    values = payment_values::fixed(values, payment)?;
    values = payment_values::changing(values, payment)?
        .with("version", payment.version)
        .with("owner", holder.process)
        .with("lease_until", micros(holder.lease_until));
    let statements = format!(
        "INSERT INTO payments {};
         UPDATE checkouts SET state = {state} WHERE id = {checkout};
         INSERT INTO payment_keys (checkout_id, key, body_hash, payment_id)
         SELECT {checkout}, {key}, {body_hash}, {id} WHERE {key} IS NOT NULL;",
        values.inserted()
    );
    match values.execute(statements, executor).await {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(false),
        Err(error) => Err(failed(error)),
    }
}
