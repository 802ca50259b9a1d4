//! What is stored, and which processes live.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use pse_core::model::{
    Checkout, CheckoutId, Consent, ConsentText, DeliveryAttempt, HistoryEntry, Notification,
    NotificationId, Payment, PaymentId, SiteName,
};
use pse_core::ports::store::{ChangeBroadcast, StoreError, StoredBankList};

/// The number of a process that opened the store; never reused.
pub(crate) type ProcessId = u64;

/// Everything that the store holds.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) checkouts: BTreeMap<CheckoutId, Checkout>,
    /// The checkout that each site's idempotency key created, with the hash of its request.
    pub(crate) checkout_keys: BTreeMap<(SiteName, String), (CheckoutId, String)>,
    /// The payments, in the order they were stored.
    pub(crate) payments: Vec<PaymentRow>,
    /// The payment that each checkout's idempotency key created, with the hash of its request.
    pub(crate) payment_keys: BTreeMap<(CheckoutId, String), (PaymentId, String)>,
    /// The history rows of all payments, in the order they were stored.
    pub(crate) history: Vec<(PaymentId, HistoryEntry)>,
    /// The words that each site has asked buyers to consent to, in the order of their first use.
    pub(crate) consent_texts: BTreeMap<SiteName, Vec<ConsentText>>,
    /// What each payment's buyer consented to.
    pub(crate) consents: BTreeMap<PaymentId, Consent>,
    pub(crate) bank_lists: BTreeMap<SiteName, StoredBankList>,
    /// The lease of the process that may ask for each site's bank list.
    pub(crate) bank_list_leases: BTreeMap<SiteName, Lease>,
    /// The notifications, in the order they were stored.
    pub(crate) notifications: Vec<Notification>,
    /// The ids of the notifications.
    pub(crate) notification_ids: BTreeSet<NotificationId>,
    /// The delivery attempts, in the order they were made.
    pub(crate) attempts: Vec<(NotificationId, DeliveryAttempt)>,
    /// The processes that have the store open, each with its followers of changes.
    pub(crate) processes: BTreeMap<ProcessId, Arc<ChangeBroadcast>>,
    /// How many processes have opened the store so far.
    pub(crate) opened: ProcessId,
    /// Whether every write fails.
    pub(crate) writes_fail: bool,
}

/// A stored payment, with the lease on its creation.
#[derive(Debug)]
pub(crate) struct PaymentRow {
    pub(crate) payment: Payment,
    /// The lease on the creation; `None` once the payment is created.
    pub(crate) lease: Option<Lease>,
}

/// A lease: which process holds something, and until when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lease {
    pub(crate) process: ProcessId,
    pub(crate) until: Timestamp,
}

impl Tables {
    /// Opens the store for a new process and returns its number.
    pub(crate) fn open(&mut self) -> ProcessId {
        self.opened += 1;
        self.processes.insert(self.opened, Arc::default());
        self.opened
    }

    /// Whether a living process holds the lease at a time.
    pub(crate) fn holds(&self, lease: Lease, now: Timestamp) -> bool {
        self.processes.contains_key(&lease.process) && now < lease.until
    }

    /// Finds a payment by its id.
    pub(crate) fn payment(&self, id: &PaymentId) -> Option<&Payment> {
        self.payments.iter().map(|row| &row.payment).find(|payment| payment.id == *id)
    }

    /// Finds the row of a payment, to change it.
    pub(crate) fn row_mut(&mut self, id: &PaymentId) -> Option<&mut PaymentRow> {
        self.payments.iter_mut().find(|row| row.payment.id == *id)
    }

    /// Finds the payment (creating, pending or approved) that blocks another one of a checkout, or of a reference of a
    /// site. One of the checkout comes first.
    pub(crate) fn blocking(
        &self,
        checkout: Option<&CheckoutId>,
        site: &SiteName,
        reference: &str,
    ) -> Option<&Payment> {
        let blocking = || self.payments.iter().map(|row| &row.payment).filter(|one| blocks(one));
        blocking().find(|payment| Some(&payment.checkout_id) == checkout).or_else(|| {
            blocking()
                .find(|payment| payment.site == *site && payment.merchant_reference == reference)
        })
    }
}

/// Whether a payment blocks another one of its checkout or reference: it is creating, pending or approved.
pub(crate) const fn blocks(payment: &Payment) -> bool {
    use pse_shared::PaymentState::{
        Approved, Creating, Failed, Pending, Refused, Rejected, Unanswered,
    };
    match payment.state {
        Creating | Pending | Approved => true,
        Refused | Unanswered | Rejected | Failed => false,
    }
}

/// Makes a store failure with this reason.
pub(crate) fn failed(why: &str) -> StoreError {
    StoreError::Failed(why.to_owned())
}
