//! Whole messages: a request with who asks, a reply, a fault.

use super::{
    Authentication, Bank, Operation, PseTransactionMultiCreditRequest, PseTransactionRequest,
    PseTransactionResponse, TransactionInformation,
};

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

impl Call {
    /// Which operation this calls.
    #[must_use]
    pub const fn operation(&self) -> Operation {
        match self {
            Self::GetBankList => Operation::GetBankList,
            Self::CreateTransaction(_) => Operation::CreateTransaction,
            Self::CreateTransactionMultiCredit(_) => Operation::CreateTransactionMultiCredit,
            Self::GetTransactionInformation { .. } => Operation::GetTransactionInformation,
        }
    }
}
