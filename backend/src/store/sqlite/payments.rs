//! Payments, found.

use jiff::Timestamp;
use sqlx::SqliteExecutor;

use super::columns::{Columns, failed, micros};
use super::rows;
use crate::config::SiteName;
use crate::model::{CheckoutId, Payment, PaymentId};
use crate::store::StoreError;

/// Of a checkout, the highest attempt.
pub(super) const LATEST: &str =
    "SELECT * FROM payments WHERE checkout_id = ?1 ORDER BY attempt DESC LIMIT 1";

/// Of a checkout, alive or paid.
pub(super) const BLOCKING_CHECKOUT: &str =
    "SELECT * FROM payments INDEXED BY payments_blocking_checkout
     WHERE checkout_id = ?1 AND state IN ('creating', 'pending', 'approved')";

/// Of a site's reference, alive or paid.
pub(super) const BLOCKING_REFERENCE: &str =
    "SELECT * FROM payments INDEXED BY payments_blocking_reference
     WHERE site = ?1 AND merchant_reference = ?2
         AND state IN ('creating', 'pending', 'approved')";

/// Still `creating`.
pub(super) const ORPHANS: &str = "SELECT * FROM payments INDEXED BY payments_in_state
     WHERE state = 'creating' AND created_at < ?1
     ORDER BY created_at";

/// A payment.
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

/// A checkout's latest payment. Its payments share a reference, so the highest attempt.
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

/// The payment of a checkout that is alive or paid.
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

/// The payment of a site's reference that is alive or paid.
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

/// The payment that a checkout's key made, and the hash of the request it came with.
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

/// Payments still `creating` that were stored before a time, oldest first.
pub(super) async fn orphans(
    executor: impl SqliteExecutor<'_>,
    created_before: Timestamp,
) -> Result<Vec<Payment>, StoreError> {
    let rows = sqlx::query(ORPHANS)
        .bind(micros(created_before))
        .fetch_all(executor)
        .await
        .map_err(failed)?;
    rows::payments(&rows)
}
