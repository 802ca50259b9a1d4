//! What the service says: banks, a creation, the state of a transaction.

use rust_decimal::Decimal;

/// `Bank` of the specification: a bank that a buyer can choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bank {
    /// The bank's code: string\[4] by the specification, in practice up to six characters.
    pub bank_code: Option<String>,
    /// The bank's name: string\[60].
    pub bank_name: Option<String>,
}

/// `PSETransactionResponse` of the specification: the reply to a creation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PseTransactionResponse {
    /// Whether the transaction was created, or why not: see [`crate::CreateCode`].
    pub return_code: Option<String>,
    /// The address the buyer is sent to; only with `SUCCESS`.
    pub bank_url: Option<String>,
    /// PSE's code of the transaction (CUS): text, as leading zeros matter.
    pub trazability_code: Option<String>,
    /// The clearing cycle that the transaction belongs to.
    pub transaction_cycle: Option<i32>,
    /// The provider's id of the transaction: `xsd:int` today, held in a wider type.
    pub transaction_id: Option<i64>,
    /// The provider's id of the session: string\[32].
    pub session_id: Option<String>,
    /// The currency the bank debits, by ISO 4217.
    pub bank_currency: Option<String>,
    /// The conversion factor between the two currencies.
    pub bank_factor: Option<Decimal>,
    /// The outcome as a number: 0 failed, 1 approved, 2 declined, 3 pending.
    pub response_code: Option<i32>,
    /// The code of the provider's own reason.
    pub response_reason_code: Option<String>,
    /// The provider's own reason in words.
    pub response_reason_text: Option<String>,
}

/// `TransactionInformation` of the specification: how a transaction stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TransactionInformation {
    /// The provider's id of the transaction that was asked about.
    pub transaction_id: Option<i64>,
    /// The provider's id of the session: string\[32].
    pub session_id: Option<String>,
    /// The merchant's reference of the transaction: string\[32].
    pub reference: Option<String>,
    /// When the transaction was requested, by ISO 8601.
    pub request_date: Option<String>,
    /// When the bank processed the transaction, by ISO 8601.
    pub bank_process_date: Option<String>,
    /// Whether the transaction is a test.
    pub on_test: Option<bool>,
    /// Whether the question could be answered, or why not: see [`crate::InformationCode`].
    pub return_code: Option<String>,
    /// PSE's code of the transaction (CUS).
    pub trazability_code: Option<String>,
    /// The clearing cycle that the transaction belongs to.
    pub transaction_cycle: Option<i32>,
    /// How the transaction stands: see [`crate::TransactionState`].
    pub transaction_state: Option<String>,
    /// The outcome as a number: 0 failed, 1 approved, 2 declined, 3 pending.
    pub response_code: Option<i32>,
    /// The code of the provider's own reason.
    pub response_reason_code: Option<String>,
    /// The provider's own reason in words.
    pub response_reason_text: Option<String>,
}
