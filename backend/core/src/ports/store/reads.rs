//! What is read from a store: filters, lists and figures.

use jiff::Timestamp;
use pse_shared::PaymentState;
use pse_shared::api::Bank;

use crate::model::{PaymentId, ProviderName, SiteName};

/// A site's stored bank list, as its provider last gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBankList {
    /// The provider that gave the list; another one's banks have other codes.
    pub provider: ProviderName,
    /// The banks, already without hints and sorted.
    pub banks: Vec<Bank>,
    /// When the provider gave the list.
    pub as_of: Timestamp,
}

/// Selects the payments that a merchant wants to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentFilter {
    /// Only payments in this state.
    pub state: Option<PaymentState>,
    /// Only payments of this reference, the merchant's or the provider's.
    pub reference: Option<String>,
    /// Only payments with this CUS.
    pub cus: Option<String>,
    /// Only payments created at or after this time.
    pub from: Option<Timestamp>,
    /// Only payments created before this time.
    pub to: Option<Timestamp>,
    /// Only payments after this one in the listing: the previous page's last, by `created_at` and id.
    pub after: Option<(Timestamp, PaymentId)>,
    /// The most payments to return.
    pub limit: u32,
}

impl PaymentFilter {
    /// Selects what a page still lacks when some of the rows read for it were left out; `None` when it lacks nothing, or
    /// there are no more. `last` is the place of the last row that was read.
    #[must_use]
    pub fn rest(&self, read: usize, left_out: usize, last: (Timestamp, PaymentId)) -> Option<Self> {
        let is_all = u32::try_from(read).is_ok_and(|read| read < self.limit);
        let limit = u32::try_from(left_out).unwrap_or(u32::MAX);
        (limit > 0 && !is_all).then(|| Self { after: Some(last), limit, ..self.clone() })
    }
}

/// Figures of the store that an operator watches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many payments are in each state.
    pub payments: Vec<(PaymentState, u64)>,
    /// When the most overdue probe was due; `None` when none is overdue.
    pub oldest_overdue_probe: Option<Timestamp>,
    /// When the oldest undelivered notification was made; `None` when there is none.
    pub oldest_undelivered: Option<Timestamp>,
}

/// The number of a site's payments at a provider that have no outcome yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unfinished {
    /// The site whose payments are counted.
    pub site: SiteName,
    /// The provider that was asked to create the payments.
    pub provider: ProviderName,
    /// How many payments are creating or pending.
    pub count: u64,
}
