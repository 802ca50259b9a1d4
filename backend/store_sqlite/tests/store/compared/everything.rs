//! All that can be read of both stores, compared.

use pse_core::ports::store_suite::samples::minute;

use super::names::{key, reference, site};
use super::pair::Pair;

/// Reads everything from both stores, and compares it.
pub(crate) fn compare(pair: &Pair) {
    let now = minute(pair.now);
    pair.ask("orphans", async |store| store.orphans(now).await);
    pair.ask("unfinished", async |store| store.unfinished().await);
    pair.ask("figures", async |store| store.figures(now).await);
    pair.ask("next_due", async |store| store.next_due().await);
    for id in &pair.payments {
        pair.ask("payment", async |store| store.payment(id).await);
        pair.ask("consent", async |store| store.consent(id).await);
        pair.ask("history", async |store| store.history(id).await);
        pair.ask("notifications", async |store| store.notifications(id).await);
    }
    for id in &pair.checkouts {
        pair.ask("checkout", async |store| store.checkout(id).await);
        pair.ask("latest_payment", async |store| store.latest_payment(id).await);
        for key in (0..2).map(key) {
            pair.ask("payment_of_key", async |store| store.payment_of_key(id, &key).await);
        }
    }
    for site in (0..2).map(site) {
        pair.ask("bank_list", async |store| store.bank_list(&site).await);
        for key in (0..3).map(key) {
            pair.ask("checkout_of_key", async |store| store.checkout_of_key(&site, &key).await);
        }
        for reference in (0..3).map(reference) {
            pair.ask("blocking_payment", async |store| {
                store.blocking_payment(&site, &reference).await
            });
        }
    }
}
