//! The places of one site: how many of its notifications are sent at once, and which waits for a place.

use std::collections::{BTreeSet, VecDeque};

use jiff::Timestamp;
use pse_core::model::{Notification, PaymentId};

/// The most notifications of a site that are sent at once.
pub(super) const PLACES: usize = 8;
/// The most notifications of a site that are claimed before there is a place for them.
const AHEAD: usize = 256;

/// The notifications of one site that this process has claimed: what is being sent, and what waits for a place.
#[derive(Debug, Default)]
pub(super) struct SitePlaces {
    waiting: VecDeque<Notification>,
    /// The payments whose notifications are being sent; no second one of theirs is sent meanwhile.
    sending: BTreeSet<PaymentId>,
    /// How many were delivered since the last claim.
    delivered: usize,
    /// Whether the store may have more that is due.
    pub(super) may_have_more: bool,
}

impl SitePlaces {
    /// Returns how many notifications to claim: one for each free place, and as many ahead as a receiver that answers
    /// quickly will have taken before the next claim. For one that does not answer, nothing is claimed ahead.
    pub(super) fn wanted(&mut self) -> u32 {
        if !self.may_have_more {
            return 0;
        }
        let ahead = self.delivered.saturating_mul(2).min(AHEAD);
        self.may_have_more = false;
        let wanted = (PLACES + ahead).saturating_sub(self.sending.len() + self.waiting.len());
        if wanted > 0 {
            self.delivered = 0;
        }
        u32::try_from(wanted).unwrap_or(u32::MAX)
    }

    /// Lets a claimed notification wait for a place. One that waits already, as its merchant asked for it once more,
    /// keeps its place in the line under the new claim.
    pub(super) fn push(&mut self, claimed: Notification) {
        match self.waiting.iter_mut().find(|waiting| waiting.id == claimed.id) {
            Some(waiting) => *waiting = claimed,
            None => self.waiting.push_back(claimed),
        }
    }

    /// Takes a place for the next notification whose claim lasts beyond `needed`; `None` when no place is free or nothing
    /// can be sent. Those whose claim ends sooner are left to be claimed again.
    pub(super) fn take(&mut self, needed: Timestamp) -> Option<Notification> {
        if self.sending.len() >= PLACES {
            return None;
        }
        self.waiting.retain(|waiting| waiting.next_attempt_at > needed);
        let free = |waiting: &Notification| !self.sending.contains(&waiting.payment_id);
        let next = self.waiting.iter().position(free)?;
        let notification = self.waiting.remove(next)?;
        self.sending.insert(notification.payment_id.clone());
        Some(notification)
    }

    /// Frees the place of a payment's notification.
    pub(super) fn sent(&mut self, payment: &PaymentId, delivered: bool) {
        self.sending.remove(payment);
        self.delivered += usize::from(delivered);
        self.may_have_more = true;
    }

    /// Empties the line of those that wait for a place.
    pub(super) fn give_up_waiting(&mut self) -> VecDeque<Notification> {
        std::mem::take(&mut self.waiting)
    }
}
