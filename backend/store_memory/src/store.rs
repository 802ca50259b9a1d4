//! The port, each deed under the lock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;
use pse_core::model::{
    Checkout, CheckoutId, Consent, DeliveryAttempt, HistoryEntry, Notification, NotificationId,
    Payment, PaymentId, SiteName,
};
use pse_core::ports::store::{
    CheckoutChanges, ClaimWindow, Figures, IdempotencyKey, InsertCheckout, InsertIntent, Intent,
    NotificationClaim, NotificationOutcome, PaymentChange, PaymentFilter, ReturnLimit, SiteClaim,
    Store, StoreError, StoredBankList, Unfinished,
};

use crate::tables::{ProcessId, Tables, failed};
use crate::{bank_lists, checkouts, claims, intents, notifications, reads, saving};

/// A store in memory, as one (simulated) process has it open.
#[derive(Debug)]
pub struct MemoryStore {
    tables: Arc<Mutex<Tables>>,
    process: ProcessId,
}

impl MemoryStore {
    /// Makes an empty store, opened by a first process.
    #[must_use]
    pub fn new() -> Self {
        Self::opened(Arc::default())
    }

    /// Opens the same store as another process.
    #[must_use]
    pub fn another_process(&self) -> Self {
        Self::opened(Arc::clone(&self.tables))
    }

    /// Makes every write of every process fail from now on, as on a full disk, or work again.
    pub fn fail_writes(&self, fail: bool) {
        self.tables().writes_fail = fail;
    }

