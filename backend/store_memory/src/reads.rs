//! What is looked for: histories, listings, figures.

use std::collections::BTreeMap;

use jiff::Timestamp;
use pse_core::model::{CheckoutId, HistoryEntry, Payment, PaymentId, ProviderName, SiteName};
use pse_core::ports::store::{Figures, PaymentFilter, Unfinished};
use pse_shared::{NotificationState, PaymentState};

use crate::tables::Tables;

/// Finds a checkout's latest payment: the highest attempt.
pub(crate) fn latest_payment(tables: &Tables, checkout: &CheckoutId) -> Option<Payment> {
    let payments = tables.payments.iter().map(|row| &row.payment);
    let of_checkout = payments.filter(|payment| payment.checkout_id == *checkout);
    of_checkout.max_by_key(|payment| payment.attempt).cloned()
}

/// Reads a payment's history, oldest first.
pub(crate) fn history(tables: &Tables, id: &PaymentId) -> Vec<HistoryEntry> {
    let own = tables.history.iter().filter(|(of, _)| of == id);
    own.map(|(_, entry)| entry.clone()).collect()
}

/// Lists a site's payments that match a filter, newest first.
pub(crate) fn payments(tables: &Tables, site: &SiteName, filter: &PaymentFilter) -> Vec<Payment> {
    let mut found: Vec<Payment> = tables
        .payments
        .iter()
        .map(|row| &row.payment)
        .filter(|payment| payment.site == *site && is_wanted(payment, filter))
        .cloned()
        .collect();
    found.sort_by(|a, b| (b.created_at, &b.id).cmp(&(a.created_at, &a.id)));
    found.truncate(usize::try_from(filter.limit).unwrap_or(usize::MAX));
    found
}

fn is_wanted(payment: &Payment, filter: &PaymentFilter) -> bool {
    let PaymentFilter { state, reference, cus, from, to, after, limit: _ } = filter;
    state.is_none_or(|state| payment.state == state)
        && reference.as_ref().is_none_or(|reference| {
            payment.merchant_reference == *reference || payment.reference == *reference
        })
        && cus.as_ref().is_none_or(|cus| payment.cus.as_ref() == Some(cus))
        && from.is_none_or(|from| payment.created_at >= from)
        && to.is_none_or(|to| payment.created_at < to)
        && after.as_ref().is_none_or(|(at, id)| (payment.created_at, &payment.id) < (*at, id))
}

/// Counts creating and pending payments by site and provider.
pub(crate) fn unfinished(tables: &Tables) -> Vec<Unfinished> {
    let mut counts: BTreeMap<(SiteName, ProviderName), u64> = BTreeMap::new();
    for row in &tables.payments {
        if matches!(row.payment.state, PaymentState::Creating | PaymentState::Pending) {
            let of = (row.payment.site.clone(), row.payment.provider.clone());
            *counts.entry(of).or_default() += 1;
        }
    }
    let unfinished = |((site, provider), count)| Unfinished { site, provider, count };
    counts.into_iter().map(unfinished).collect()
}

/// Reads the figures an operator watches.
pub(crate) fn figures(tables: &Tables, now: Timestamp) -> Figures {
    let count = |state: PaymentState| {
        let in_state = tables.payments.iter().filter(|row| row.payment.state == state);
        (state, u64::try_from(in_state.count()).unwrap_or(u64::MAX))
    };
    let undelivered = tables
        .notifications
        .iter()
        .filter(|notification| notification.state == NotificationState::Due);
    Figures {
        payments: PaymentState::ALL.map(count).to_vec(),
        oldest_overdue_probe: crate::claims::next_due(tables).filter(|due| *due <= now),
        oldest_undelivered: undelivered.map(|notification| notification.created_at).min(),
    }
}
