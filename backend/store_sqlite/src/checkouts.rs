//! Checkouts, once per site and key.

use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::{Columns, checkout_state, failed, json, micros, optional_json};
use super::rows;
use super::values::Values;
use pse_core::model::SiteName;
use pse_core::model::{Checkout, CheckoutId};
use pse_core::ports::store::{IdempotencyKey, InsertCheckout, StoreError};
use pse_shared::CheckoutState;

/// Stores a checkout and its idempotency key, unless the key was used before.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    checkout: &Checkout,
    idempotency: Option<&IdempotencyKey>,
) -> Result<InsertCheckout, StoreError> {
    if let Some(idempotency) = idempotency
        && let Some((checkout, body_hash)) =
            of_key(&mut *connection, &checkout.site, &idempotency.key).await?
    {
        return Ok(InsertCheckout::KeyUsed { checkout: Box::new(checkout), body_hash });
    }
    insert_row(&mut *connection, checkout).await?;
    if let Some(idempotency) = idempotency {
        insert_key(connection, checkout, idempotency).await?;
    }
    Ok(InsertCheckout::Stored)
}

/// Finds the checkout that a site's idempotency key created, with the hash of its request.
pub(super) async fn of_key(
    executor: impl SqliteExecutor<'_>,
    site: &SiteName,
    key: &str,
) -> Result<Option<(Checkout, String)>, StoreError> {
    let row = sqlx::query(
        "SELECT checkouts.*, body_hash
         FROM checkout_keys JOIN checkouts ON checkouts.id = checkout_id
         WHERE checkout_keys.site = ?1 AND key = ?2",
    )
    .bind(site.as_str())
    .bind(key)
    .fetch_optional(executor)
    .await
    .map_err(failed)?;
    row.map(|row| Ok((rows::checkout(&row)?, Columns(&row).get("body_hash")?))).transpose()
}

async fn insert_row(
    executor: impl SqliteExecutor<'_>,
    checkout: &Checkout,
) -> Result<(), StoreError> {
    Values::default()
        .with("id", checkout.id.as_str())
        .with("site", checkout.site.as_str())
        .with("state", checkout_state(checkout.state))
        .with("reference", &checkout.reference)
        .with("description", &checkout.description)
        .with("currency", &checkout.currency)
        .with("language", &checkout.language)
        .with("total_amount", checkout.amounts.total.centavos())
        .with("tax_amount", checkout.amounts.tax.centavos())
        .with("devolution_base", checkout.amounts.devolution_base.centavos())
        .with("tip_amount", checkout.amounts.tip.centavos())
        .with("return_url", &checkout.return_url)
        .with("payer", json(&checkout.payer)?)
        .with("buyer", optional_json(checkout.buyer.as_ref())?)
        .with("shipping", optional_json(checkout.shipping.as_ref())?)
        .with("additional_data", json(&checkout.additional_data)?)
        .with("credits", json(&checkout.credits)?)
        .with("created_at", micros(checkout.created_at))
        .with("expires_at", micros(checkout.expires_at))
        .insert("checkouts", executor)
        .await
}

async fn insert_key(
    executor: impl SqliteExecutor<'_>,
    checkout: &Checkout,
    idempotency: &IdempotencyKey,
) -> Result<(), StoreError> {
    Values::default()
        .with("site", checkout.site.as_str())
        .with("key", &idempotency.key)
        .with("body_hash", &idempotency.body_hash)
        .with("checkout_id", checkout.id.as_str())
        .insert("checkout_keys", executor)
        .await
}

/// Reads a checkout by its id.
pub(super) async fn by_id(
    executor: impl SqliteExecutor<'_>,
    id: &CheckoutId,
) -> Result<Option<Checkout>, StoreError> {
    let row = sqlx::query("SELECT * FROM checkouts WHERE id = ?1")
        .bind(id.as_str())
        .fetch_optional(executor)
        .await
        .map_err(failed)?;
    row.as_ref().map(rows::checkout).transpose()
}

/// Sets a checkout's state.
pub(super) async fn set_state(
    executor: impl SqliteExecutor<'_>,
    id: &CheckoutId,
    state: CheckoutState,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE checkouts SET state = ?2 WHERE id = ?1")
        .bind(id.as_str())
        .bind(checkout_state(state))
        .execute(executor)
        .await
        .map_err(failed)?;
    Ok(())
}
