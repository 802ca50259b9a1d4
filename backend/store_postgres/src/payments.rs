//! Reading payments.

use pse_core::model::{CheckoutId, Payment, PaymentId, SiteName};

use super::columns::Columns;
use super::failure::Failure;
use super::pool::Client;
use super::rows;
use super::values::{Text, Values};

/// Statement: a payment by its id.
pub(crate) const BY_ID: &str =
    concat!("SELECT ", rows::payment_columns!(), " FROM payments WHERE id = :id");

/// Statement: the latest payment of a checkout, by the highest attempt.
pub(crate) const LATEST: &str = concat!(
    "SELECT ",
    rows::payment_columns!(),
    " FROM payments WHERE checkout_id = :checkout_id ORDER BY attempt DESC LIMIT 1"
);

/// Statement: a checkout's payment that is creating, pending or approved.
pub(crate) const BLOCKING_CHECKOUT: &str = concat!(
    "SELECT ",
    rows::payment_columns!(),
    " FROM payments
     WHERE checkout_id = :checkout_id AND state IN ('creating', 'pending', 'approved')"
);

/// Statement: the payment of a site's reference that is creating, pending or approved.
pub(crate) const BLOCKING_REFERENCE: &str = concat!(
    "SELECT ",
    rows::payment_columns!(),
    " FROM payments
     WHERE site = :site AND merchant_reference = :merchant_reference
         AND state IN ('creating', 'pending', 'approved')"
);

async fn one(
    client: &Client,
    values: Values<'_>,
    text: &Text,
    statement: &str,
) -> Result<Option<Payment>, Failure> {
    let row = values.first(client, text, || statement.to_owned()).await?;
    row.as_ref().map(rows::payment).transpose()
}

/// Reads a payment by its id.
pub(crate) async fn by_id(client: &Client, id: &PaymentId) -> Result<Option<Payment>, Failure> {
    static TEXT: Text = Text::new();
    one(client, Values::default().with("id", id.as_str()), &TEXT, BY_ID).await
}

/// Reads a site's payment by its id. Of another site's nothing is answered, and no person read.
pub(crate) async fn of_site(
    client: &Client,
    site: &SiteName,
    id: &PaymentId,
) -> Result<Option<Payment>, Failure> {
    static TEXT: Text = Text::new();
    let values = Values::default().with("id", id.as_str()).with("site", site.as_str());
    let row = values.first(client, &TEXT, || format!("{BY_ID} AND site = :site")).await?;
    row.as_ref().map(rows::payment).transpose()
}

/// Reads a checkout's latest payment. Its payments share a reference, so the highest attempt.
pub(crate) async fn latest(
    client: &Client,
    checkout: &CheckoutId,
) -> Result<Option<Payment>, Failure> {
    static TEXT: Text = Text::new();
    let values = Values::default().with("checkout_id", checkout.as_str());
    one(client, values, &TEXT, LATEST).await
}

/// Finds the payment of a checkout that is creating, pending or approved.
pub(crate) async fn blocking_checkout(
    client: &Client,
    checkout: &CheckoutId,
) -> Result<Option<Payment>, Failure> {
    static TEXT: Text = Text::new();
    let values = Values::default().with("checkout_id", checkout.as_str());
    one(client, values, &TEXT, BLOCKING_CHECKOUT).await
}

/// Finds the payment of a site's reference that is creating, pending or approved.
pub(crate) async fn blocking_reference(
    client: &Client,
    site: &SiteName,
    merchant_reference: &str,
) -> Result<Option<Payment>, Failure> {
    static TEXT: Text = Text::new();
    let values = Values::default()
        .with("site", site.as_str())
        .with("merchant_reference", merchant_reference);
    one(client, values, &TEXT, BLOCKING_REFERENCE).await
}

/// Finds the payment that a checkout's idempotency key created, with the hash of its request.
pub(crate) async fn of_key(
    client: &Client,
    checkout: &CheckoutId,
    key: &str,
) -> Result<Option<(Payment, String)>, Failure> {
    static TEXT: Text = Text::new();
    let values = Values::default().with("checkout_id", checkout.as_str()).with("key", key);
    let write = || {
        concat!(
            "SELECT body_hash, ",
            rows::payment_columns!(),
            " FROM payment_keys JOIN payments ON payments.id = payment_id
              WHERE payment_keys.checkout_id = :checkout_id AND key = :key"
        )
        .to_owned()
    };
    let row = values.first(client, &TEXT, write).await?;
    row.map(|row| Ok((rows::payment(&row)?, Columns::of(&row).get("body_hash")?))).transpose()
}
