//! Checkouts, once per site and key.

use pse_core::model::{Checkout, CheckoutId, SiteName};
use pse_core::ports::store::{IdempotencyKey, InsertCheckout};
use tokio_postgres::Row;

use super::columns::{Columns, checkout_state, json, micros};
use super::failure::Failure;
use super::persons::{self, People};
use super::pool::Client;
use super::rows;
use super::values::{Text, Values};

/// The index that lets a key make one checkout of a site.
const KEY_USED: &str = "checkout_keys_pkey";

/// Stores a checkout and its idempotency key, unless the key was used before.
pub(crate) async fn insert(
    client: &Client,
    checkout: &Checkout,
    idempotency: Option<&IdempotencyKey>,
) -> Result<InsertCheckout, Failure> {
    let inserted = insert_row(client, checkout, idempotency).await;
    let was_used = match &inserted {
        Ok(stored) => !stored,
        // Another request stored it after this one had looked.
        Err(Failure::Unique { constraint }) => constraint == KEY_USED,
        Err(_) => false,
    };
    if was_used
        && let Some(IdempotencyKey { key, .. }) = idempotency
        && let Some((checkout, body_hash)) = of_key(client, &checkout.site, key).await?
    {
        return Ok(InsertCheckout::KeyUsed { checkout: Box::new(checkout), body_hash });
    }
    inserted.map(|_| InsertCheckout::Stored)
}

/// Stores a checkout, its people and its key in one statement; `false` when the key was used.
async fn insert_row(
    client: &Client,
    checkout: &Checkout,
    idempotency: Option<&IdempotencyKey>,
) -> Result<bool, Failure> {
    static INSERT: Text = Text::new();
    let mut people = People::default();
    let payer = people.payer(&checkout.payer)?;
    let buyer = people.other(checkout.buyer.as_ref())?;
    let shipping = people.other(checkout.shipping.as_ref())?;
    let columns = Values::default()
        .with("id", checkout.id.as_str())
        .with("site", checkout.site.as_str())
        .with("state", checkout_state(checkout.state))
        .with("reference", checkout.reference.as_str())
        .with("description", checkout.description.as_str())
        .with("currency", checkout.currency.as_str())
        .with("language", checkout.language.as_str())
        .with("total_amount", checkout.amounts.total.centavos())
        .with("tax_amount", checkout.amounts.tax.centavos())
        .with("devolution_base", checkout.amounts.devolution_base.centavos())
        .with("tip_amount", checkout.amounts.tip.centavos())
        .with("return_url", checkout.return_url.as_str())
        .with("additional_data", json(&checkout.additional_data)?)
        .with("credits", json(&checkout.credits)?)
        .with("created_at", micros(checkout.created_at))
        .with("expires_at", micros(checkout.expires_at));
    let (named, given) = (columns.columns(), columns.given());
    let key = idempotency.map(|idempotency| idempotency.key.as_str());
    let hash = idempotency.map(|idempotency| idempotency.body_hash.as_str());
    let values = people
        .values(columns)
        .with("payer_digest", payer)
        .with("buyer_digest", buyer)
        .with("shipping_digest", shipping)
        .with("key", key)
        .with("body_hash", hash);
    let write = || {
        format!(
            "WITH going AS MATERIALIZED (
                 SELECT NOT EXISTS (SELECT 1 FROM checkout_keys WHERE site = :site AND key = :key) AS goes),
             {},
             checkout AS (
                 INSERT INTO checkouts ({named}, payer_id, buyer_id, shipping_id)
                 SELECT {given},
                     (SELECT id FROM person WHERE digest = :payer_digest),
                     (SELECT id FROM person WHERE digest = :buyer_digest),
                     (SELECT id FROM person WHERE digest = :shipping_digest)
                 FROM going WHERE goes
                 RETURNING id, site),
             key AS (
                 INSERT INTO checkout_keys (site, key, body_hash, checkout_id)
                 SELECT site, :key, :body_hash, id FROM checkout WHERE :key IS NOT NULL)
             SELECT id FROM checkout",
            persons::PERSONS
        )
    };
    Ok(values.first(client, &INSERT, write).await?.is_some())
}

/// Says what became of a checkout whose connection was lost; `None` when nothing was stored.
pub(crate) async fn was_inserted(
    client: &Client,
    checkout: &Checkout,
) -> Result<Option<InsertCheckout>, Failure> {
    Ok(by_id(client, &checkout.id).await?.map(|_| InsertCheckout::Stored))
}

/// Finds the checkout that a site's idempotency key created, with the hash of its request.
pub(crate) async fn of_key(
    client: &Client,
    site: &SiteName,
    key: &str,
) -> Result<Option<(Checkout, String)>, Failure> {
    static OF_KEY: Text = Text::new();
    let values = Values::default().with("site", site.as_str()).with("key", key);
    let write = || {
        concat!(
            "SELECT body_hash, ",
            rows::checkout_columns!(),
            " FROM checkout_keys JOIN checkouts ON checkouts.id = checkout_id
              WHERE checkout_keys.site = :site AND key = :key"
        )
        .to_owned()
    };
    let row = values.first(client, &OF_KEY, write).await?;
    row.map(|row: Row| Ok((rows::checkout(&row)?, Columns::of(&row).get("body_hash")?))).transpose()
}

/// Statement: a checkout by its id.
pub(crate) const BY_ID: &str =
    concat!("SELECT ", rows::checkout_columns!(), " FROM checkouts WHERE id = :id");

/// Reads a checkout by its id.
pub(crate) async fn by_id(client: &Client, id: &CheckoutId) -> Result<Option<Checkout>, Failure> {
    static TEXT: Text = Text::new();
    let values = Values::default().with("id", id.as_str());
    let row = values.first(client, &TEXT, || BY_ID.to_owned()).await?;
    row.as_ref().map(rows::checkout).transpose()
}

/// Reads a site's checkout by its id. Of another site's nothing is answered, and no person read.
pub(crate) async fn of_site(
    client: &Client,
    site: &SiteName,
    id: &CheckoutId,
) -> Result<Option<Checkout>, Failure> {
    static TEXT: Text = Text::new();
    let values = Values::default().with("id", id.as_str()).with("site", site.as_str());
    let row = values.first(client, &TEXT, || format!("{BY_ID} AND site = :site")).await?;
    row.as_ref().map(rows::checkout).transpose()
}
