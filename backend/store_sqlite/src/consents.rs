//! What buyers consented to by paying: each site's words once.

use jiff::Timestamp;
use pse_core::model::{Consent, ConsentGiven, ConsentText, PaymentId, SiteName};
use rusqlite::{Connection, Row, named_params};

use super::columns::{Columns, micros};
use super::failure::Failure;
use super::statements::{first, run, value};

/// A consent, and the place that its words have or will have.
pub(super) struct Entry<'c> {
    /// The number of the words' row.
    pub(super) id: i64,
    /// The buyer's address.
    pub(super) address: String,
    text: &'c ConsentText,
    is_new: bool,
}

/// Finds the place of a site's words, or the one that they are to have, without storing them.
pub(super) fn place<'c>(
    connection: &Connection,
    site: &SiteName,
    given: &'c ConsentGiven,
) -> Result<Entry<'c>, Failure> {
    let known = first(
        connection,
        "SELECT id FROM consent_texts WHERE site = :site AND hash = :hash",
        named_params! { ":site": site.as_str(), ":hash": given.text.hash() },
        |row| Ok(row.get(0)?),
    )?;
    let next = || value(connection, "SELECT coalesce(max(id), 0) + 1 FROM consent_texts", []);
    let (id, is_new) = match known {
        Some(id) => (id, false),
        None => (next()?, true),
    };
    Ok(Entry { id, address: given.address.to_string(), text: &given.text, is_new })
}

/// Stores words in their place as the site's next version, unless they are there.
pub(super) fn keep(
    connection: &Connection,
    site: &SiteName,
    entry: &Entry<'_>,
    now: Timestamp,
) -> Result<(), Failure> {
    if entry.is_new {
        run(
            connection,
            "INSERT INTO consent_texts (id, site, hash, version, text, first_seen)
             SELECT :id, :site, :hash, coalesce(max(version), 0) + 1, :text, :now
             FROM consent_texts WHERE site = :site",
            named_params! {
                ":id": entry.id,
                ":site": site.as_str(),
                ":hash": entry.text.hash(),
                ":text": entry.text.text(),
                ":now": micros(now),
            },
        )?;
    }
    Ok(())
}

/// Reads what a payment's buyer consented to.
pub(super) fn of_payment(
    connection: &Connection,
    payment: &PaymentId,
) -> Result<Option<Consent>, Failure> {
    first(
        connection,
        "SELECT text, consent_texts.version AS version, created_at, consent_address
         FROM payments JOIN consent_texts ON consent_texts.id = consent_id
         WHERE payments.id = :id",
        named_params! { ":id": payment.as_str() },
        consent,
    )
}

fn consent(row: &Row<'_>) -> Result<Consent, Failure> {
    let columns = Columns::of(row);
    Ok(Consent {
        text: ConsentText::new(&columns.get::<String>("text")?),
        version: columns.get("version")?,
        at: columns.time("created_at")?,
        address: columns.named("consent_address", |text| text.parse().ok())?,
    })
}
