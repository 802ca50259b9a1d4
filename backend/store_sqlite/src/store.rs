//! The port, statement by statement: what changes anything goes to the writer, what only reads to the readers.

use std::sync::Arc;

use async_trait::async_trait;
use futures_util::future::join_all;
use jiff::Timestamp;
use pse_core::model::{
    Checkout, CheckoutId, Consent, DeliveryAttempt, HistoryEntry, Notification, NotificationId,
    Payment, PaymentId, SiteName,
};
use pse_core::ports::store::{
    AttemptMade, ChangeBroadcast, CheckoutChanges, ClaimWindow, Figures, IdempotencyKey,
    InsertCheckout, InsertIntent, Intent, NotificationClaim, NotificationOutcome, PaymentChange,
    PaymentFilter, ReturnLimit, SiteClaim, Store, StoreError, StoredBankList, Unfinished,
};

use super::readers::Readers;
use super::watch::Watch;
use super::writer::{Writer, closed};
use super::{
    attempts, bank_lists, checkouts, claims, consents, figures, history, intents, listing,
    notifications, orphans, payments, saving, unfinished,
};

/// A store in an SQLite file, held by this process alone.
#[derive(Debug)]
pub struct SqliteStore {
    pub(super) writer: Writer,
    pub(super) readers: Readers,
    pub(super) watch: Watch,
    /// The name under which this opening of the file holds creations.
    pub(super) process: Arc<str>,
    pub(super) changes: Arc<ChangeBroadcast>,
}

