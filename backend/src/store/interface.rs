//! The store's interface.

use async_trait::async_trait;
use jiff::Timestamp;
use pse_shared::{CheckoutState, PaymentState};

use crate::config::SiteName;
use crate::model::{
    Attempt, Checkout, CheckoutId, HistoryEntry, Notification, NotificationId, Payment, PaymentId,
};

/// The store could not do it. Nothing was half done.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be reached, or failed.
    #[error("the store failed: {0}")]
    Failed(String),
    /// A row says something no version of this program writes.
    #[error("the store holds what cannot be read: {0}")]
    Corrupt(String),
}

/// An idempotency key a request came with. The first answer is made again from what
/// the request created, so only what ties the two is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// The client's key.
    pub key: String,
    /// SHA-256 of the request's meaning, hexadecimal.
    pub body_hash: String,
}

/// What became of a new checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsertCheckout {
    /// It is stored.
    Stored,
    /// The key was used before, by a request of that hash, which made that checkout.
    KeyUsed {
        /// What it made.
        checkout: Box<Checkout>,
        /// Of what request.
        body_hash: String,
    },
}

/// A payment about to be created: stored before the provider hears of it.
#[derive(Debug, Clone)]
pub struct Intent {
    /// The payment, `creating`. The store sets its `attempt` (one more than the payments
    /// its site and merchant reference already have) and `reference` from it
    /// ([`pse_shared::order::attempt_reference`]).
    pub payment: Payment,
    /// The first row of its history.
    pub history: HistoryEntry,
    /// The buyer's key, kept per checkout.
    pub idempotency: Option<Idempotency>,
}

/// What became of an intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsertIntent {
    /// It is stored durably, its checkout is `pending`.
    Stored(Box<Payment>),
    /// Another payment of this checkout, or of this site's reference, is creating,
    /// pending or approved.
    Blocked(Box<Payment>),
    /// The key was used before on this checkout.
    KeyUsed {
        /// What it made.
        payment: Box<Payment>,
        /// Of what request.
        body_hash: String,
    },
}

/// A change of a payment, stored whole or not at all.
#[derive(Debug, Clone)]
pub struct Change {
    /// The payment as it becomes. Stored only if the stored row still has
    /// `payment.version`; the stored version grows by one.
    pub payment: Payment,
    /// What the history gains.
    pub history: Option<HistoryEntry>,
    /// What its checkout becomes.
    pub checkout: Option<CheckoutState>,
    /// What the merchant will be told.
    pub notification: Option<Notification>,
}

/// The bank list of a site as the provider last gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankListRow {
    /// The list: JSON array of `{code, name}`, already without the hint and sorted.
    pub banks: Vec<pse_shared::api::Bank>,
    /// When it was had.
    pub as_of: Timestamp,
}

/// Which due payments a replica takes, and until when they are its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimWindow {
    /// Payments due at or before this time.
    pub now: Timestamp,
    /// Their `next_probe_at` from now on, should this replica never come back.
    pub next: Timestamp,
    /// At most so many, the longest overdue first.
    pub limit: u32,
}

/// How often the buyer's return may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnLimit {
    /// Now.
    pub now: Timestamp,
    /// No ask by a return after this time.
    pub last_before: Timestamp,
    /// At most so many asks by returns in all.
    pub max: u32,
}

/// Which payments a merchant wants to see; newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentFilter {
    /// Of one state.
    pub state: Option<PaymentState>,
    /// Of this merchant's (or provider's) reference.
    pub reference: Option<String>,
    /// Of this CUS.
    pub cus: Option<String>,
    /// Created at or after.
    pub from: Option<Timestamp>,
    /// Created before.
    pub to: Option<Timestamp>,
    /// After this place of the listing: the last page's last payment.
    pub after: Option<(Timestamp, PaymentId)>,
    /// At most so many.
    pub limit: u32,
}

/// What an attempt to notify came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotificationOutcome {
    /// Taken.
    Delivered,
    /// Try again then.
    RetryAt(Timestamp),
    /// Given up.
    Exhausted,
}

