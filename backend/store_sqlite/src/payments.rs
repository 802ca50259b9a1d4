//! Reading payments.

use rusqlite::{Connection, Row, named_params};

use super::columns::Columns;
use super::failure::Failure;
use super::rows;
use super::statements::first;
use pse_core::model::SiteName;
use pse_core::model::{CheckoutId, Payment, PaymentId};

/// Statement: the latest payment of a checkout, by the highest attempt.
pub(super) const LATEST: &str = concat!(
    "SELECT ",
    rows::payment_columns!(),
    " FROM payments WHERE checkout_id = :checkout_id ORDER BY attempt DESC LIMIT 1"
);

/// Statement: a checkout's payment that is creating, pending or approved.
pub(super) const BLOCKING_CHECKOUT: &str =
    concat!("SELECT ", rows::payment_columns!(), " FROM payments INDEXED BY payments_blocking_checkout
     WHERE checkout_id = :checkout_id AND (state = 'creating' OR state = 'pending' OR state = 'approved')");

/// Statement: the payment of a site's reference that is creating, pending or approved.
pub(super) const BLOCKING_REFERENCE: &str = concat!(
    "SELECT ",
    rows::payment_columns!(),
    " FROM payments INDEXED BY payments_blocking_reference
     WHERE site = :site AND merchant_reference = :merchant_reference
         AND (state = 'creating' OR state = 'pending' OR state = 'approved')"
);

/// Reads a payment by its id.
pub(super) fn by_id(connection: &Connection, id: &PaymentId) -> Result<Option<Payment>, Failure> {
    let arguments = named_params! { ":id": id.as_str() };
    let statement = concat!("SELECT ", rows::payment_columns!(), " FROM payments WHERE id = :id");
    first(connection, statement, arguments, rows::payment)
}

/// Reads a site's payment by its id. Of another site's nothing is read, so that it takes no longer than none.
pub(super) fn of_site(
    connection: &Connection,
    site: &SiteName,
    id: &PaymentId,
) -> Result<Option<Payment>, Failure> {
    let arguments = named_params! { ":id": id.as_str(), ":site": site.as_str() };
    let statement = concat!(
        "SELECT ",
        rows::payment_columns!(),
        " FROM payments WHERE id = :id AND +site = :site"
    );
    first(connection, statement, arguments, rows::payment)
}

/// Reads a checkout's latest payment. Its payments share a reference, so the highest attempt.
pub(super) fn latest(
    connection: &Connection,
    checkout: &CheckoutId,
) -> Result<Option<Payment>, Failure> {
    let arguments = named_params! { ":checkout_id": checkout.as_str() };
    first(connection, LATEST, arguments, rows::payment)
}

/// Finds the payment of a checkout that is creating, pending or approved.
pub(super) fn blocking_checkout(
    connection: &Connection,
    checkout: &CheckoutId,
) -> Result<Option<Payment>, Failure> {
    let arguments = named_params! { ":checkout_id": checkout.as_str() };
    first(connection, BLOCKING_CHECKOUT, arguments, rows::payment)
}

/// Finds the payment of a site's reference that is creating, pending or approved.
pub(super) fn blocking_reference(
    connection: &Connection,
    site: &SiteName,
    merchant_reference: &str,
) -> Result<Option<Payment>, Failure> {
    let arguments =
        named_params! { ":site": site.as_str(), ":merchant_reference": merchant_reference };
    first(connection, BLOCKING_REFERENCE, arguments, rows::payment)
}

/// Finds the payment that a checkout's idempotency key created, with the hash of its request.
pub(super) fn of_key(
    connection: &Connection,
    checkout: &CheckoutId,
    key: &str,
) -> Result<Option<(Payment, String)>, Failure> {
    first(
        connection,
        concat!(
            "SELECT body_hash, ",
            rows::payment_columns!(),
            " FROM payment_keys JOIN payments ON payments.id = payment_id
              WHERE payment_keys.checkout_id = :checkout_id AND key = :key"
        ),
        named_params! { ":checkout_id": checkout.as_str(), ":key": key },
        |row: &Row<'_>| Ok((rows::payment(row)?, Columns::of(row).get("body_hash")?)),
    )
}
