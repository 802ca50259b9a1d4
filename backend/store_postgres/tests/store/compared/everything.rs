//! All that can be read of the stores, compared; and what PostgreSQL keeps beside the rows, with the rows.

use pse_core::ports::store_suite::samples::minute;

use super::names::{key, reference, site};
use super::stores::Stores;

/// What must be none: rows of the narrow tables and of the counts that do not follow from those of payments and
/// notifications.
pub(crate) const ASTRAY: &str = "
    SELECT 'probe', id FROM payments FULL JOIN payment_probes USING (position)
    WHERE next_probe_at IS DISTINCT FROM next_at
    UNION ALL
    SELECT 'count', concat(site, provider, state) FROM (
        SELECT site, provider, state, count(*) AS payments FROM payments GROUP BY site, provider, state
        UNION ALL SELECT site, provider, state, -payments FROM payment_counts) AS counts
    GROUP BY site, provider, state HAVING sum(payments) <> 0
    UNION ALL
    SELECT 'queue', id FROM notifications FULL JOIN notification_queue AS queued USING (position)
    WHERE (state = 'due') IS DISTINCT FROM (queued.next_at IS NOT NULL)
        OR behind <> EXISTS (SELECT 1 FROM notification_queue AS earlier
            WHERE earlier.payment_id = queued.payment_id AND earlier.position < queued.position)";

/// Reads everything from all stores, and compares it.
pub(crate) fn compare(stores: &Stores) {
    let now = minute(stores.now);
    stores.ask("orphans", async |store| store.orphans(now).await);
    stores.ask("unfinished", async |store| store.unfinished().await);
    stores.ask("figures", async |store| store.figures(now).await);
    stores.ask("next_due", async |store| store.next_due().await);
    for id in &stores.payments {
        stores.ask("payment", async |store| store.payment(id).await);
        stores.ask("consent", async |store| store.consent(id).await);
        stores.ask("history", async |store| store.history(id).await);
        stores.ask("notifications", async |store| store.notifications(id).await);
    }
    for id in &stores.checkouts {
        stores.ask("checkout", async |store| store.checkout(id).await);
        stores.ask("latest_payment", async |store| store.latest_payment(id).await);
        for key in (0..2).map(key) {
            stores.ask("payment_of_key", async |store| store.payment_of_key(id, &key).await);
        }
    }
    for site in (0..2).map(site) {
        stores.ask("bank_list", async |store| store.bank_list(&site).await);
        for key in (0..3).map(key) {
            stores.ask("checkout_of_key", async |store| store.checkout_of_key(&site, &key).await);
        }
        for reference in (0..3).map(reference) {
            stores.ask("blocking_payment", async |store| {
                store.blocking_payment(&site, &reference).await
            });
        }
    }
    assert_eq!(stores.database.run(ASTRAY), "", "what follows from the rows does not");
}
