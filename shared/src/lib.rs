//! What the backend and the widget must agree on: the API's types and codes,
//! the specification's limits, and the rules a field must meet. No I/O, no clock.
//!
//! - [`amount`]: exact money in centavos
//! - [`person`], [`document`], [`bank_interface`]: payer's data and what makes it valid
//! - [`nit`]: the check digit of a company's number
//! - [`order`]: a checkout's own fields and what makes them valid
//! - [`clean`]: what people type and paste, made what is sent and stored
//! - [`field_error`]: which field is wrong and how
//! - [`state`], [`actor`]: where a checkout, a payment and a notification stand, and who made the provider be asked
//! - [`problem`]: the API's error codes
//! - [`api`]: the bodies that cross the wire
//! - [`paths`]: where they cross it
//! - [`certified`]: the sentences certification asks for, word for word
//! - [`refusal`]: why a provider refused to create a transaction
//! - [`form`]: the form's rules: what is asked, entered and shown
//! - [`receipt`], [`outcome_sign`]: the outcome's fields and the sign beside its heading; [`declined_by`]: who ended it
//! - [`text`]: cutting and joining texts, small
//! - [`words`]: everything else a buyer reads, in every language

pub mod actor;
pub mod amount;
pub mod api;
pub mod bank_interface;
pub mod certified;
pub mod clean;
pub mod declined_by;
pub mod document;
pub mod field_error;
pub mod form;
pub mod limits;
pub mod nit;
pub mod order;
pub mod outcome_sign;
pub mod paths;
pub mod person;
pub mod problem;
pub mod receipt;
pub mod refusal;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
pub mod state;
pub mod text;
pub mod words;

pub use actor::Actor;
pub use amount::Amount;
pub use bank_interface::BankInterface;
pub use document::DocumentType;
pub use field_error::{FieldCode, FieldError};
pub use person::{PayerField, Person};
pub use problem::ProblemCode;
pub use refusal::Refusal;
pub use state::{CheckoutState, NotificationState, PaymentState};