/// A store.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Whether it can be reached and written.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Stores a checkout, once per site and key.
    async fn insert_checkout(
        &self,
        checkout: &Checkout,
        idempotency: Option<&Idempotency>,
    ) -> Result<InsertCheckout, StoreError>;

    /// The checkout and request hash that a site's key made.
    async fn checkout_of_key(
        &self,
        site: &SiteName,
        key: &str,
    ) -> Result<Option<(Checkout, String)>, StoreError>;

    /// A checkout.
    async fn checkout(&self, id: &CheckoutId) -> Result<Option<Checkout>, StoreError>;

    /// The payment of a site's reference that is creating, pending or approved.
    async fn blocking_payment(
        &self,
        site: &SiteName,
        merchant_reference: &str,
    ) -> Result<Option<Payment>, StoreError>;

    /// The payment and request hash that a checkout's key made.
    async fn payment_of_key(
        &self,
        checkout: &CheckoutId,
        key: &str,
    ) -> Result<Option<(Payment, String)>, StoreError>;

    /// Stores an intent, its history row, its key and its checkout's state in one
    /// durable transaction.
    async fn insert_intent(&self, intent: &Intent) -> Result<InsertIntent, StoreError>;

    /// Stores a change in one durable transaction; `false` (and nothing stored) when the
    /// payment has changed since `change.payment.version` was read.
    async fn save(&self, change: &Change) -> Result<bool, StoreError>;

    /// A payment.
    async fn payment(&self, id: &PaymentId) -> Result<Option<Payment>, StoreError>;

    /// A checkout's latest payment.
    async fn latest_payment(&self, checkout: &CheckoutId) -> Result<Option<Payment>, StoreError>;

    /// A payment's history, oldest first.
    async fn history(&self, id: &PaymentId) -> Result<Vec<HistoryEntry>, StoreError>;

    /// A site's payments.
    async fn payments(
        &self,
        site: &SiteName,
        filter: &PaymentFilter,
    ) -> Result<Vec<Payment>, StoreError>;

    /// Takes due payments: each one's epoch and version grow, its `next_probe_at` becomes
    /// `window.next` and `last_asked_at` becomes `window.now`, durably, before this returns.
    /// (The version, so that no change made from an earlier reading is stored over a claim.)
    async fn claim_due(&self, window: ClaimWindow) -> Result<Vec<Payment>, StoreError>;

    /// Lets the buyer's return ask about a pending payment, if `limit` allows it: its
    /// epoch grows and the ask is counted, durably. `None` when it may not.
    async fn claim_return(
        &self,
        id: &PaymentId,
        limit: ReturnLimit,
    ) -> Result<Option<Payment>, StoreError>;

    /// Lets the merchant ask about a pending payment whose last question (or creation) was
    /// at or before `last_before`: as [`Self::claim_due`]. `None` when it may not.
    async fn claim_merchant(
        &self,
        id: &PaymentId,
        now: Timestamp,
        last_before: Timestamp,
        next: Timestamp,
    ) -> Result<Option<Payment>, StoreError>;

    /// When the probe has something to do next.
    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Payments still `creating` that were stored before a time: their process died.
    async fn orphans(&self, created_before: Timestamp) -> Result<Vec<Payment>, StoreError>;

    /// A site's bank list.
    async fn bank_list(&self, site: &SiteName) -> Result<Option<BankListRow>, StoreError>;

    /// Keeps a site's bank list.
    async fn save_bank_list(&self, site: &SiteName, list: &BankListRow) -> Result<(), StoreError>;

    /// Takes notifications that are due (only the oldest undelivered of each payment), longest
    /// due first, and keeps others from taking them until `lease_until`.
    async fn claim_notifications(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Notification>, StoreError>;

    /// Records an attempt to deliver.
    async fn record_attempt(
        &self,
        id: &NotificationId,
        attempt: &Attempt,
        outcome: &NotificationOutcome,
    ) -> Result<(), StoreError>;

    /// Makes a notification of a site due again at once; `None` when there is none.
    async fn redeliver(
        &self,
        site: &SiteName,
        id: &NotificationId,
        now: Timestamp,
    ) -> Result<Option<Notification>, StoreError>;

    /// A payment's notifications with their attempts, oldest first.
    async fn notifications(
        &self,
        payment: &PaymentId,
    ) -> Result<Vec<(Notification, Vec<Attempt>)>, StoreError>;

    /// How many payments are in each state, and the age mark of the oldest overdue
    /// probe: for the metrics.
    async fn figures(&self, now: Timestamp) -> Result<Figures, StoreError>;
}

/// Figures an operator watches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Payments per state.
    pub payments: Vec<(PaymentState, u64)>,
    /// When the most overdue probe was due.
    pub oldest_overdue_probe: Option<Timestamp>,
    /// When the oldest undelivered notification was made.
    pub oldest_undelivered: Option<Timestamp>,
}