impl SqliteStore {
    /// Fails when the store is closed. Being open is all it takes to have the lease on a bank list: no other process has
    /// the file.
    fn check_open(&self) -> Result<(), StoreError> {
        if self.readers.is_closed() { Err(closed()) } else { Ok(()) }
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn ready(&self) -> Result<(), StoreError> {
        self.writer.write(figures::check_writable).await
    }

    async fn insert_checkout(
        &self,
        checkout: &Checkout,
        idempotency: Option<&IdempotencyKey>,
    ) -> Result<InsertCheckout, StoreError> {
        let (checkout, key) = (checkout.clone(), idempotency.cloned());
        self.writer.write(move |db| checkouts::insert(db, &checkout, key.as_ref())).await
    }

    async fn checkout(&self, id: &CheckoutId) -> Result<Option<Checkout>, StoreError> {
        let id = id.clone();
        self.readers.few(move |db| checkouts::by_id(db, &id)).await
    }

    async fn checkout_of_key(
        &self,
        site: &SiteName,
        key: &str,
    ) -> Result<Option<(Checkout, String)>, StoreError> {
        let (site, key) = (site.clone(), key.to_owned());
        self.readers.few(move |db| checkouts::of_key(db, &site, &key)).await
    }

    async fn checkout_of_site(
        &self,
        site: &SiteName,
        id: &CheckoutId,
    ) -> Result<Option<Checkout>, StoreError> {
        let (site, id) = (site.clone(), id.clone());
        self.readers.few(move |db| checkouts::of_site(db, &site, &id)).await
    }

    async fn blocking_payment(
        &self,
        site: &SiteName,
        merchant_reference: &str,
    ) -> Result<Option<Payment>, StoreError> {
        let (site, reference) = (site.clone(), merchant_reference.to_owned());
        self.readers.few(move |db| payments::blocking_reference(db, &site, &reference)).await
    }

    async fn payment_of_key(
        &self,
        checkout: &CheckoutId,
        key: &str,
    ) -> Result<Option<(Payment, String)>, StoreError> {
        let (checkout, key) = (checkout.clone(), key.to_owned());
        self.readers.few(move |db| payments::of_key(db, &checkout, &key)).await
    }

    async fn insert_intent(&self, intent: &Intent) -> Result<InsertIntent, StoreError> {
        let (intent, process) = (intent.clone(), Arc::clone(&self.process));
        self.writer.write(move |db| intents::insert(db, &intent, &process)).await
    }

    async fn save(&self, change: &PaymentChange) -> Result<bool, StoreError> {
        let (moves, checkout) = (change.changes_state(), change.payment.checkout_id.clone());
        let (change, changes) = (change.clone(), Arc::clone(&self.changes));
        let tell = move |saved: &bool| {
            if moves && *saved {
                changes.send(&checkout);
            }
        };
        self.writer.write_and_tell(move |db| saving::save(db, &change), tell).await
    }

    async fn payment(&self, id: &PaymentId) -> Result<Option<Payment>, StoreError> {
        let id = id.clone();
        self.readers.few(move |db| payments::by_id(db, &id)).await
    }

    async fn payment_of_site(
        &self,
        site: &SiteName,
        id: &PaymentId,
    ) -> Result<Option<Payment>, StoreError> {
        let (site, id) = (site.clone(), id.clone());
        self.readers.few(move |db| payments::of_site(db, &site, &id)).await
    }

    async fn latest_payment(&self, checkout: &CheckoutId) -> Result<Option<Payment>, StoreError> {
        let checkout = checkout.clone();
        self.readers.few(move |db| payments::latest(db, &checkout)).await
    }

    async fn history(&self, id: &PaymentId) -> Result<Vec<HistoryEntry>, StoreError> {
        let id = id.clone();
        self.readers.many(move |db| history::of_payment(db, &id)).await
    }

    async fn consent(&self, id: &PaymentId) -> Result<Option<Consent>, StoreError> {
        let id = id.clone();
        self.readers.few(move |db| consents::of_payment(db, &id)).await
    }

    async fn payments(
        &self,
        site: &SiteName,
        filter: &PaymentFilter,
    ) -> Result<Vec<Payment>, StoreError> {
        let (site, filter) = (site.clone(), filter.clone());
        self.readers.many(move |db| listing::page(db, &site, &filter)).await
    }

    async fn claim_due(&self, window: ClaimWindow) -> Result<Vec<Payment>, StoreError> {
        self.writer.write(move |db| claims::due(db, window)).await
    }

    async fn claim_return(
        &self,
        id: &PaymentId,
        limit: ReturnLimit,
    ) -> Result<Option<Payment>, StoreError> {
        let id = id.clone();
        self.writer.write(move |db| claims::by_return(db, &id, limit)).await
    }

    async fn claim_merchant(
        &self,
        id: &PaymentId,
        now: Timestamp,
        last_before: Timestamp,
        next: Timestamp,
    ) -> Result<Option<Payment>, StoreError> {
        let id = id.clone();
        self.writer.write(move |db| claims::by_merchant(db, &id, now, last_before, next)).await
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.readers.few(claims::next_due).await
    }

    async fn orphans(&self, now: Timestamp) -> Result<Vec<Payment>, StoreError> {
        let process = Arc::clone(&self.process);
        self.readers.many(move |db| orphans::all(db, &process, now)).await
    }

    async fn unfinished(&self) -> Result<Vec<Unfinished>, StoreError> {
        self.readers.many(unfinished::all).await
    }

    async fn bank_list(&self, site: &SiteName) -> Result<Option<StoredBankList>, StoreError> {
        let site = site.clone();
        self.readers.many(move |db| bank_lists::of_site(db, &site)).await
    }

    async fn claim_bank_list(
        &self,
        _site: &SiteName,
        _now: Timestamp,
        _lease_until: Timestamp,
    ) -> Result<bool, StoreError> {
        self.check_open().map(|()| true)
    }

    async fn save_bank_list(
        &self,
        site: &SiteName,
        list: &StoredBankList,
    ) -> Result<(), StoreError> {
        let (site, list) = (site.clone(), list.clone());
        self.writer.write(move |db| bank_lists::save(db, &site, &list)).await
    }

    async fn release_bank_list(&self, _site: &SiteName) -> Result<(), StoreError> {
        self.check_open()
    }

    async fn claim_notifications(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        wanted: &[SiteClaim],
    ) -> Result<Vec<Notification>, StoreError> {
        let wanted = wanted.to_vec();
        self.writer.write(move |db| notifications::claim(db, now, lease_until, &wanted)).await
    }

    async fn release_notification(
        &self,
        claimed: &Notification,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let claimed = claimed.clone();
        self.writer.write(move |db| notifications::release(db, &claimed, now)).await
    }

    async fn record_attempt(
        &self,
        claim: &NotificationClaim,
        attempt: &DeliveryAttempt,
        outcome: &NotificationOutcome,
    ) -> Result<(), StoreError> {
        let (claim, attempt, outcome) = (claim.clone(), attempt.clone(), outcome.clone());
        self.writer.write(move |db| attempts::record(db, &claim, &attempt, &outcome)).await
    }

    async fn record_attempts(&self, made: &[AttemptMade]) -> Vec<Result<(), StoreError>> {
        let all = made.to_vec();
        match self.writer.write_elsewhere(move |db| attempts::record_all(db, &all)).await {
            Err(_) if made.len() > 1 => {
                let each = made.iter().map(|made| self.record_attempts(std::slice::from_ref(made)));
                join_all(each).await.into_iter().flatten().collect()
            }
            together => vec![together; made.len()],
        }
    }

    async fn redeliver(
        &self,
        site: &SiteName,
        id: &NotificationId,
        now: Timestamp,
    ) -> Result<Option<Notification>, StoreError> {
        let (site, id) = (site.clone(), id.clone());
        self.writer.write(move |db| notifications::redeliver(db, &site, &id, now)).await
    }

    async fn notifications(
        &self,
        payment: &PaymentId,
    ) -> Result<Vec<(Notification, Vec<DeliveryAttempt>)>, StoreError> {
        let payment = payment.clone();
        self.readers.many(move |db| attempts::told(db, &payment)).await
    }

    async fn figures(&self, now: Timestamp) -> Result<Figures, StoreError> {
        self.readers.many(move |db| figures::all(db, now)).await
    }

    async fn damage(&self) -> String {
        self.watch.begin();
        self.watch.health().damage().await
    }

    fn changes(&self) -> CheckoutChanges {
        self.changes.follow()
    }

    async fn close(&self) {
        self.watch.close().await;
        self.readers.close().await;
        self.writer.close().await;
        self.changes.close();
    }
}
