//! The charge: the transaction that a provider is asked to create.

use pse_shared::api::{Attribute, Credit};
use pse_shared::order::Amounts;
use pse_shared::{BankInterface, Person};

use crate::masking::Mask;
use crate::model::{Checkout, Payment, Visitor};

/// A transaction that a provider is asked to create.
#[derive(Debug, Clone)]
pub struct Charge {
    /// The payment's reference at the provider; unique among the site's payments.
    pub reference: String,
    /// What is paid for, as the buyer reads it.
    pub description: String,
    /// The language of the provider's pages, ISO 639-1, upper case.
    pub language: String,
    /// The currency, ISO 4217.
    pub currency: String,
    /// The amounts, fixed by the merchant's server.
    pub amounts: Amounts,
    /// The bank's code in the provider's list.
    pub bank_code: String,
    /// Whether a person or a company pays.
    pub bank_interface: BankInterface,
    /// The person or company who pays.
    pub payer: Person,
    /// The person who buys, when it is not the payer.
    pub buyer: Option<Person>,
    /// The person who receives the goods, when it is not the payer.
    pub shipping: Option<Person>,
    /// The parts of a multicredit payment; empty for a simple one.
    pub credits: Vec<Credit>,
    /// Names and values the merchant wants stored with the transaction.
    pub additional_data: Vec<Attribute>,
    /// The buyer's browser.
    pub visitor: Visitor,
    /// The address of this service to which the bank sends the buyer afterwards.
    pub return_url: String,
}

impl Charge {
    /// Makes the charge of a payment of a checkout.
    #[must_use]
    pub fn new(
        checkout: &Checkout,
        payment: &Payment,
        visitor: Visitor,
        return_url: String,
    ) -> Self {
        Self {
            reference: payment.reference.clone(),
            description: checkout.description.clone(),
            language: checkout.language.clone(),
            currency: checkout.currency.clone(),
            amounts: checkout.amounts,
            bank_code: payment.bank_code.clone(),
            bank_interface: payment.bank_interface,
            payer: payment.payer.clone(),
            buyer: checkout.buyer.clone(),
            shipping: checkout.shipping.clone(),
            credits: checkout.credits.clone(),
            additional_data: checkout.additional_data.clone(),
            visitor,
            return_url,
        }
    }

    /// Makes what covers this charge's persons and browser in what the provider answers.
    #[must_use]
    pub fn mask(&self) -> Mask {
        let persons = [Some(&self.payer), self.buyer.as_ref(), self.shipping.as_ref()];
        let mask = persons.into_iter().flatten().fold(Mask::default(), Mask::hiding_person);
        mask.hiding_beside(&self.visitor.ip.to_string()).hiding_beside(&self.visitor.user_agent)
    }
}
