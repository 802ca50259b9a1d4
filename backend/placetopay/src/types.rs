//! The service's structures, as its WSDL declares them. Every field is nillable there,
//! so every field is optional here: absent, `xsi:nil` and empty all read as `None`.

use core::fmt;

use rust_decimal::Decimal;
use secrecy::SecretString;

/// `Attribute`: something stored with the transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribute {
    /// string\[30].
    pub name: Option<String>,
    /// string\[128].
    pub value: Option<String>,
}

/// `Authentication`: who asks, and the proof (SHA-1 of seed and secret).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Authentication {
    /// string\[32].
    pub login: Option<String>,
    /// string\[40], lower-case hexadecimal. See [`crate::tran_key`].
    pub tran_key: Option<String>,
    /// ISO 8601 time the proof was made at.
    pub seed: Option<String>,
    /// Optional extras.
    pub additional: Option<Vec<Attribute>>,
}

/// Neither key nor seed is printed: together they can be brute-forced.
impl fmt::Debug for Authentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authentication(…)")
    }
}

/// What a site got from the provider.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The site's login.
    pub login: String,
    /// The secret (`tranKey` as delivered; never sent as it is).
    pub tran_key: SecretString,
}

/// `Bank`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bank {
    /// string\[4] by the specification, up to six characters in life.
    pub bank_code: Option<String>,
    /// string\[60].
    pub bank_name: Option<String>,
}

/// `Person`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// CC, CE, TI, PPN, NIT or SSN.
    pub document_type: Option<String>,
    /// string\[12].
    pub document: Option<String>,
    /// string\[60].
    pub first_name: Option<String>,
    /// string\[60].
    pub last_name: Option<String>,
    /// string\[60].
    pub company: Option<String>,
    /// string\[80].
    pub email_address: Option<String>,
    /// string\[100].
    pub address: Option<String>,
    /// string\[50].
    pub city: Option<String>,
    /// string\[50].
    pub province: Option<String>,
    /// string\[2], ISO 3166-1.
    pub country: Option<String>,
    /// string\[30].
    pub phone: Option<String>,
    /// string\[30].
    pub mobile: Option<String>,
    /// At most 10; in the WSDL since June 2018, not in the specification.
    pub postal_code: Option<String>,
}

/// People are not printed.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(…)")
    }
}

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

/// `PSETransactionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PseTransactionResponse {
    /// See [`crate::CreateCode`].
    pub return_code: Option<String>,
    /// Where the buyer goes; only with `SUCCESS`.
    pub bank_url: Option<String>,
    /// CUS: text, leading zeros matter.
    pub trazability_code: Option<String>,
    /// Clearing cycle.
    pub transaction_cycle: Option<i32>,
    /// `xsd:int` today; held wider.
    pub transaction_id: Option<i64>,
    /// string\[32].
    pub session_id: Option<String>,
    /// ISO 4217.
    pub bank_currency: Option<String>,
    /// Conversion factor.
    pub bank_factor: Option<Decimal>,
    /// 0 failed, 1 approved, 2 declined, 3 pending.
    pub response_code: Option<i32>,
    /// The provider's own reason.
    pub response_reason_code: Option<String>,
    /// The same in words.
    pub response_reason_text: Option<String>,
}

/// `TransactionInformation`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TransactionInformation {
    /// The transaction asked about.
    pub transaction_id: Option<i64>,
    /// string\[32].
    pub session_id: Option<String>,
    /// string\[32].
    pub reference: Option<String>,
    /// ISO 8601.
    pub request_date: Option<String>,
    /// ISO 8601.
    pub bank_process_date: Option<String>,
    /// Whether it is a test.
    pub on_test: Option<bool>,
    /// See [`crate::InformationCode`].
    pub return_code: Option<String>,
    /// CUS.
    pub trazability_code: Option<String>,
    /// Clearing cycle.
    pub transaction_cycle: Option<i32>,
    /// See [`crate::TransactionState`].
    pub transaction_state: Option<String>,
    /// 0 failed, 1 approved, 2 declined, 3 pending.
    pub response_code: Option<i32>,
    /// The provider's own reason.
    pub response_reason_code: Option<String>,
    /// The same in words.
    pub response_reason_text: Option<String>,
}

/// An operation of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `getBankList`.
    GetBankList,
    /// `createTransaction`.
    CreateTransaction,
    /// `createTransactionMultiCredit`.
    CreateTransactionMultiCredit,
    /// `getTransactionInformation`.
    GetTransactionInformation,
}

/// What a client asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who asks.
    pub auth: Authentication,
    /// What.
    pub call: Call,
}

/// The operation asked for, with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// `getBankList`.
    GetBankList,
    /// `createTransaction`.
    CreateTransaction(Box<PseTransactionRequest>),
    /// `createTransactionMultiCredit`.
    CreateTransactionMultiCredit(Box<PseTransactionMultiCreditRequest>),
    /// `getTransactionInformation`.
    GetTransactionInformation {
        /// `transactionID`.
        transaction_id: i64,
    },
}

/// What a server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// `getBankListResponse`.
    GetBankList(Vec<Bank>),
    /// `createTransactionResponse`.
    CreateTransaction(Box<PseTransactionResponse>),
    /// `createTransactionMultiCreditResponse`.
    CreateTransactionMultiCredit(Box<PseTransactionResponse>),
    /// `getTransactionInformationResponse`.
    GetTransactionInformation(Box<TransactionInformation>),
    /// A SOAP fault: an answer, not a parse error.
    Fault(Fault),
}

/// A SOAP 1.1 fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// `faultcode`, as it came (`SOAP-ENV:Client`, `SOAP-ENV:Server`).
    pub code: String,
    /// `faultstring`.
    pub string: String,
}
