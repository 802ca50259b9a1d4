//! What buyers consented to: each site's words once, in the order of their first use.

use jiff::Timestamp;
use pse_core::model::{Consent, ConsentGiven, PaymentId, SiteName};

use crate::tables::Tables;

/// Keeps what a payment's buyer consents to.
pub(crate) fn keep(
    tables: &mut Tables,
    site: &SiteName,
    payment: &PaymentId,
    given: &ConsentGiven,
    at: Timestamp,
) {
    let texts = tables.consent_texts.entry(site.clone()).or_default();
    let place = texts.iter().position(|text| *text == given.text).unwrap_or_else(|| {
        texts.push(given.text.clone());
        texts.len().saturating_sub(1)
    });
    let version = u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1);
    let ConsentGiven { text, address } = given.clone();
    tables.consents.insert(payment.clone(), Consent { text, version, at, address });
}
