//! Whole messages: a request with who asks, a reply, a fault.

use super::{
    Authentication, Bank, Operation, PseTransactionMultiCreditRequest, PseTransactionRequest,
    PseTransactionResponse, TransactionInformation,
};

/// A request: who calls, and which operation with which parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The caller's login and proof.
    pub auth: Authentication,
    /// The operation called, with its parameters.
    pub call: Call,
}

/// An operation of the service with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// A call of `getBankList`, which has no parameters.
    GetBankList,
    /// A call of `createTransaction` with the transaction to create.
    CreateTransaction(Box<PseTransactionRequest>),
    /// A call of `createTransactionMultiCredit` with the transaction and its parts.
    CreateTransactionMultiCredit(Box<PseTransactionMultiCreditRequest>),
    /// A call of `getTransactionInformation`.
    GetTransactionInformation {
        /// The provider's id of the transaction asked about (`transactionID`).
        transaction_id: i64,
    },
}

/// A reply to an operation, or a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// `getBankListResponse`: the banks.
    GetBankList(Vec<Bank>),
    /// `createTransactionResponse`: what came of a creation.
    CreateTransaction(Box<PseTransactionResponse>),
    /// `createTransactionMultiCreditResponse`: what came of a multicredit creation.
    CreateTransactionMultiCredit(Box<PseTransactionResponse>),
    /// `getTransactionInformationResponse`: how a transaction stands.
    GetTransactionInformation(Box<TransactionInformation>),
    /// A SOAP fault: an answer, not a parse error.
    Fault(Fault),
}

/// A SOAP 1.1 fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The `faultcode` as it was received (`SOAP-ENV:Client`, `SOAP-ENV:Server`).
    pub code: String,
    /// The `faultstring`: what went wrong, in words.
    pub string: String,
}

impl Call {
    /// The operation that is called.
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
