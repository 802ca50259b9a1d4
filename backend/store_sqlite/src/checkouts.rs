//! Checkouts, once per site and key.

use rusqlite::{Connection, Row, named_params};

use super::columns::{Columns, checkout_state, json, micros};
use super::failure::Failure;
use super::persons;
use super::rows;
use super::statements::{first, run};
use super::values::{Text, Values};
use pse_core::model::SiteName;
use pse_core::model::{Checkout, CheckoutId};
use pse_core::ports::store::{IdempotencyKey, InsertCheckout};
use pse_shared::{CheckoutState, Person};

/// Stores a checkout and its idempotency key, unless the key was used before.
pub(super) fn insert(
    connection: &Connection,
    checkout: &Checkout,
    idempotency: Option<&IdempotencyKey>,
) -> Result<InsertCheckout, Failure> {
    if let Some(idempotency) = idempotency
        && let Some((checkout, body_hash)) = of_key(connection, &checkout.site, &idempotency.key)?
    {
        return Ok(InsertCheckout::KeyUsed { checkout: Box::new(checkout), body_hash });
    }
    insert_row(connection, checkout)?;
    if let Some(idempotency) = idempotency {
        insert_key(connection, checkout, idempotency)?;
    }
    Ok(InsertCheckout::Stored)
}

/// Finds the checkout that a site's idempotency key created, with the hash of its request.
pub(super) fn of_key(
    connection: &Connection,
    site: &SiteName,
    key: &str,
) -> Result<Option<(Checkout, String)>, Failure> {
    first(
        connection,
        concat!(
            "SELECT body_hash, ",
            rows::checkout_columns!(),
            " FROM checkout_keys JOIN checkouts ON checkouts.id = checkout_id
              WHERE checkout_keys.site = :site AND key = :key"
        ),
        named_params! { ":site": site.as_str(), ":key": key },
        |row: &Row<'_>| Ok((rows::checkout(row)?, Columns::of(row).get("body_hash")?)),
    )
}

fn insert_row(connection: &Connection, checkout: &Checkout) -> Result<(), Failure> {
    static INSERT: Text = Text::new();
    let kept = |person: Option<&Person>| {
        person.map(|person| persons::kept(connection, &checkout.site, person)).transpose()
    };
    let payer = persons::kept(connection, &checkout.site, &checkout.payer)?;
    let (buyer, shipping) = (kept(checkout.buyer.as_ref())?, kept(checkout.shipping.as_ref())?);
    Values::default()
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
        .with("payer", payer.data.as_str())
        .with_optional("payer_id", payer.id)
        .with_optional("buyer", buyer.as_ref().map(|buyer| buyer.data.as_str()))
        .with_optional("buyer_id", buyer.as_ref().and_then(|buyer| buyer.id))
        .with_optional("shipping", shipping.as_ref().map(|shipping| shipping.data.as_str()))
        .with_optional("shipping_id", shipping.as_ref().and_then(|shipping| shipping.id))
        .with("additional_data", json(&checkout.additional_data)?)
        .with("credits", json(&checkout.credits)?)
        .with("created_at", micros(checkout.created_at))
        .with("expires_at", micros(checkout.expires_at))
        .insert(connection, "checkouts", &INSERT)
}

fn insert_key(
    connection: &Connection,
    checkout: &Checkout,
    idempotency: &IdempotencyKey,
) -> Result<(), Failure> {
    static INSERT: Text = Text::new();
    Values::default()
        .with("site", checkout.site.as_str())
        .with("key", idempotency.key.as_str())
        .with("body_hash", idempotency.body_hash.as_str())
        .with("checkout_id", checkout.id.as_str())
        .insert(connection, "checkout_keys", &INSERT)
}

/// Reads a checkout by its id.
pub(super) fn by_id(connection: &Connection, id: &CheckoutId) -> Result<Option<Checkout>, Failure> {
    first(
        connection,
        concat!("SELECT ", rows::checkout_columns!(), " FROM checkouts WHERE id = :id"),
        named_params! { ":id": id.as_str() },
        rows::checkout,
    )
}

/// Reads a site's checkout by its id. Of another site's nothing is read, so that it takes no longer than none.
pub(super) fn of_site(
    connection: &Connection,
    site: &SiteName,
    id: &CheckoutId,
) -> Result<Option<Checkout>, Failure> {
    first(
        connection,
        concat!(
            "SELECT ",
            rows::checkout_columns!(),
            " FROM checkouts WHERE id = :id AND +site = :site"
        ),
        named_params! { ":id": id.as_str(), ":site": site.as_str() },
        rows::checkout,
    )
}

/// Sets a checkout's state.
pub(super) fn set_state(
    connection: &Connection,
    id: &CheckoutId,
    state: CheckoutState,
) -> Result<(), Failure> {
    run(
        connection,
        "UPDATE checkouts SET state = :state WHERE id = :id",
        named_params! { ":state": checkout_state(state), ":id": id.as_str() },
    )?;
    Ok(())
}
