//! A checkout: an order whose amounts the merchant's server fixed.

use jiff::Timestamp;
use pse_shared::api::{Attribute, Credit};
use pse_shared::order::Amounts;
use pse_shared::{BankInterface, CheckoutState, Person};

use super::{CheckoutId, SiteName, checkout_state};

/// A merchant's order that can be paid until it expires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// The checkout's id, which is the capability its page holds.
    pub id: CheckoutId,
    /// The site whose order it is.
    pub site: SiteName,
    /// The stored state, never `expired`; [`Self::state_at`] derives that.
    pub state: CheckoutState,
    /// The merchant's reference.
    pub reference: String,
    /// What is paid for, as the buyer reads it.
    pub description: String,
    /// The currency, ISO 4217.
    pub currency: String,
    /// The language, ISO 639-1 in upper case.
    pub language: String,
    /// The amounts, fixed by the merchant's server.
    pub amounts: Amounts,
    /// The merchant's page the buyer comes back to.
    pub return_url: String,
    /// The fields of the payer that the merchant knows; the buyer cannot change them.
    pub payer: Person,
    /// The person who buys, when it is not the payer.
    pub buyer: Option<Person>,
    /// The person who receives the goods, when it is not the payer.
    pub shipping: Option<Person>,
    /// Names and values the merchant wants stored with the transaction.
    pub additional_data: Vec<Attribute>,
    /// The parts of a multicredit payment; empty for a simple one.
    pub credits: Vec<Credit>,
    /// When the checkout was made.
    pub created_at: Timestamp,
    /// Until when the checkout can be paid.
    pub expires_at: Timestamp,
}

impl Checkout {
    /// The checkout's state at a time: an open one past its time is expired.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> CheckoutState {
        checkout_state::at(self.state, self.expires_at, now)
    }

    /// The kinds of person (natural or company) that can pay; a single one when the merchant fixed the document type.
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
