//! A payment about to be created: stored, with its key, before the provider is called.

use pse_shared::PaymentState;
use pse_shared::limits::ATTEMPTS_PER_CHECKOUT;
use pse_shared::order::attempt_reference;
use rusqlite::{Connection, named_params};

use super::columns::micros;
use super::failure::Failure;
use super::statements::first;
use super::values::{Text, Values};
use super::{checkouts, consents, history, payment_values, payments, persons};
use jiff::Timestamp;
use pse_core::model::{Payment, checkout_state};
use pse_core::ports::store::{IdempotencyKey, InsertIntent, Intent};

/// Stores an intent, unless its idempotency key was used, its checkout was tried too often, or another payment blocks it,
/// which the database's unique indexes decide.
pub(super) fn insert(
    connection: &Connection,
    intent: &Intent,
    process: &str,
) -> Result<InsertIntent, Failure> {
    let mut payment = intent.payment.clone();
    let key = intent.idempotency.as_ref();
    let before = before(connection, &payment, key)?;
    if before.key_used
        && let Some(IdempotencyKey { key, .. }) = key
        && let Some((payment, body_hash)) = payments::of_key(connection, &payment.checkout_id, key)?
    {
        return Ok(InsertIntent::KeyUsed { payment: Box::new(payment), body_hash });
    }
    if !before.states.iter().all(|state| PaymentState::from_name(state).is_some()) {
        // Whether it is alive or paid only a later version of the program knows, so nothing more is paid here.
        let what = "column state of another payment of the reference";
        return Err(Failure::Corrupt(what.to_owned()));
    }
    if before.of_checkout >= ATTEMPTS_PER_CHECKOUT {
        let by = blocking(connection, &payment)?;
        return Ok(by.map_or(InsertIntent::TooMany, |by| InsertIntent::Blocked(Box::new(by))));
    }
    payment.attempt = before.attempts.saturating_add(1);
    payment.reference = attempt_reference(&payment.merchant_reference, payment.attempt);
    let holder = Holder { process, lease_until: intent.lease_until };
    let payer = persons::place(connection, &payment.site, &payment.payer)?;
    let consent = intent.consent.as_ref();
    let consent =
        consent.map(|given| consents::place(connection, &payment.site, given)).transpose()?;
    match insert_row(connection, &payment, &payer, consent.as_ref(), holder) {
        Err(failure) if failure.is_not_unique() => return blocked(connection, &payment),
        done => done?,
    }
    // Not before: nothing is kept of the payer of a payment that is not stored.
    persons::keep(connection, &payment.site, &payer)?;
    if let Some(consent) = &consent {
        consents::keep(connection, &payment.site, consent, payment.created_at)?;
    }
    let state = checkout_state::after(payment.state);
    checkouts::set_state(connection, &payment.checkout_id, state)?;
    if let Some(key) = key {
        insert_key(connection, &payment, key)?;
    }
    history::insert(connection, &payment.id, payment.version, &intent.history)?;
    Ok(InsertIntent::Stored(Box::new(payment)))
}

/// What was there before an intent.
struct Before {
    key_used: bool,
    attempts: u32,
    of_checkout: u32,
    /// The states of the reference's payments.
    states: Vec<String>,
}

fn before(
    connection: &Connection,
    payment: &Payment,
    idempotency: Option<&IdempotencyKey>,
) -> Result<Before, Failure> {
    let before = first(
        connection,
        "SELECT EXISTS (SELECT 1 FROM payment_keys WHERE checkout_id = :checkout_id AND key = :key),
             (SELECT coalesce(max(attempt), 0) FROM payments
              WHERE site = :site AND merchant_reference = :merchant_reference),
             (SELECT count(*) FROM payments INDEXED BY payments_of_checkout WHERE checkout_id = :checkout_id),
             (SELECT group_concat(DISTINCT state) FROM payments INDEXED BY payments_attempt
              WHERE site = :site AND merchant_reference = :merchant_reference)",
        named_params! {
            ":checkout_id": payment.checkout_id.as_str(),
            ":key": idempotency.map(|idempotency| idempotency.key.as_str()),
            ":site": payment.site.as_str(),
            ":merchant_reference": payment.merchant_reference,
        },
        |row| {
            let states: Option<String> = row.get(3)?;
            Ok(Before {
                key_used: row.get(0)?,
                attempts: row.get(1)?,
                of_checkout: row.get(2)?,
                states: states.iter().flat_map(|states| states.split(',')).map(str::to_owned).collect(),
            })
        },
    )?;
    before.ok_or(Failure::Other("a count gave no row"))
}

fn blocked(connection: &Connection, payment: &Payment) -> Result<InsertIntent, Failure> {
    match blocking(connection, payment)? {
        Some(blocking) if blocking.id != payment.id => {
            Ok(InsertIntent::Blocked(Box::new(blocking)))
        }
        Some(_) | None => Err(Failure::Other("a payment's id was used twice")),
    }
}

/// Finds the payment that stands in the way of another one of its checkout or its reference.
fn blocking(connection: &Connection, payment: &Payment) -> Result<Option<Payment>, Failure> {
    match payments::blocking_checkout(connection, &payment.checkout_id)? {
        Some(blocking) => Ok(Some(blocking)),
        None => {
            payments::blocking_reference(connection, &payment.site, &payment.merchant_reference)
        }
    }
}

/// The process that holds a creation, and until when.
struct Holder<'a> {
    process: &'a str,
    lease_until: Timestamp,
}

fn insert_row(
    connection: &Connection,
    payment: &Payment,
    payer: &persons::Entry,
    consent: Option<&consents::Entry<'_>>,
    holder: Holder<'_>,
) -> Result<(), Failure> {
    static INSERT: Text = Text::new();
    let values = payment_values::fixed(Values::default(), payment, payer);
    payment_values::changing(values, payment)?
        .with_optional("consent_id", consent.map(|consent| consent.id))
        .with_optional("consent_address", consent.map(|consent| consent.address.as_str()))
        .with("version", payment.version)
        .with("owner", holder.process)
        .with("lease_until", micros(holder.lease_until))
        .insert(connection, "payments", &INSERT)
}

fn insert_key(
    connection: &Connection,
    payment: &Payment,
    idempotency: &IdempotencyKey,
) -> Result<(), Failure> {
    static INSERT: Text = Text::new();
    Values::default()
        .with("checkout_id", payment.checkout_id.as_str())
        .with("key", idempotency.key.as_str())
        .with("body_hash", idempotency.body_hash.as_str())
        .with("payment_id", payment.id.as_str())
        .insert(connection, "payment_keys", &INSERT)
}
