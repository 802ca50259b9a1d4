//! What the widget reads of a checkout, and the merchant of a payment.

use jiff::Timestamp;
use pse_shared::PaymentState;
use pse_shared::api::{CheckoutView, ConsentRecord, HistoryRow, PaymentRecord, PaymentView};
use pse_shared::declined_by::declined_by;

use crate::model::{Checkout, Consent, HistoryEntry, Payment, Site, checkout_state};
use crate::payments::provider_record::provider_record;
use crate::time::bogota::rfc3339;

/// How long the buyer can use the bank's address: PSE's session (21 minutes).
const BANK_URL_LIFE: jiff::SignedDuration = jiff::SignedDuration::from_mins(21);

/// Makes the view of a checkout that the widget reads; nothing personal is in it.
#[must_use]
pub fn checkout(
    checkout: &Checkout,
    payment: Option<&Payment>,
    site: &Site,
    now: Timestamp,
) -> CheckoutView {
    CheckoutView {
        id: checkout.id.to_string(),
        state: checkout_state::seen_with(
            checkout.state,
            payment.map(|payment| payment.state),
            checkout.expires_at,
            now,
        ),
        reference: checkout.reference.clone(),
        description: checkout.description.clone(),
        currency: checkout.currency.clone(),
        language: checkout.language.clone(),
        total_amount: checkout.amounts.total,
        tax_amount: checkout.amounts.tax,
        devolution_base: checkout.amounts.devolution_base,
        tip_amount: checkout.amounts.tip,
        expires_at: rfc3339(checkout.expires_at),
        merchant: site.merchant.clone(),
        favourite_banks: site.favourite_banks.clone(),
        bank_interfaces: checkout.bank_interfaces(),
        payer_fields: checkout.payer.missing(),
        consent: site.consent.clone(),
        payment: payment.map(|payment| payment_view(payment, now)),
        embed: None,
    }
}

fn payment_view(payment: &Payment, now: Timestamp) -> PaymentView {
    PaymentView {
        id: payment.id.to_string(),
        state: payment.state,
        bank_code: payment.bank_code.clone(),
        bank_name: payment.bank_name.clone(),
        bank_interface: payment.bank_interface,
        cus: payment.cus.clone(),
        transaction_cycle: payment.transaction_cycle,
        reference: payment.reference.clone(),
        created_at: rfc3339(payment.created_at),
        bank_process_date: payment.bank_process_date.clone(),
        refusal: payment.refusal,
        reason_code: payment.reason_code.clone(),
        reason_text: payment.reason_text.clone(),
        declined_by: match payment.state {
            PaymentState::Rejected => {
                declined_by(payment.reason_code.as_deref(), payment.reason_text.as_deref())
            }
            PaymentState::Creating
            | PaymentState::Pending
            | PaymentState::Refused
            | PaymentState::Unanswered
            | PaymentState::Approved
            | PaymentState::Failed => None,
        },
        bank_url: usable_bank_url(payment, now),
        next_probe_at: payment.schedule.next_probe_at.map(rfc3339),
        on_test: payment.on_test,
    }
}

/// The bank's address while the buyer can still use it: pending, and PSE's session not over. That somebody came back from
/// the bank takes nothing away: anybody can call the return's address.
fn usable_bank_url(payment: &Payment, now: Timestamp) -> Option<String> {
    let over = payment.created_at.checked_add(BANK_URL_LIFE).unwrap_or(Timestamp::MAX);
    let usable = payment.state == PaymentState::Pending && now < over;
    payment.bank_url.clone().filter(|_| usable)
}

/// Makes the record of a payment that its merchant reads, with what its buyer consented to.
#[must_use]
pub fn record_with(
    payment: &Payment,
    history: &[HistoryEntry],
    consent: Option<&Consent>,
) -> PaymentRecord {
    let consent = consent.map(|consent| ConsentRecord {
        text: consent.text.text().to_owned(),
        hash: consent.text.hash().to_owned(),
        version: consent.version,
        at: rfc3339(consent.at),
        address: consent.address.to_string(),
    });
    PaymentRecord { consent, history: history.iter().map(history_row).collect(), ..record(payment) }
}

/// Makes the record of a payment as it stands in a list.
#[must_use]
pub fn record(payment: &Payment) -> PaymentRecord {
    PaymentRecord {
        id: payment.id.to_string(),
        checkout_id: payment.checkout_id.to_string(),
        state: payment.state,
        merchant_reference: payment.merchant_reference.clone(),
        reference: payment.reference.clone(),
        total_amount: payment.amounts.total,
        tax_amount: payment.amounts.tax,
        currency: payment.currency.clone(),
        bank_code: payment.bank_code.clone(),
        bank_name: payment.bank_name.clone(),
        bank_interface: payment.bank_interface,
        provider: provider_record(payment),
        refusal: payment.refusal,
        cus: payment.cus.clone(),
        transaction_cycle: payment.transaction_cycle,
        reason_code: payment.reason_code.clone(),
        reason_text: payment.reason_text.clone(),
        created_at: rfc3339(payment.created_at),
        updated_at: rfc3339(payment.updated_at),
        bank_process_date: payment.bank_process_date.clone(),
        next_probe_at: payment.schedule.next_probe_at.map(rfc3339),
        on_test: payment.on_test,
        payer: payment.payer.clone(),
        consent: None,
        history: Vec::new(),
    }
}

fn history_row(entry: &HistoryEntry) -> HistoryRow {
    HistoryRow {
        at: rfc3339(entry.at),
        from: entry.from,
        to: entry.to,
        by: entry.by,
        data: entry.provider_data.clone(),
        reason_code: entry.reason_code.clone(),
        reason_text: entry.reason_text.clone(),
        note: entry.note.clone(),
    }
}
