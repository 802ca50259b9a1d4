//! Reading payments.

use sqlx::SqliteExecutor;

use super::columns::{Columns, failed};
use super::rows;
use pse_core::model::SiteName;
use pse_core::model::{CheckoutId, Payment, PaymentId};
use pse_core::ports::store::StoreError;

/// Statement: the latest payment of a checkout, by the highest attempt.
pub(super) const LATEST: &str =
    "SELECT * FROM payments WHERE checkout_id = ?1 ORDER BY attempt DESC LIMIT 1";

/// Statement: a checkout's payment that is creating, pending or approved.
pub(super) const BLOCKING_CHECKOUT: &str =
    "SELECT * FROM payments INDEXED BY payments_blocking_checkout
     WHERE checkout_id = ?1 AND state IN ('creating', 'pending', 'approved')";

/// Statement: the payment of a site's reference that is creating, pending or approved.
pub(super) const BLOCKING_REFERENCE: &str =
    "SELECT * FROM payments INDEXED BY payments_blocking_reference
     WHERE site = ?1 AND merchant_reference = ?2
         AND state IN ('creating', 'pending', 'approved')";

/// Reads a payment by its id.
pub(super) async fn by_id(
    executor: impl SqliteExecutor<'_>,
    id: &PaymentId,
) -> Result<Option<Payment>, StoreError> {
    let row = sqlx::query("SELECT * FROM payments WHERE id = ?1")
        .bind(id.as_str())
        .fetch_optional(executor)
        .await
        .map_err(failed)?;
    row.as_ref().map(rows::payment).transpose()
}

/// Reads a checkout's latest payment. Its payments share a reference, so the highest attempt.
pub(super) async fn latest(
    executor: impl SqliteExecutor<'_>,
    checkout: &CheckoutId,
) -> Result<Option<Payment>, StoreError> {
    let row = sqlx::query(LATEST)
        .bind(checkout.as_str())
        .fetch_optional(executor)
        .await
        .map_err(failed)?;
    row.as_ref().map(rows::payment).transpose()
}

/// Finds the payment of a checkout that is creating, pending or approved.
pub(super) async fn blocking_checkout(
    executor: impl SqliteExecutor<'_>,
    checkout: &CheckoutId,
) -> Result<Option<Payment>, StoreError> {
    let row = sqlx::query(BLOCKING_CHECKOUT)
        .bind(checkout.as_str())
        .fetch_optional(executor)
        .await
        .map_err(failed)?;
    row.as_ref().map(rows::payment).transpose()
}

/// Finds the payment of a site's reference that is creating, pending or approved.
pub(super) async fn blocking_reference(
    executor: impl SqliteExecutor<'_>,
    site: &SiteName,
    merchant_reference: &str,
) -> Result<Option<Payment>, StoreError> {
    let row = sqlx::query(BLOCKING_REFERENCE)
        .bind(site.as_str())
        .bind(merchant_reference)
        .fetch_optional(executor)
        .await
        .map_err(failed)?;
    row.as_ref().map(rows::payment).transpose()
}

/// Finds the payment that a checkout's idempotency key created, with the hash of its request.
pub(super) async fn of_key(
    executor: impl SqliteExecutor<'_>,
    checkout: &CheckoutId,
    key: &str,
) -> Result<Option<(Payment, String)>, StoreError> {
    let row = sqlx::query(
        "SELECT payments.*, body_hash
         FROM payment_keys JOIN payments ON payments.id = payment_id
         WHERE payment_keys.checkout_id = ?1 AND key = ?2",
    )
    .bind(checkout.as_str())
    .bind(key)
    .fetch_optional(executor)
    .await
    .map_err(failed)?;
    row.map(|row| Ok((rows::payment(&row)?, Columns(&row).get("body_hash")?))).transpose()
}
