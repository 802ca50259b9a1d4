//! What is asked to be created.

use rust_decimal::Decimal;

use super::{Attribute, Person};

/// `CreditConcept` of the specification: one dependent service's part of a multicredit transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CreditConcept {
    /// The code of the dependent service's entity: string\[12].
    pub entity_code: Option<String>,
    /// The code of the dependent service: string\[12].
    pub service_code: Option<String>,
    /// The part's amount, exact, whatever form of `xsd:double` it was received in.
    pub amount_value: Option<Decimal>,
    /// The tax included in the part's amount, exact.
    pub tax_value: Option<Decimal>,
    /// What the part is for: string\[60].
    pub description: Option<String>,
}

/// `PSETransactionRequest` of the specification: a transaction to be created.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PseTransactionRequest {
    /// The bank's code, from the bank list.
    pub bank_code: Option<String>,
    /// Which of the bank's pages the buyer sees: `0` for persons, `1` for companies.
    pub bank_interface: Option<String>,
    /// The address the bank sends the buyer back to: string\[255].
    pub return_url: Option<String>,
    /// The merchant's reference: string\[32].
    pub reference: Option<String>,
    /// What is paid for: string\[255].
    pub description: Option<String>,
    /// The language of the buyer's pages: string\[2], upper case.
    pub language: Option<String>,
    /// The currency: string\[3], by ISO 4217.
    pub currency: Option<String>,
    /// The total to collect, taxes included.
    pub total_amount: Option<Decimal>,
    /// The tax included in the total.
    pub tax_amount: Option<Decimal>,
    /// The base on which the tax can be given back.
    pub devolution_base: Option<Decimal>,
    /// The part of the total that is exempt from tax.
    pub tip_amount: Option<Decimal>,
    /// The person who pays.
    pub payer: Option<Person>,
    /// The person who buys, when it is not the payer.
    pub buyer: Option<Person>,
    /// The person who receives what was bought.
    pub shipping: Option<Person>,
    /// The IP address of the payer's browser: string\[15].
    pub ip_address: Option<String>,
    /// The `User-Agent` of the payer's browser: string\[255].
    pub user_agent: Option<String>,
    /// Further attributes to store with the transaction.
    pub additional_data: Option<Vec<Attribute>>,
}

/// `PSETransactionMultiCreditRequest` of the specification: a transaction divided among dependent
/// services.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PseTransactionMultiCreditRequest {
    /// The parts of all dependent services, also of those that get nothing.
    pub credits: Option<Vec<CreditConcept>>,
    /// The transaction itself (its fields are siblings of `credits` on the wire).
    pub transaction: PseTransactionRequest,
}
