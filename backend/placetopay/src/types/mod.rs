//! The service's structures, as its WSDL declares them. Every field is nillable there,
//! so every field is optional here: absent, `xsi:nil` and empty all read as `None`.
//!
//! | file | holds |
//! |---|---|
//! | `authentication` | who asks: credentials and what is sent of them |
//! | `person` | payer, buyer, receiver |
//! | `transaction` | what is asked to be created |
//! | `answers` | what the service says |
//! | `operation` | the four operations |
//! | `messages` | a whole request, a whole reply, a fault |

mod answers;
mod authentication;
mod messages;
mod operation;
mod person;
mod transaction;

pub use answers::{Bank, PseTransactionResponse, TransactionInformation};
pub use authentication::{Attribute, Authentication, Credentials};
pub use messages::{Call, Fault, Reply, Request};
pub use operation::Operation;
pub use person::Person;
pub use transaction::{CreditConcept, PseTransactionMultiCreditRequest, PseTransactionRequest};
