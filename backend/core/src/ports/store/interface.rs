//! The trait that every store implements.

use async_trait::async_trait;
use futures_util::future::join_all;
use jiff::Timestamp;

use super::changes::CheckoutChanges;
use super::claims::{
    AttemptMade, ClaimWindow, NotificationClaim, NotificationOutcome, ReturnLimit, SiteClaim,
};
use super::error::StoreError;
use super::reads::{Figures, PaymentFilter, StoredBankList, Unfinished};
use super::writes::{IdempotencyKey, InsertCheckout, InsertIntent, Intent, PaymentChange};
use crate::model::{
    Checkout, CheckoutId, Consent, DeliveryAttempt, HistoryEntry, Notification, NotificationId,
    Payment, PaymentId, SiteName,
};

/// Durable storage of checkouts and payments. Several processes may share one store; each is known to it from opening
/// to closing.
/// Times are kept to the microsecond, and texts as they are: those that differ in case are different.
/// What is read alone and cannot be read is an error ([`StoreError::Corrupt`]). Of lists and claims such a row is left out and
/// logged: a word that a later version of the program has written stands in no other row's way.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Checks that the store can be reached and written.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Stores a checkout, once per site and idempotency key.
    async fn insert_checkout(
        &self,
        checkout: &Checkout,
        idempotency: Option<&IdempotencyKey>,
    ) -> Result<InsertCheckout, StoreError>;

    /// Finds the checkout that a site's idempotency key created, with the hash of its request.
    async fn checkout_of_key(
        &self,
        site: &SiteName,
        key: &str,
    ) -> Result<Option<(Checkout, String)>, StoreError>;

    /// Reads a checkout; `None` when there is none of this id.
    async fn checkout(&self, id: &CheckoutId) -> Result<Option<Checkout>, StoreError>;

    /// Reads a site's checkout; `None` for another site's, which is told from one that does not exist by nothing, not by
    /// the time it takes either.
    async fn checkout_of_site(
        &self,
        site: &SiteName,
        id: &CheckoutId,
    ) -> Result<Option<Checkout>, StoreError>;

    /// Finds the payment of a site's reference that is creating, pending or approved.
    async fn blocking_payment(
        &self,
        site: &SiteName,
        merchant_reference: &str,
    ) -> Result<Option<Payment>, StoreError>;

    /// Finds the payment that a checkout's idempotency key created, with the hash of its request.
    async fn payment_of_key(
        &self,
        checkout: &CheckoutId,
        key: &str,
    ) -> Result<Option<(Payment, String)>, StoreError>;

    /// Stores an intent, its history row, its idempotency key, its consent (the words once per site) and its checkout's
    /// state in one durable transaction. The
    /// creation belongs to this process until the intent's lease ends.
    async fn insert_intent(&self, intent: &Intent) -> Result<InsertIntent, StoreError>;

    /// Stores a change in one durable transaction; `false` (and nothing stored) when the payment has changed since
    /// `change.payment.version` was read. Followers are told when the payment's state changes.
    async fn save(&self, change: &PaymentChange) -> Result<bool, StoreError>;

    /// Reads a payment; `None` when there is none of this id.
    async fn payment(&self, id: &PaymentId) -> Result<Option<Payment>, StoreError>;

    /// Reads a site's payment; `None` for another site's, as of [`checkout_of_site`](Self::checkout_of_site).
    async fn payment_of_site(
        &self,
        site: &SiteName,
        id: &PaymentId,
    ) -> Result<Option<Payment>, StoreError>;

    /// Reads a checkout's latest payment.
    async fn latest_payment(&self, checkout: &CheckoutId) -> Result<Option<Payment>, StoreError>;

    /// Reads a payment's history, oldest first.
    async fn history(&self, id: &PaymentId) -> Result<Vec<HistoryEntry>, StoreError>;

    /// Reads what a payment's buyer consented to; `None` when nothing was asked.
    async fn consent(&self, id: &PaymentId) -> Result<Option<Consent>, StoreError>;

    /// Lists a site's payments that match a filter, newest first.
    async fn payments(
        &self,
        site: &SiteName,
        filter: &PaymentFilter,
    ) -> Result<Vec<Payment>, StoreError>;

    /// Claims due payments: each one's epoch and version grow, its `next_probe_at` becomes `window.next` and
    /// `last_asked_at` becomes `window.now`, durably, before this returns. (The version, so that no change made from
    /// an earlier reading is stored over a claim.)
    async fn claim_due(&self, window: ClaimWindow) -> Result<Vec<Payment>, StoreError>;

    /// Claims a pending payment for its buyer's return, if `limit` allows it: its epoch grows and the question is
    /// counted, durably. `None` when it may not be asked about.
    async fn claim_return(
        &self,
        id: &PaymentId,
        limit: ReturnLimit,
    ) -> Result<Option<Payment>, StoreError>;

    /// Claims a pending payment for its merchant, if its last question (or creation) was at or before `last_before`,
    /// as [`Self::claim_due`] does. `None` when it may not be asked about.
    async fn claim_merchant(
        &self,
        id: &PaymentId,
        now: Timestamp,
        last_before: Timestamp,
        next: Timestamp,
    ) -> Result<Option<Payment>, StoreError>;

    /// Returns when the next pending payment is due; `None` when none is pending.
    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Lists payments still `creating` that no living process holds: their lease has ended by `now`, or the store
    /// knows that the process that began them is gone. Never one that this process or another living one still holds.
    async fn orphans(&self, now: Timestamp) -> Result<Vec<Payment>, StoreError>;

    /// Counts the payments that are creating or pending, by site and provider, ordered by both.
    async fn unfinished(&self) -> Result<Vec<Unfinished>, StoreError>;

    /// Reads a site's stored bank list.
    async fn bank_list(&self, site: &SiteName) -> Result<Option<StoredBankList>, StoreError>;

    /// Takes the lease to ask for a site's bank list: `true` for one process at a time, until `lease_until`, until it
    /// stores a list or releases the lease, or until the store knows that the process is gone. The process that has
    /// the lease gets it again: which of its callers asks is its own matter.
    async fn claim_bank_list(
        &self,
        site: &SiteName,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Stores a site's bank list and releases the lease to ask for it.
    async fn save_bank_list(
        &self,
        site: &SiteName,
        list: &StoredBankList,
    ) -> Result<(), StoreError>;

    /// Releases the lease to ask for a site's bank list, when there was none to store.
    async fn release_bank_list(&self, site: &SiteName) -> Result<(), StoreError>;

    /// Claims due notifications of each wanted site (only the oldest undelivered of each payment), site by site in the
    /// order asked, of a site the longest due first; nobody else can claim them until `lease_until`. What waits for other
    /// sites makes a claim no slower.
    async fn claim_notifications(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        wanted: &[SiteClaim],
    ) -> Result<Vec<Notification>, StoreError>;

    /// Gives a claimed notification back untried: it is due at once. Nothing happens when the claim has ended and another
    /// one has it, or it is no longer due.
    async fn release_notification(
        &self,
        claimed: &Notification,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Records an attempt to deliver a notification, and its result, which counts only while the claim under which it was
    /// tried is the latest.
    async fn record_attempt(
        &self,
        claim: &NotificationClaim,
        attempt: &DeliveryAttempt,
        outcome: &NotificationOutcome,
    ) -> Result<(), StoreError>;

    /// Records attempts as [`Self::record_attempt`] does, together where the store can do that. Returns what came of each,
    /// in their order: one that cannot be recorded takes no other with it.
    async fn record_attempts(&self, made: &[AttemptMade]) -> Vec<Result<(), StoreError>> {
        let each =
            made.iter().map(|made| self.record_attempt(&made.claim, &made.attempt, &made.outcome));
        join_all(each).await
    }

    /// Makes a notification of a site due again at once; `None` when the site has none of this id.
    async fn redeliver(
        &self,
        site: &SiteName,
        id: &NotificationId,
        now: Timestamp,
    ) -> Result<Option<Notification>, StoreError>;

    /// Reads a payment's notifications with their attempts, oldest first.
    async fn notifications(
        &self,
        payment: &PaymentId,
    ) -> Result<Vec<(Notification, Vec<DeliveryAttempt>)>, StoreError>;

    /// Reads the figures an operator watches: payments in each state, the most overdue probe, the oldest undelivered
    /// notification.
    async fn figures(&self, now: Timestamp) -> Result<Figures, StoreError>;

    /// Watches over what is stored, for as long as the store is open: the whole of it is checked from now on, and again
    /// every day, beside everything else; and what reads and writes meet counts. Returns once something is damaged, and
    /// says where, what, and what to do; every write has failed since ([`StoreError::Damaged`]). A store whose database
    /// watches over itself never returns.
    async fn damage(&self) -> String {
        std::future::pending().await
    }

    /// Returns a stream of the checkouts that change from now on, whichever process changes them.
    fn changes(&self) -> CheckoutChanges;

    /// How many living processes share the store, this one included, as last known.
    fn replicas(&self) -> u32 {
        1
    }

    /// Waits for what is being written, and closes the store. Calls made afterwards fail.
    async fn close(&self);
}
