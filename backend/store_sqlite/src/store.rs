//! The port, statement by statement: what changes anything goes to the writer, what only reads to the readers.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use pse_core::model::{
    Checkout, CheckoutId, DeliveryAttempt, HistoryEntry, Notification, NotificationId, Payment,
    PaymentId, SiteName,
};
use pse_core::ports::store::{
    ChangeBroadcast, CheckoutChanges, ClaimWindow, Figures, IdempotencyKey, InsertCheckout,
    InsertIntent, Intent, NotificationOutcome, PaymentChange, PaymentFilter, ReturnLimit, Store,
    StoreError, StoredBankList, Unfinished,
};
use sqlx::sqlite::SqlitePool;

use super::writer::{Writer, closed};
use super::{
    attempts, bank_lists, checkouts, claims, figures, history, intents, listing, notifications,
    orphans, payments, saving, unfinished,
};

/// A store in an SQLite file, held by this process alone.
#[derive(Debug)]
pub struct SqliteStore {
    pub(super) writer: Writer,
    pub(super) readers: SqlitePool,
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
        self.writer.write(|db| Box::pin(figures::check_writable(db))).await
    }

    async fn insert_checkout(
        &self,
        checkout: &Checkout,
        idempotency: Option<&IdempotencyKey>,
    ) -> Result<InsertCheckout, StoreError> {
        let (checkout, key) = (checkout.clone(), idempotency.cloned());
        self.writer
            .write(move |db| {
                Box::pin(async move { checkouts::insert(db, &checkout, key.as_ref()).await })
            })
            .await
    }

    async fn checkout(&self, id: &CheckoutId) -> Result<Option<Checkout>, StoreError> {
        checkouts::by_id(&self.readers, id).await
    }

    async fn checkout_of_key(
        &self,
        site: &SiteName,
        key: &str,
    ) -> Result<Option<(Checkout, String)>, StoreError> {
        checkouts::of_key(&self.readers, site, key).await
    }

    async fn blocking_payment(
        &self,
        site: &SiteName,
        merchant_reference: &str,
    ) -> Result<Option<Payment>, StoreError> {
        payments::blocking_reference(&self.readers, site, merchant_reference).await
    }

    async fn payment_of_key(
        &self,
        checkout: &CheckoutId,
        key: &str,
    ) -> Result<Option<(Payment, String)>, StoreError> {
        payments::of_key(&self.readers, checkout, key).await
    }

    async fn insert_intent(&self, intent: &Intent) -> Result<InsertIntent, StoreError> {
        let (intent, process) = (intent.clone(), Arc::clone(&self.process));
        self.writer
            .write(move |db| Box::pin(async move { intents::insert(db, &intent, &process).await }))
            .await
    }

    async fn save(&self, change: &PaymentChange) -> Result<bool, StoreError> {
        let (moves, checkout) = (change.changes_state(), change.payment.checkout_id.clone());
        let (change, changes) = (change.clone(), Arc::clone(&self.changes));
        let tell = move |saved: &bool| {
            if moves && *saved {
                changes.send(&checkout);
            }
        };
        self.writer
            .write_and_tell(
                move |db| Box::pin(async move { saving::save(db, &change).await }),
                tell,
            )
            .await
    }

    async fn payment(&self, id: &PaymentId) -> Result<Option<Payment>, StoreError> {
        payments::by_id(&self.readers, id).await
    }

    async fn latest_payment(&self, checkout: &CheckoutId) -> Result<Option<Payment>, StoreError> {
        payments::latest(&self.readers, checkout).await
    }

    async fn history(&self, id: &PaymentId) -> Result<Vec<HistoryEntry>, StoreError> {
        history::of_payment(&self.readers, id).await
    }

    async fn payments(
        &self,
        site: &SiteName,
        filter: &PaymentFilter,
    ) -> Result<Vec<Payment>, StoreError> {
        listing::page(&self.readers, site, filter).await
    }

    async fn claim_due(&self, window: ClaimWindow) -> Result<Vec<Payment>, StoreError> {
        self.writer.write(move |db| Box::pin(claims::due(db, window))).await
    }

    async fn claim_return(
        &self,
        id: &PaymentId,
        limit: ReturnLimit,
    ) -> Result<Option<Payment>, StoreError> {
        let id = id.clone();
        self.writer
            .write(move |db| Box::pin(async move { claims::by_return(db, &id, limit).await }))
            .await
    }

    async fn claim_merchant(
        &self,
        id: &PaymentId,
        now: Timestamp,
        last_before: Timestamp,
        next: Timestamp,
    ) -> Result<Option<Payment>, StoreError> {
        let id = id.clone();
        self.writer
            .write(move |db| {
                Box::pin(async move { claims::by_merchant(db, &id, now, last_before, next).await })
            })
            .await
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        claims::next_due(&self.readers).await
    }

    async fn orphans(&self, now: Timestamp) -> Result<Vec<Payment>, StoreError> {
        orphans::all(&self.readers, &self.process, now).await
    }

    async fn unfinished(&self) -> Result<Vec<Unfinished>, StoreError> {
        unfinished::all(&self.readers).await
    }

    async fn bank_list(&self, site: &SiteName) -> Result<Option<StoredBankList>, StoreError> {
        bank_lists::of_site(&self.readers, site).await
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
        self.writer
            .write(move |db| Box::pin(async move { bank_lists::save(db, &site, &list).await }))
            .await
    }

    async fn release_bank_list(&self, _site: &SiteName) -> Result<(), StoreError> {
        self.check_open()
    }

    async fn claim_notifications(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Notification>, StoreError> {
        self.writer
            .write(move |db| Box::pin(notifications::claim(db, now, lease_until, limit)))
            .await
    }

    async fn record_attempt(
        &self,
        id: &NotificationId,
        attempt: &DeliveryAttempt,
        outcome: &NotificationOutcome,
    ) -> Result<(), StoreError> {
        let (id, attempt, outcome) = (id.clone(), attempt.clone(), outcome.clone());
        self.writer
            .write(move |db| {
                Box::pin(async move { attempts::record(db, &id, &attempt, &outcome).await })
            })
            .await
    }

    async fn redeliver(
        &self,
        site: &SiteName,
        id: &NotificationId,
        now: Timestamp,
    ) -> Result<Option<Notification>, StoreError> {
        let (site, id) = (site.clone(), id.clone());
        self.writer
            .write(move |db| {
                Box::pin(async move { notifications::redeliver(db, &site, &id, now).await })
            })
            .await
    }

    async fn notifications(
        &self,
        payment: &PaymentId,
    ) -> Result<Vec<(Notification, Vec<DeliveryAttempt>)>, StoreError> {
        let mut told = Vec::new();
        for notification in notifications::of_payment(&self.readers, payment).await? {
            let attempts = attempts::of_notification(&self.readers, &notification.id).await?;
            told.push((notification, attempts));
        }
        Ok(told)
    }

    async fn figures(&self, now: Timestamp) -> Result<Figures, StoreError> {
        figures::all(&self.readers, now).await
    }

    fn changes(&self) -> CheckoutChanges {
        self.changes.follow()
    }

    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
        self.changes.close();
    }
}
