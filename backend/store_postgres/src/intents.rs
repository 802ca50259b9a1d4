//! A payment about to be created: stored, with its key, before the provider is called.

use pse_core::model::{Payment, checkout_state};
use pse_core::ports::store::{IdempotencyKey, InsertIntent, Intent};
use pse_shared::PaymentState;
use pse_shared::limits::ATTEMPTS_PER_CHECKOUT;
use pse_shared::order::attempt_reference;

use super::columns::{Columns, micros};
use super::failure::Failure;
use super::persons::{self, People};
use super::pool::Client;
use super::processes::{self, Process};
use super::values::{Text, Values};
use super::{consents, history, payment_values, payments};

/// How often an intent is looked at again, because another one came between its reading and its writing.
const ROUNDS: u32 = 16;

/// The unique index of the payments' ids.
const USED_TWICE: &str = "payments_pkey";
/// The unique indexes that another payment of the checkout, or of the reference, stands in. An id that is used twice is told
/// after that.
const BLOCKING: [&str; 3] =
    ["payments_blocking_checkout", "payments_blocking_reference", USED_TWICE];
/// The unique indexes that another intent has just written: what it stored is read the next time.
const OVERTAKEN: [&str; 3] = ["payments_attempt", "payment_keys_pkey", consents::NUMBERED];

/// Stores an intent, unless its idempotency key was used, its checkout was tried too often, or another payment blocks it,
/// which the database's unique indexes decide. The second time, as the first one's connection was lost, it may be found
/// stored.
pub(crate) async fn insert(
    client: &Client,
    intent: &Intent,
    process: &Process,
    is_second: bool,
) -> Result<InsertIntent, Failure> {
    match insert_new(client, intent, process).await {
        Ok(InsertIntent::KeyUsed { payment, .. } | InsertIntent::Blocked(payment))
            if is_second && payment.id == intent.payment.id =>
        {
            Ok(InsertIntent::Stored(payment))
        }
        Err(Failure::Unique { constraint }) if constraint == USED_TWICE => {
            let ours = if is_second { was_inserted(client, intent, process).await? } else { None };
            ours.ok_or_else(used_twice)
        }
        Ok(InsertIntent::Blocked(payment)) if payment.id == intent.payment.id => Err(used_twice()),
        inserted => inserted,
    }
}

/// Does what [`insert`] does. What is not unique is the payment's own id.
async fn insert_new(
    client: &Client,
    intent: &Intent,
    process: &Process,
) -> Result<InsertIntent, Failure> {
    let mut payment = Payment { attempt: 1, ..intent.payment.clone() };
    for _ in 0..ROUNDS {
        payment.reference = attempt_reference(&payment.merchant_reference, payment.attempt);
        match insert_row(client, intent, &payment, process).await {
            Ok(Found { stored: true, .. }) => return Ok(InsertIntent::Stored(Box::new(payment))),
            Ok(Found { key_used: true, .. }) => {
                if let Some(used) = of_key(client, intent).await? {
                    return Ok(used);
                }
            }
            Ok(Found { has_unknown: true, .. }) => return Err(unknown_state()),
            Ok(found) if found.of_checkout >= i64::from(ATTEMPTS_PER_CHECKOUT) => {
                let by = blocking(client, &payment).await?;
                return Ok(
                    by.map_or(InsertIntent::TooMany, |by| InsertIntent::Blocked(Box::new(by)))
                );
            }
            Ok(found) => payment.attempt = found.next_attempt,
            Err(Failure::Unique { constraint }) if BLOCKING.contains(&constraint.as_str()) => {
                // Another process may have been first with the same key, too.
                if let Some(used) = of_key(client, intent).await? {
                    return Ok(used);
                }
                match blocking(client, &payment).await? {
                    Some(by) => return Ok(InsertIntent::Blocked(Box::new(by))),
                    None if constraint == USED_TWICE => return Err(Failure::Unique { constraint }),
                    // It has ended meanwhile.
                    None => {}
                }
            }
            Err(Failure::Unique { constraint }) if OVERTAKEN.contains(&constraint.as_str()) => {}
            Err(failure) => return Err(failure),
        }
    }
    Err(Failure::Failed("other payments of the reference came between again and again".to_owned()))
}

fn used_twice() -> Failure {
    Failure::Failed("a payment's id was used twice".to_owned())
}

/// Another payment of the reference is in a state of a later version of the program: whether it is alive or paid, only that
/// one knows, so nothing more is paid here.
fn unknown_state() -> Failure {
    Failure::Corrupt("column state of another payment of the reference".to_owned())
}

/// Finds the payment that an intent's idempotency key created.
async fn of_key(client: &Client, intent: &Intent) -> Result<Option<InsertIntent>, Failure> {
    let Some(IdempotencyKey { key, .. }) = &intent.idempotency else { return Ok(None) };
    let found = payments::of_key(client, &intent.payment.checkout_id, key).await?;
    Ok(found.map(|(payment, body_hash)| InsertIntent::KeyUsed {
        payment: Box::new(payment),
        body_hash,
    }))
}

