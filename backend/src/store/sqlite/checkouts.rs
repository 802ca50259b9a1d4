//! Checkouts, once per site and key.

use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::{Columns, checkout_state, failed, json, micros, optional_json};
use super::rows;
use crate::config::SiteName;
use crate::model::{Checkout, CheckoutId};
use crate::store::{Idempotency, InsertCheckout, StoreError};
use pse_shared::CheckoutState;

/// Stores a checkout and its key, unless the key was used before.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    checkout: &Checkout,
    idempotency: Option<&Idempotency>,
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

/// The checkout that a site's key made, and the hash of the request it came with.
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
    sqlx::query(
        "INSERT INTO checkouts (
             id, site, state, reference, description, currency, language,
             total_amount, tax_amount, devolution_base, tip_amount,
             return_url, payer, buyer, shipping, additional_data, credits,
             created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
             ?18, ?19)",
    )
    .bind(checkout.id.as_str())
    .bind(checkout.site.as_str())
    .bind(checkout_state(checkout.state))
    .bind(&checkout.reference)
    .bind(&checkout.description)
    .bind(&checkout.currency)
    .bind(&checkout.language)
    .bind(checkout.amounts.total.centavos())
    .bind(checkout.amounts.tax.centavos())
    .bind(checkout.amounts.devolution_base.centavos())
    .bind(checkout.amounts.tip.centavos())
    .bind(&checkout.return_url)
    .bind(json(&checkout.payer)?)
    .bind(optional_json(checkout.buyer.as_ref())?)
    .bind(optional_json(checkout.shipping.as_ref())?)
    .bind(json(&checkout.additional_data)?)
    .bind(json(&checkout.credits)?)
    .bind(micros(checkout.created_at))
    .bind(micros(checkout.expires_at))
    .execute(executor)
    .await
    .map_err(failed)?;
    Ok(())
}

async fn insert_key(
    executor: impl SqliteExecutor<'_>,
    checkout: &Checkout,
    idempotency: &Idempotency,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO checkout_keys (site, key, body_hash, checkout_id) VALUES (?1, ?2, ?3, ?4)",
    )
    .bind(checkout.site.as_str())
    .bind(&idempotency.key)
    .bind(&idempotency.body_hash)
    .bind(checkout.id.as_str())
    .execute(executor)
    .await
    .map_err(failed)?;
    Ok(())
}

/// A checkout.
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

/// Moves a checkout.
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
