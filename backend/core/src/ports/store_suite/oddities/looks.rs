//! An odd store is looked at through the port: nothing is lost or changed, and only what waits is done.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use pse_shared::{NotificationState, PaymentState};

use super::records::{OddCheckout, Oddities};
use crate::model::{DeliveryAttempt, SiteName};
use crate::ports::store::{
    ClaimWindow, NotificationOutcome, PaymentFilter, SiteClaim, Store, Unfinished,
};

/// Reads everything, and finds every record as it was.
pub async fn everything_is_there(store: &dyn Store, odd: &Oddities) {
    for checkout in &odd.checkouts {
        a_checkout_is_there(store, checkout).await;
    }
    for (site, list) in &odd.bank_lists {
        assert_eq!(store.bank_list(site).await.unwrap().as_ref(), Some(list), "{site}");
    }
    for site in sites(odd) {
        let filter = PaymentFilter { limit: 1000, ..PaymentFilter::default() };
        let listed = store.payments(&site, &filter).await.unwrap();
        let listed: BTreeSet<_> = listed.into_iter().map(|payment| payment.id).collect();
        let own = odd.payments().filter(|it| it.payment.site == site);
        assert_eq!(listed, own.map(|it| it.payment.id.clone()).collect(), "{site}");
    }
    everything_is_counted(store, odd).await;
}

async fn a_checkout_is_there(store: &dyn Store, odd: &OddCheckout) {
    let OddCheckout { checkout, key, payments } = odd;
    let reference = &checkout.reference;
    assert_eq!(store.checkout(&checkout.id).await.unwrap().as_ref(), Some(checkout));
    if let Some(key) = key {
        let (found, hash) = store.checkout_of_key(&checkout.site, &key.key).await.unwrap().unwrap();
        assert_eq!((&found, hash), (checkout, key.body_hash.clone()), "{reference}");
    }
    let latest = store.latest_payment(&checkout.id).await.unwrap();
    assert_eq!(latest.as_ref(), payments.last().map(|it| &it.payment), "{reference}");
    for it in payments {
        let payment = &it.payment;
        assert_eq!(store.payment(&payment.id).await.unwrap().as_ref(), Some(payment));
        assert_eq!(store.history(&payment.id).await.unwrap(), it.history, "{reference}");
        assert_eq!(store.consent(&payment.id).await.unwrap(), it.consent, "{reference}");
        assert_eq!(store.notifications(&payment.id).await.unwrap(), it.told, "{reference}");
        if let Some(key) = &it.key {
            let found = store.payment_of_key(&checkout.id, &key.key).await.unwrap().unwrap();
            assert_eq!(found, (payment.clone(), key.body_hash.clone()), "{reference}");
        }
    }
}

async fn everything_is_counted(store: &dyn Store, odd: &Oddities) {
    let figures = store.figures(Timestamp::MIN).await.unwrap();
    for (state, counted) in figures.payments {
        let own = odd.payments().filter(|it| it.payment.state == state).count();
        assert_eq!(counted, own as u64, "{state:?}");
    }
    let mut waiting: BTreeMap<_, u64> = BTreeMap::new();
    for it in odd.payments().filter(|it| !it.payment.state.is_final()) {
        let place = (it.payment.site.clone(), it.payment.provider.clone());
        *waiting.entry(place).or_default() += 1;
    }
    let waiting =
        waiting.into_iter().map(|((site, provider), count)| Unfinished { site, provider, count });
    assert_eq!(store.unfinished().await.unwrap(), waiting.collect::<Vec<_>>());
}

/// Does everything that waits by a time, as the service would: exactly what was pending is asked about, exactly what was
/// creating is settled, and exactly what was due is told, of each payment in its order.
pub async fn only_what_waits_is_done(store: &dyn Store, odd: &Oddities, now: Timestamp) {
    let orphans = store.orphans(now).await.unwrap();
    let orphans: BTreeSet<_> = orphans.into_iter().map(|payment| payment.id).collect();
    let of_state = |state| odd.payments().filter(move |it| it.payment.state == state);
    let left = of_state(PaymentState::Creating).map(|it| it.payment.id.clone());
    assert_eq!(orphans, left.collect());

    let window = ClaimWindow { now, next: super::collection::never(), limit: 1000 };
    let claimed = store.claim_due(window).await.unwrap();
    let claimed: BTreeSet<_> = claimed.into_iter().map(|payment| payment.id).collect();
    let due = of_state(PaymentState::Pending)
        .filter(|it| it.payment.schedule.next_probe_at.unwrap() <= now);
    assert_eq!(claimed, due.map(|it| it.payment.id.clone()).collect());
    assert_eq!(store.claim_due(window).await.unwrap(), []);
    everything_due_is_told(store, odd, now).await;
}

async fn everything_due_is_told(store: &dyn Store, odd: &Oddities, now: Timestamp) {
    let wanted: Vec<_> =
        sites(odd).into_iter().map(|site| SiteClaim { site, limit: 1000 }).collect();
    let mut told: BTreeMap<_, Vec<_>> = BTreeMap::new();
    loop {
        let claimed =
            store.claim_notifications(now, super::collection::never(), &wanted).await.unwrap();
        if claimed.is_empty() {
            break;
        }
        for one in claimed {
            let attempt = DeliveryAttempt { at: now, status: Some(200), error: None };
            let outcome = NotificationOutcome::Delivered;
            store.record_attempt(&(&one).into(), &attempt, &outcome).await.unwrap();
            told.entry(one.payment_id).or_default().push(one.id);
        }
    }
    let mut expected: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for it in odd.payments() {
        // What waits for its time keeps the later ones of its payment.
        let due = it.told.iter().map(|(told, _)| told);
        let due = due.filter(|told| told.state == NotificationState::Due);
        let due = due.take_while(|told| told.next_attempt_at <= now);
        for one in due {
            expected.entry(it.payment.id.clone()).or_default().push(one.id.clone());
        }
    }
    assert_eq!(told, expected);
}

fn sites(odd: &Oddities) -> BTreeSet<SiteName> {
    odd.checkouts.iter().map(|it| it.checkout.site.clone()).collect()
}
