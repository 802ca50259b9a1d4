//! A checkout: an order whose amounts the merchant's server fixed.

use jiff::Timestamp;
use pse_shared::api::{Attribute, Credit};
use pse_shared::order::Amounts;
use pse_shared::{BankInterface, CheckoutState, Person};

use super::CheckoutId;
use crate::config::SiteName;

/// An order that can be paid until it expires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// The capability its page holds.
    pub id: CheckoutId,
    /// Whose it is.
    pub site: SiteName,
    /// `open`, `pending` or `paid` as stored; see [`Self::state_at`].
    pub state: CheckoutState,
    /// The merchant's reference.
    pub reference: String,
    /// What is paid for.
    pub description: String,
    /// ISO 4217.
    pub currency: String,
    /// ISO 639-1, upper case.
    pub language: String,
    /// How much.
    pub amounts: Amounts,
    /// Where the buyer comes back to.
    pub return_url: String,
    /// What the merchant knows of the payer.
    pub payer: Person,
    /// Who buys, when it is not the payer.
    pub buyer: Option<Person>,
    /// Who receives.
    pub shipping: Option<Person>,
    /// Stored with the transaction.
    pub additional_data: Vec<Attribute>,
    /// The parts of a multicredit payment; empty for a simple one.
    pub credits: Vec<Credit>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it can be paid.
    pub expires_at: Timestamp,
}

impl Checkout {
    /// Where it stands at a time: an open one past its time is expired.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> CheckoutState {
        match self.state {
            CheckoutState::Open if now >= self.expires_at => CheckoutState::Expired,
            CheckoutState::Open
            | CheckoutState::Pending
            | CheckoutState::Paid
            | CheckoutState::Expired => self.state,
        }
    }

    /// The kinds of person that can pay: one only when the merchant fixed the
    /// document's type.
    #[must_use]
    pub fn bank_interfaces(&self) -> Vec<BankInterface> {
        [BankInterface::Person, BankInterface::Company]
            .into_iter()
            .filter(|interface| {
                self.payer.document_kind().is_none_or(|kind| interface.accepts(kind))
            })
            .collect()
    }
}