/// Says what became of an intent whose connection was lost; `None` when nothing was stored.
pub(crate) async fn was_inserted(
    client: &Client,
    intent: &Intent,
    process: &Process,
) -> Result<Option<InsertIntent>, Failure> {
    static TEXT: Text = Text::new();
    let write = || "SELECT 1 FROM payments WHERE id = :id AND owner = :process".to_owned();
    let values =
        Values::default().with("id", intent.payment.id.as_str()).with("process", process.id());
    if values.first(client, &TEXT, write).await?.is_none() {
        return Ok(None);
    }
    let stored = payments::by_id(client, &intent.payment.id).await?;
    Ok(stored.map(|payment| InsertIntent::Stored(Box::new(payment))))
}

/// Finds the payment that stands in the way of another one of its checkout or its reference.
async fn blocking(client: &Client, payment: &Payment) -> Result<Option<Payment>, Failure> {
    match payments::blocking_checkout(client, &payment.checkout_id).await? {
        Some(blocking) => Ok(Some(blocking)),
        None => {
            let reference = &payment.merchant_reference;
            payments::blocking_reference(client, &payment.site, reference).await
        }
    }
}

/// What a statement that stores an intent found, and whether it stored it.
struct Found {
    stored: bool,
    key_used: bool,
    next_attempt: u32,
    of_checkout: i64,
    /// Whether a payment of the reference is in a state that this version of the program does not know.
    has_unknown: bool,
}

/// Stores an intent with all that belongs to it in one statement, when its key is new, its attempt's number is the next one
/// and its checkout was not tried too often.
async fn insert_row(
    client: &Client,
    intent: &Intent,
    payment: &Payment,
    process: &Process,
) -> Result<Found, Failure> {
    static INSERT: Text = Text::new();
    let mut people = People::default();
    let payer = people.payer(&payment.payer)?;
    let key = intent.idempotency.as_ref();
    let columns = payment_values::fixed(Values::default(), payment);
    let columns = payment_values::changing(columns, payment)?
        .with("version", payment.version)
        .with("lease_until", micros(intent.lease_until));
    let (named, given) = (columns.columns(), columns.given());
    let values = people.values(columns);
    let values = consents::values(values, intent.consent.as_ref());
    let values = history::values(values, Some(&intent.history))?;
    let values = processes::values(values, process)
        .with("payer_digest", payer)
        .with("key", key.map(|idempotency| idempotency.key.as_str()))
        .with("body_hash", key.map(|idempotency| idempotency.body_hash.as_str()))
        .with("checkout_state", checkout_state::after(payment.state).as_str())
        .with("most", ATTEMPTS_PER_CHECKOUT);
    let write = || statement(&named, &given);
    let row = values.first(client, &INSERT, write).await?;
    let row = row.ok_or_else(|| Failure::Failed("a count gave no row".to_owned()))?;
    let columns = Columns::of(&row);
    Ok(Found {
        stored: columns.get("stored")?,
        key_used: columns.get("key_used")?,
        next_attempt: columns.number("next_attempt")?,
        of_checkout: columns.get("of_checkout")?,
        has_unknown: columns.get("has_unknown")?,
    })
}

fn statement(named: &str, given: &str) -> String {
    let (people, words) = (persons::PERSONS, consents::WORDS);
    let (present, history) = (processes::present(), history::ADDED);
    let known = PaymentState::ALL.map(|state| format!("'{}'", state.as_str())).join(", ");
    format!(
        "WITH before AS MATERIALIZED (
             SELECT EXISTS (SELECT 1 FROM payment_keys WHERE checkout_id = :checkout_id AND key = :key) AS key_used,
                 (SELECT coalesce(max(attempt), 0) + 1 FROM payments
                  WHERE site = :site AND merchant_reference = :merchant_reference) AS next_attempt,
                 (SELECT count(*) FROM payments WHERE checkout_id = :checkout_id) AS of_checkout,
                 EXISTS (SELECT 1 FROM payments
                     WHERE site = :site AND merchant_reference = :merchant_reference AND state NOT IN ({known})) AS has_unknown),
         going AS MATERIALIZED (
             SELECT NOT key_used AND NOT has_unknown AND next_attempt = :attempt AND of_checkout < :most AS goes FROM before),
         {present},
         {people},
         {words},
         changed AS (
             INSERT INTO payments ({named}, owner, payer_id, consent_id, consent_address)
             SELECT {given}, :process, (SELECT id FROM person WHERE digest = :payer_digest),
                 (SELECT id FROM words), :address
             FROM going WHERE goes
             RETURNING id, version, checkout_id),
         key AS (
             INSERT INTO payment_keys (checkout_id, key, body_hash, payment_id)
             SELECT checkout_id, :key, :body_hash, id FROM changed WHERE :key IS NOT NULL),
         {history},
         checkout AS (
             UPDATE checkouts SET state = :checkout_state FROM changed WHERE checkouts.id = changed.checkout_id)
         SELECT key_used, next_attempt, of_checkout, has_unknown, EXISTS (SELECT 1 FROM changed) AS stored FROM before"
    )
}
