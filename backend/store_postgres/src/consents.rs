//! What buyers consented to by paying: each site's words once.

use pse_core::model::{Consent, ConsentGiven, ConsentText, PaymentId};

use super::columns::Columns;
use super::failure::Failure;
use super::pool::Client;
use super::values::{Text, Values};

/// Statement part: a site's words are found, or stored as its next version where the CTE `going` says that it goes on;
/// `words` has their number. `ON CONFLICT` is as that of people.
pub(crate) const WORDS: &str = "known_words AS MATERIALIZED (
         SELECT id FROM consent_texts WHERE site = :site AND hash = :words_hash),
     made_words AS (
         INSERT INTO consent_texts (site, hash, version, text, first_seen)
         SELECT :site, :words_hash,
             (SELECT coalesce(max(version), 0) + 1 FROM consent_texts WHERE site = :site), :words_text, :created_at
         FROM going WHERE goes AND :words_hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM known_words)
         ON CONFLICT (site, hash) DO UPDATE SET hash = excluded.hash
         RETURNING id),
     words AS (SELECT id FROM known_words UNION ALL SELECT id FROM made_words)";

/// The index that numbers a site's words once each.
pub(crate) const NUMBERED: &str = "consent_texts_version";

/// Adds the values of [`WORDS`] that are not the payment's own.
pub(crate) fn values<'v>(values: Values<'v>, given: Option<&'v ConsentGiven>) -> Values<'v> {
    values
        .with("words_hash", given.map(|given| given.text.hash()))
        .with("words_text", given.map(|given| given.text.text()))
        .with("address", given.map(|given| given.address.to_string()))
}

/// Reads what a payment's buyer consented to.
pub(crate) async fn of_payment(
    client: &Client,
    payment: &PaymentId,
) -> Result<Option<Consent>, Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        "SELECT text, consent_texts.version AS version, created_at, consent_address
         FROM payments JOIN consent_texts ON consent_texts.id = consent_id
         WHERE payments.id = :id"
            .to_owned()
    };
    let row = Values::default().with("id", payment.as_str()).first(client, &TEXT, write).await?;
    row.map(|row| {
        let columns = Columns::of(&row);
        Ok(Consent {
            text: ConsentText::new(columns.get("text")?),
            version: columns.number("version")?,
            at: columns.time("created_at")?,
            address: columns.named("consent_address", |text| text.parse().ok())?,
        })
    })
    .transpose()
}
