//! The port, deed by deed: what buyers wait for, what the probe and the notifications do, and what is listed have pools of
//! their own, so that none waits for the connections of another.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use async_trait::async_trait;
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use pse_core::model::{
    Checkout, CheckoutId, Consent, DeliveryAttempt, HistoryEntry, Notification, NotificationId,
    Payment, PaymentId, SiteName,
};
use pse_core::ports::store::{
    ChangeBroadcast, CheckoutChanges, ClaimWindow, Figures, IdempotencyKey, InsertCheckout,
    InsertIntent, Intent, NotificationClaim, NotificationOutcome, PaymentChange, PaymentFilter,
    ReturnLimit, SiteClaim, Store, StoreError, StoredBankList, Unfinished,
};
use pse_core::time::Clock;
use tokio::sync::Notify;

use super::changes::Place;
use super::database_clock::DatabaseClock;
use super::failure::Failure;
use super::keeper::{Keeper, Keeping};
use super::pool::Client;
use super::processes::{self, Process};
use super::reach::Pools;
use super::{
    attempts, bank_lists, checkouts, claims, consents, figures, history, intents, listing,
    notifications, orphans, payments, saving, unfinished,
};

/// A store in a PostgreSQL database, as one process has it open.
pub struct PostgresStore {
    pub(crate) pools: Pools,
    pub(crate) process: Process,
    pub(crate) changes: Arc<ChangeBroadcast>,
    clock: DatabaseClock,
    living: Arc<AtomicU32>,
    followed: Arc<Notify>,
    keeping: Keeping,
}

/// Says of a closure what a pool wants of it.
const fn of_a_pool<T, W>(work: W) -> W
where
    W: for<'c> Fn(&'c Client) -> BoxFuture<'c, Result<T, Failure>>,
{
    work
}

/// Work for a pool, which may carry it out again: it has its own of the named values.
macro_rules! work {
    ([$($own:ident),*] |$client:ident| $work:expr) => {{
        $(let $own = $own.clone();)*
        of_a_pool(move |$client| {
            $(let $own = $own.clone();)*
            Box::pin(async move { $work.await })
        })
    }};
}

/// What is asked when the connection was lost: nothing, as the work can be done again without harm.
macro_rules! again {
    () => {
        |_| Box::pin(async { Ok(None) })
    };
}

impl PostgresStore {
    /// Begins to keep the place of a process that the others, `living` with it, know already. It hears of what they change
    /// from `place` on. The clock has learnt the database's time: what is judged first are others' leases.
    pub(crate) fn begin(
        pools: Pools,
        process: Process,
        place: Place,
        clock: DatabaseClock,
        living: u32,
    ) -> Self {
        let keeper = Keeper {
            pool: pools.probe.clone(),
            process: process.clone(),
            followers: Arc::default(),
            clock,
            living: Arc::new(AtomicU32::new(living)),
            followed: Arc::default(),
        };
        let (changes, followed) = (Arc::clone(&keeper.followers), Arc::clone(&keeper.followed));
        let (clock, living) = (keeper.clock.clone(), Arc::clone(&keeper.living));
        let keeping = keeper.start(place);
        Self { pools, process, changes, clock, living, followed, keeping }
    }