    fn opened(tables: Arc<Mutex<Tables>>) -> Self {
        let process = tables.lock().unwrap_or_else(PoisonError::into_inner).open();
        Self { tables, process }
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<T>(&self, work: impl FnOnce(&Tables) -> T) -> Result<T, StoreError> {
        let tables = self.tables();
        if tables.processes.contains_key(&self.process) {
            Ok(work(&tables))
        } else {
            Err(failed("it is closed"))
        }
    }

    fn write<T>(&self, work: impl FnOnce(&mut Tables) -> T) -> Result<T, StoreError> {
        let mut tables = self.tables();
        if !tables.processes.contains_key(&self.process) {
            return Err(failed("it is closed"));
        }
        if tables.writes_fail {
            return Err(failed("every write fails, as a test wants it"));
        }
        Ok(work(&mut tables))
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn ready(&self) -> Result<(), StoreError> {
        self.write(|_| ())
    }

    async fn insert_checkout(
        &self,
        checkout: &Checkout,
        idempotency: Option<&IdempotencyKey>,
    ) -> Result<InsertCheckout, StoreError> {
        self.write(|tables| checkouts::insert(tables, checkout, idempotency))?
    }

    async fn checkout_of_key(
        &self,
        site: &SiteName,
        key: &str,
    ) -> Result<Option<(Checkout, String)>, StoreError> {
        self.read(|tables| checkouts::of_key(tables, site, key))
    }

    async fn checkout(&self, id: &CheckoutId) -> Result<Option<Checkout>, StoreError> {
        self.read(|tables| tables.checkouts.get(id).cloned())
    }

    async fn checkout_of_site(
        &self,
        site: &SiteName,
        id: &CheckoutId,
    ) -> Result<Option<Checkout>, StoreError> {
        Ok(self.checkout(id).await?.filter(|checkout| checkout.site == *site))
    }

    async fn blocking_payment(
        &self,
        site: &SiteName,
        merchant_reference: &str,
    ) -> Result<Option<Payment>, StoreError> {
        self.read(|tables| tables.blocking(None, site, merchant_reference).cloned())
    }

    async fn payment_of_key(
        &self,
        checkout: &CheckoutId,
        key: &str,
    ) -> Result<Option<(Payment, String)>, StoreError> {
        self.read(|tables| intents::of_key(tables, checkout, key))
    }

    async fn insert_intent(&self, intent: &Intent) -> Result<InsertIntent, StoreError> {
        self.write(|tables| intents::insert(tables, intent, self.process))?
    }

    async fn save(&self, change: &PaymentChange) -> Result<bool, StoreError> {
        self.write(|tables| saving::save(tables, change))?
    }

    async fn payment(&self, id: &PaymentId) -> Result<Option<Payment>, StoreError> {
        self.read(|tables| tables.payment(id).cloned())
    }

    async fn payment_of_site(
        &self,
        site: &SiteName,
        id: &PaymentId,
    ) -> Result<Option<Payment>, StoreError> {
        Ok(self.payment(id).await?.filter(|payment| payment.site == *site))
    }

    async fn latest_payment(&self, checkout: &CheckoutId) -> Result<Option<Payment>, StoreError> {
        self.read(|tables| reads::latest_payment(tables, checkout))
    }

    async fn history(&self, id: &PaymentId) -> Result<Vec<HistoryEntry>, StoreError> {
        self.read(|tables| reads::history(tables, id))
    }

    async fn consent(&self, id: &PaymentId) -> Result<Option<Consent>, StoreError> {
        self.read(|tables| tables.consents.get(id).cloned())
    }

    async fn payments(
        &self,
        site: &SiteName,
        filter: &PaymentFilter,
    ) -> Result<Vec<Payment>, StoreError> {
        self.read(|tables| reads::payments(tables, site, filter))
    }

    async fn claim_due(&self, window: ClaimWindow) -> Result<Vec<Payment>, StoreError> {
        self.write(|tables| claims::due(tables, window))
    }

    async fn claim_return(
        &self,
        id: &PaymentId,
        limit: ReturnLimit,
    ) -> Result<Option<Payment>, StoreError> {
        self.write(|tables| claims::by_return(tables, id, limit))
    }

    async fn claim_merchant(
        &self,
        id: &PaymentId,
        now: Timestamp,
        last_before: Timestamp,
        next: Timestamp,
    ) -> Result<Option<Payment>, StoreError> {
        self.write(|tables| claims::by_merchant(tables, id, now, last_before, next))
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.read(claims::next_due)
    }

    async fn orphans(&self, now: Timestamp) -> Result<Vec<Payment>, StoreError> {
        self.read(|tables| claims::orphans(tables, now))
    }

    async fn unfinished(&self) -> Result<Vec<Unfinished>, StoreError> {
        self.read(reads::unfinished)
    }

    async fn bank_list(&self, site: &SiteName) -> Result<Option<StoredBankList>, StoreError> {
        self.read(|tables| tables.bank_lists.get(site).cloned())
    }

    async fn claim_bank_list(
        &self,
        site: &SiteName,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(|tables| bank_lists::claim(tables, site, self.process, now, lease_until))
    }

    async fn save_bank_list(
        &self,
        site: &SiteName,
        list: &StoredBankList,
    ) -> Result<(), StoreError> {
        self.write(|tables| {
            tables.bank_lists.insert(site.clone(), list.clone());
            bank_lists::release(tables, site, self.process);
        })
    }

    async fn release_bank_list(&self, site: &SiteName) -> Result<(), StoreError> {
        self.write(|tables| bank_lists::release(tables, site, self.process))
    }

    async fn claim_notifications(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        wanted: &[SiteClaim],
    ) -> Result<Vec<Notification>, StoreError> {
        self.write(|tables| notifications::claim(tables, now, lease_until, wanted))
    }

    async fn release_notification(
        &self,
        claimed: &Notification,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(|tables| notifications::release(tables, claimed, now))
    }

    async fn record_attempt(
        &self,
        claim: &NotificationClaim,
        attempt: &DeliveryAttempt,
        outcome: &NotificationOutcome,
    ) -> Result<(), StoreError> {
        self.write(|tables| notifications::record_attempt(tables, claim, attempt, outcome))?
    }

    async fn redeliver(
        &self,
        site: &SiteName,
        id: &NotificationId,
        now: Timestamp,
    ) -> Result<Option<Notification>, StoreError> {
        self.write(|tables| notifications::redeliver(tables, site, id, now))
    }

    async fn notifications(
        &self,
        payment: &PaymentId,
    ) -> Result<Vec<(Notification, Vec<DeliveryAttempt>)>, StoreError> {
        self.read(|tables| notifications::of_payment(tables, payment))
    }

    async fn figures(&self, now: Timestamp) -> Result<Figures, StoreError> {
        self.read(|tables| reads::figures(tables, now))
    }

    fn changes(&self) -> CheckoutChanges {
        let followers = self.tables().processes.get(&self.process).cloned();
        followers.map_or_else(
            || Box::pin(futures_util::stream::empty()) as CheckoutChanges,
            |of| of.follow(),
        )
    }

    async fn close(&self) {
        if let Some(followers) = self.tables().processes.remove(&self.process) {
            followers.close();
        }
    }
}
