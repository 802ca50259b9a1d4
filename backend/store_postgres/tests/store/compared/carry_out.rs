//! Each command, asked of all stores.

use pse_core::model::{Checkout, DeliveryAttempt, Notification, Payment, SiteName};
use pse_core::ports::store::{
    ClaimWindow, InsertIntent, Intent, NotificationClaim, PaymentChange, PaymentFilter,
    ReturnLimit, SiteClaim, StoredBankList,
};
use pse_core::ports::store_suite::samples;
use pse_core::ports::store_suite::samples::minute;
use pse_shared::api::Bank;
use pse_shared::{PaymentState, Person};

use super::command::{Command, Pick, Save};
use super::everything;
use super::names::{self, checkout_id, notification_id, payment_id};
use super::stores::Stores;

/// Asks all stores a command, and compares what they answer.
pub(crate) fn carry_out(stores: &mut Stores, command: &Command) {
    let now = minute(stores.now);
    let later = |minutes: i64| minute(stores.now + minutes);
    match command {
        Command::Wait(minutes) => stores.now += minutes,
        Command::InsertCheckout { reference, site, people, key, used_id } => {
            let people = names::people(*people);
            insert_checkout(stores, *reference, *site, people, *key, *used_id);
        }
        Command::InsertIntent { checkout, provider, key, lease, used_id } => {
            insert_intent(stores, *checkout, *provider, *key, *lease, *used_id);
        }
        Command::Save(wanted) => save(stores, wanted),
        Command::ClaimDue { next, limit } => {
            let window = ClaimWindow { now, next: later(*next), limit: *limit };
            stores.ask("claim_due", async |store| store.claim_due(window).await);
        }
        Command::ClaimReturn { payment, gap, max } => {
            let id = stores.payment(*payment);
            let limit = ReturnLimit { now, last_before: later(-gap), max: *max };
            stores.ask("claim_return", async |store| store.claim_return(&id, limit).await);
        }
        Command::ClaimMerchant { payment, gap, next } => {
            let (id, before, next) = (stores.payment(*payment), later(-gap), later(*next));
            stores.ask("claim_merchant", async |store| {
                store.claim_merchant(&id, now, before, next).await
            });
        }
        Command::ClaimNotifications { lease, limit } => {
            let until = later(*lease);
            // One more of each site than of the one before it.
            let wanted: Vec<_> = (0..2_u8)
                .map(|site| SiteClaim { site: names::site(site), limit: limit + u32::from(site) })
                .collect();
            let claimed = stores.ask("claim_notifications", async |store| {
                store.claim_notifications(now, until, &wanted).await
            });
            stores.claims.extend(claimed.iter().flatten().map(NotificationClaim::from));
        }
        Command::RecordAttempt { claim, outcome } => {
            let claim = stores.claim(*claim);
            let attempt =
                DeliveryAttempt { at: now, status: Some(500), error: Some("señal".into()) };
            stores.ask("record_attempt", async |store| {
                store.record_attempt(&claim, &attempt, outcome).await
            });
        }
        Command::Redeliver { notification, site } => {
            let (site, id) = (names::site(*site), stores.notification(*notification));
            stores.ask("redeliver", async |store| store.redeliver(&site, &id, now).await);
        }
        Command::ClaimBankList { site, lease } => {
            let (site, until) = (names::site(*site), later(*lease));
            stores.ask("claim_bank_list", async |store| {
                store.claim_bank_list(&site, now, until).await
            });
        }
        Command::SaveBankList { site, provider } => {
            let banks = vec![Bank { code: "1".into(), name: format!("Banco {}", stores.now) }];
            let provider = samples::provider(&format!("provider{provider}"));
            let (site, list) = (names::site(*site), StoredBankList { provider, banks, as_of: now });
            stores.ask("save_bank_list", async |store| store.save_bank_list(&site, &list).await);
        }
        Command::ReleaseBankList { site } => {
            let site = names::site(*site);
            stores.ask("release_bank_list", async |store| store.release_bank_list(&site).await);
        }
        Command::List { site, state, reference, cus, limit } => {
            let filter = PaymentFilter {
                state: *state,
                reference: reference.map(names::reference),
                cus: cus.map(names::cus),
                limit: *limit,
                ..PaymentFilter::default()
            };
            list(stores, &names::site(*site), filter);
        }
        Command::Restart => stores.restart(),
        Command::Read => everything::compare(stores),
    }
}

