//! The interface, statement by statement: what changes anything goes to the writer, what only
//! reads to the readers.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::sqlite::SqlitePool;

use super::writer::Writer;
use super::{
    attempts, bank_lists, changes, checkouts, claims, figures, history, intents, listing,
    notifications, payments,
};
use crate::config::SiteName;
use crate::model::{
    Attempt, Checkout, CheckoutId, HistoryEntry, Notification, NotificationId, Payment, PaymentId,
};
use crate::store::{
    BankListRow, Change, ClaimWindow, Figures, Idempotency, InsertCheckout, InsertIntent, Intent,
    NotificationOutcome, PaymentFilter, ReturnLimit, Store, StoreError,
};

/// A store in an SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    pub(super) writer: Writer,
    pub(super) readers: SqlitePool,
}

#[async_trait]
impl Store for SqliteStore {
    async fn ready(&self) -> Result<(), StoreError> {
        self.writer.write(|db| Box::pin(figures::check_writable(db))).await
    }

    async fn insert_checkout(
        &self,
        checkout: &Checkout,
        idempotency: Option<&Idempotency>,
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
        let intent = intent.clone();
        self.writer
            .write(move |db| Box::pin(async move { intents::insert(db, &intent).await }))
            .await
    }

    async fn save(&self, change: &Change) -> Result<bool, StoreError> {
        let change = change.clone();
        self.writer.write(move |db| Box::pin(async move { changes::save(db, &change).await })).await
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

    async fn orphans(&self, created_before: Timestamp) -> Result<Vec<Payment>, StoreError> {
        payments::orphans(&self.readers, created_before).await
    }

    async fn bank_list(&self, site: &SiteName) -> Result<Option<BankListRow>, StoreError> {
        bank_lists::of_site(&self.readers, site).await
    }

    async fn save_bank_list(&self, site: &SiteName, list: &BankListRow) -> Result<(), StoreError> {
        let (site, list) = (site.clone(), list.clone());
        self.writer
            .write(move |db| Box::pin(async move { bank_lists::save(db, &site, &list).await }))
            .await
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
        attempt: &Attempt,
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
    ) -> Result<Vec<(Notification, Vec<Attempt>)>, StoreError> {
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
}
