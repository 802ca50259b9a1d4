//! Place to Pay's PSE web service (SOAP 1.1, document/literal wrapped), both directions:
//! a client encodes requests and decodes replies, a server the reverse. Bytes in, value
//! out, no network; the HTTP client is behind the feature `client`.

mod codes;
mod types;

pub use codes::{CreateCode, InformationCode, TransactionState};
pub use types::{
    Attribute, Authentication, Bank, Call, Credentials, CreditConcept, Fault, Operation, Person,
    PseTransactionMultiCreditRequest, PseTransactionRequest, PseTransactionResponse, Reply,
    Request, TransactionInformation,
};
