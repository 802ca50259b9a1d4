//! What the service says: banks, a creation, the state of a transaction.

use rust_decimal::Decimal;

/// `Bank`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bank {
    /// string\[4] by the specification, up to six characters in life.
    pub bank_code: Option<String>,
    /// string\[60].
    pub bank_name: Option<String>,
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