    /// A clock that shows the database's time, on which all processes of a store agree.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn ready(&self) -> Result<(), StoreError> {
        let process = &self.process;
        let beat = work!([process] | db | processes::beat(db, &process));
        let _ = self.pools.buyers.write(beat, again!()).await?;
        // That row is written in place; a payment's is not, nor is it in the same table.
        self.pools.buyers.check()?;
        self.pools.probe.check()
    }

    async fn insert_checkout(
        &self,
        checkout: &Checkout,
        idempotency: Option<&IdempotencyKey>,
    ) -> Result<InsertCheckout, StoreError> {
        let made = Arc::new((checkout.clone(), idempotency.cloned()));
        let insert = work!([made] | db | checkouts::insert(db, &made.0, made.1.as_ref()));
        let reread = work!([made] | db | checkouts::was_inserted(db, &made.0));
        self.pools.buyers.write(insert, reread).await
    }

    async fn checkout(&self, id: &CheckoutId) -> Result<Option<Checkout>, StoreError> {
        self.pools.buyers.read(|db| async move { checkouts::by_id(&db, id).await }).await
    }

    async fn checkout_of_key(
        &self,
        site: &SiteName,
        key: &str,
    ) -> Result<Option<(Checkout, String)>, StoreError> {
        self.pools.buyers.read(|db| async move { checkouts::of_key(&db, site, key).await }).await
    }

    async fn checkout_of_site(
        &self,
        site: &SiteName,
        id: &CheckoutId,
    ) -> Result<Option<Checkout>, StoreError> {
        self.pools.buyers.read(|db| async move { checkouts::of_site(&db, site, id).await }).await
    }

    async fn blocking_payment(
        &self,
        site: &SiteName,
        merchant_reference: &str,
    ) -> Result<Option<Payment>, StoreError> {
        self.pools
            .buyers
            .read(|db| async move {
                payments::blocking_reference(&db, site, merchant_reference).await
            })
            .await
    }

    async fn payment_of_key(
        &self,
        checkout: &CheckoutId,
        key: &str,
    ) -> Result<Option<(Payment, String)>, StoreError> {
        self.pools.buyers.read(|db| async move { payments::of_key(&db, checkout, key).await }).await
    }

    async fn insert_intent(&self, intent: &Intent) -> Result<InsertIntent, StoreError> {
        let (intent, process) = (Arc::new(intent.clone()), &self.process);
        let begun = Arc::new(AtomicBool::new(false));
        let insert = work!(
            [intent, process, begun]
                | db
                | intents::insert(db, &intent, &process, begun.swap(true, Ordering::Relaxed))
        );
        let reread = work!([intent, process] | db | intents::was_inserted(db, &intent, &process));
        self.pools.buyers.write(insert, reread).await
    }

    async fn save(&self, change: &PaymentChange) -> Result<bool, StoreError> {
        let (change, process) = (Arc::new(change.clone()), &self.process);
        let followers = &self.changes;
        // The followers are told where the change is stored: whoever asked for it may have gone away.
        let save = work!(
            [change, process, followers]
                | db
                | async {
                    let saved = saving::save(db, &change, &process).await?;
                    saving::tell(&followers, &change, saved);
                    Ok(saved)
                }
        );
        let reread = work!(
            [change, followers]
                | db
                | async {
                    let saved = saving::was_saved(db, &change).await?;
                    saving::tell(&followers, &change, saved == Some(true));
                    Ok(saved)
                }
        );
        self.pools.buyers.write(save, reread).await
    }

    async fn payment(&self, id: &PaymentId) -> Result<Option<Payment>, StoreError> {
        self.pools.buyers.read(|db| async move { payments::by_id(&db, id).await }).await
    }

    async fn payment_of_site(
        &self,
        site: &SiteName,
        id: &PaymentId,
    ) -> Result<Option<Payment>, StoreError> {
        self.pools.buyers.read(|db| async move { payments::of_site(&db, site, id).await }).await
    }

    async fn latest_payment(&self, checkout: &CheckoutId) -> Result<Option<Payment>, StoreError> {
        self.pools.buyers.read(|db| async move { payments::latest(&db, checkout).await }).await
    }

    async fn history(&self, id: &PaymentId) -> Result<Vec<HistoryEntry>, StoreError> {
        self.pools.reading.read(|db| async move { history::of_payment(&db, id).await }).await
    }

    async fn consent(&self, id: &PaymentId) -> Result<Option<Consent>, StoreError> {
        self.pools.reading.read(|db| async move { consents::of_payment(&db, id).await }).await
    }

    async fn payments(
        &self,
        site: &SiteName,
        filter: &PaymentFilter,
    ) -> Result<Vec<Payment>, StoreError> {
        self.pools.reading.read(|db| async move { listing::page(&db, site, filter).await }).await
    }

    async fn claim_due(&self, window: ClaimWindow) -> Result<Vec<Payment>, StoreError> {
        let claim = work!([window] | db | claims::due(db, window));
        self.pools.probe.write(claim, again!()).await
    }

    async fn claim_return(
        &self,
        id: &PaymentId,
        limit: ReturnLimit,
    ) -> Result<Option<Payment>, StoreError> {
        let claim = work!([id] | db | claims::by_return(db, &id, limit));
        self.pools.buyers.write(claim, again!()).await
    }

    async fn claim_merchant(
        &self,
        id: &PaymentId,
        now: Timestamp,
        last_before: Timestamp,
        next: Timestamp,
    ) -> Result<Option<Payment>, StoreError> {
        let claim = work!([id] | db | claims::by_merchant(db, &id, now, last_before, next));
        self.pools.buyers.write(claim, again!()).await
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.pools.probe.read(|db| async move { claims::next_due(&db).await }).await
    }

    async fn orphans(&self, now: Timestamp) -> Result<Vec<Payment>, StoreError> {
        let process = &self.process;
        self.pools.probe.read(|db| async move { orphans::all(&db, process, now).await }).await
    }

    async fn unfinished(&self) -> Result<Vec<Unfinished>, StoreError> {
        self.pools.reading.read(|db| async move { unfinished::all(&db).await }).await
    }

    async fn bank_list(&self, site: &SiteName) -> Result<Option<StoredBankList>, StoreError> {
        self.pools.buyers.read(|db| async move { bank_lists::of_site(&db, site).await }).await
    }

    async fn claim_bank_list(
        &self,
        site: &SiteName,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<bool, StoreError> {
        let process = &self.process;
        let claim = work!(
            [site, process] | db | { bank_lists::claim(db, &site, &process, now, lease_until) }
        );
        self.pools.buyers.write(claim, again!()).await
    }

    async fn save_bank_list(
        &self,
        site: &SiteName,
        list: &StoredBankList,
    ) -> Result<(), StoreError> {
        let (process, list) = (&self.process, Arc::new(list.clone()));
        let save = work!([site, process, list] | db | bank_lists::save(db, &site, &process, &list));
        self.pools.buyers.write(save, again!()).await
    }

    async fn release_bank_list(&self, site: &SiteName) -> Result<(), StoreError> {
        let process = &self.process;
        let release = work!([site, process] | db | bank_lists::release(db, &site, &process));
        self.pools.buyers.write(release, again!()).await
    }

    async fn claim_notifications(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        wanted: &[SiteClaim],
    ) -> Result<Vec<Notification>, StoreError> {
        let wanted: Arc<[SiteClaim]> = wanted.into();
        let claim = work!([wanted] | db | notifications::claim(db, now, lease_until, &wanted));
        self.pools.probe.write(claim, again!()).await
    }

    async fn release_notification(
        &self,
        claimed: &Notification,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let claimed = Arc::new(claimed.clone());
        let release = work!([claimed] | db | notifications::release(db, &claimed, now));
        self.pools.probe.write(release, again!()).await
    }

    async fn record_attempt(
        &self,
        claim: &NotificationClaim,
        attempt: &DeliveryAttempt,
        outcome: &NotificationOutcome,
    ) -> Result<(), StoreError> {
        let made = Arc::new((claim.clone(), attempt.clone(), outcome.clone()));
        let record = work!([made] | db | attempts::record(db, &made.0, &made.1, &made.2));
        let reread = work!([made] | db | attempts::was_recorded(db, &made.0.id, &made.1));
        self.pools.probe.write(record, reread).await
    }

    async fn redeliver(
        &self,
        site: &SiteName,
        id: &NotificationId,
        now: Timestamp,
    ) -> Result<Option<Notification>, StoreError> {
        let redeliver = work!([site, id] | db | notifications::redeliver(db, &site, &id, now));
        self.pools.buyers.write(redeliver, again!()).await
    }

    async fn notifications(
        &self,
        payment: &PaymentId,
    ) -> Result<Vec<(Notification, Vec<DeliveryAttempt>)>, StoreError> {
        self.pools.reading.read(|db| async move { attempts::told(&db, payment).await }).await
    }

    async fn figures(&self, now: Timestamp) -> Result<Figures, StoreError> {
        self.pools.reading.read(|db| async move { figures::all(&db, now).await }).await
    }

    fn changes(&self) -> CheckoutChanges {
        let changes = self.changes.follow();
        self.followed.notify_one();
        changes
    }

    fn replicas(&self) -> u32 {
        self.living.load(Ordering::Relaxed)
    }

    async fn close(&self) {
        self.keeping.stop().await;
        let process = &self.process;
        let leave = work!([process] | db | processes::leave(db, &process));
        // A process that cannot say so is silent from now on, and held for gone after a while.
        let _ = self.pools.probe.write(leave, again!()).await;
        self.pools.close().await;
        self.changes.close();
    }
}
