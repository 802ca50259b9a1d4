//! What is asked to be created.

use rust_decimal::Decimal;

use super::{Attribute, Person};

/// `CreditConcept`: one dependent service's part of a multicredit transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CreditConcept {
    /// string\[12].
    pub entity_code: Option<String>,
    /// string\[12].
    pub service_code: Option<String>,
    /// Exact, whatever form of `xsd:double` it came in.
    pub amount_value: Option<Decimal>,
    /// Exact.
    pub tax_value: Option<Decimal>,
    /// string\[60].
    pub description: Option<String>,
}

/// `PSETransactionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PseTransactionRequest {
    /// A code of the bank list.
    pub bank_code: Option<String>,
    /// `0` persons, `1` companies.
    pub bank_interface: Option<String>,
    /// string\[255].
    pub return_url: Option<String>,
    /// string\[32].
    pub reference: Option<String>,
    /// string\[255].
    pub description: Option<String>,
    /// string\[2], upper case.
    pub language: Option<String>,
    /// string\[3], ISO 4217.
    pub currency: Option<String>,
    /// What is collected in all.
    pub total_amount: Option<Decimal>,
    /// The tax in it.
    pub tax_amount: Option<Decimal>,
    /// The base on which the tax is given back.
    pub devolution_base: Option<Decimal>,
    /// What is exempt.
    pub tip_amount: Option<Decimal>,
    /// Who pays.
    pub payer: Option<Person>,
    /// Who buys.
    pub buyer: Option<Person>,
    /// Who receives.
    pub shipping: Option<Person>,
    /// string\[15]: the payer's address.
    pub ip_address: Option<String>,
    /// string\[255].
    pub user_agent: Option<String>,
    /// Stored with the transaction.
    pub additional_data: Option<Vec<Attribute>>,
}

/// `PSETransactionMultiCreditRequest`: the same with its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PseTransactionMultiCreditRequest {
    /// All dependent services, also the ones that get nothing.
    pub credits: Option<Vec<CreditConcept>>,
    /// The transaction itself (its fields are siblings of `credits` on the wire).
    pub transaction: PseTransactionRequest,
}