fn insert_checkout(
    stores: &mut Stores,
    reference: u8,
    site: u8,
    [payer, buyer, shipping]: [Option<Person>; 3],
    key: Option<u8>,
    used_id: Option<Pick>,
) {
    let id =
        used_id.map_or_else(|| checkout_id(stores.checkouts.len()), |pick| stores.checkout(pick));
    let checkout = Checkout {
        id: id.clone(),
        site: names::site(site),
        created_at: minute(stores.now),
        expires_at: minute(stores.now + 60),
        payer: payer.unwrap_or_default(),
        buyer,
        shipping,
        ..samples::checkout(&names::reference(reference))
    };
    let key = key.map(|number| samples::key(&names::key(number)));
    stores
        .ask("insert_checkout", async |store| store.insert_checkout(&checkout, key.as_ref()).await);
    if used_id.is_none() {
        stores.checkouts.push(id);
    }
}

fn insert_intent(
    stores: &mut Stores,
    checkout: Pick,
    provider: u8,
    key: Option<u8>,
    lease: i64,
    used_id: Option<Pick>,
) {
    let id = stores.checkout(checkout);
    let stored = stores.ask("checkout", async |store| store.checkout(&id).await).flatten();
    let checkout = stored.unwrap_or_else(|| Checkout { id, ..samples::checkout("R0") });
    let payment_id =
        used_id.map_or_else(|| payment_id(stores.payments.len()), |pick| stores.payment(pick));
    let sample = samples::intent_at(&format!("provider{provider}"), &checkout, stores.now);
    let intent = Intent {
        payment: Payment {
            id: payment_id.clone(),
            payer: checkout.payer.completed_by(&sample.payment.payer),
            ..sample.payment
        },
        consent: names::consent(provider, stores.now),
        idempotency: key.map(|number| samples::key(&names::key(number))),
        lease_until: minute(stores.now + lease),
        ..sample
    };
    let made = stores.ask("insert_intent", async |store| store.insert_intent(&intent).await);
    if let Some(InsertIntent::Stored(payment)) = made {
        stores.payments.push(payment.id);
    }
}

fn save(stores: &mut Stores, wanted: &Save) {
    let id = stores.payment(wanted.payment);
    let Some(stored) = stores.ask("payment", async |store| store.payment(&id).await).flatten()
    else {
        return;
    };
    let mut change = samples::change(&stored, wanted.to, stores.now);
    let payment = &mut change.payment;
    payment.version -= i64::from(wanted.stale);
    payment.cus = wanted.cus.map(names::cus);
    payment.refusal = wanted.refusal;
    payment.provider_data = samples::words(&[("word", &wanted.word.to_string())]);
    if wanted.broken {
        let is_pending = payment.state == PaymentState::Pending;
        payment.schedule.next_probe_at = (!is_pending).then(|| minute(stores.now));
    }
    let payment = payment.clone();
    if !wanted.told {
        change = PaymentChange { history: None, checkout: None, ..change };
    }
    let fresh = notification_id(stores.notifications.len());
    if let Some(used_id) = wanted.notification {
        let id = used_id.map_or_else(|| fresh.clone(), |pick| stores.notification(pick));
        change.notification =
            Some(Notification { id, ..samples::notification(&payment, stores.now) });
    }
    let told = change.notification.as_ref().is_some_and(|told| told.id == fresh);
    let saved = stores.ask("save", async |store| store.save(&change).await);
    if saved == Some(true) && told {
        stores.notifications.push(fresh);
    }
}

/// Page after page, as long as there is one.
fn list(stores: &Stores, site: &SiteName, mut filter: PaymentFilter) {
    while let Some(page) = stores.ask("payments", async |store| store.payments(site, &filter).await)
        && let Some(last) = page.last()
    {
        filter.after = Some((last.created_at, last.id.clone()));
    }
}
