//! The SOAP service.
//!
//! - [`endpoint`]: its two addresses
//! - [`routes`]: what answers at them: the WSDL, or a call
//! - [`receive`]: a call from its bytes to the bytes of its answer, or to none
//! - [`carry_out`]: what a call does
//! - [`authenticate`]: who may call
//! - [`fields`], [`field_rules`]: what a creation's fields must look like
//! - [`faults`]: the faults it answers with
//! - [`refuse`]: what a creation is refused for
//! - [`replies`]: what is answered about a transaction

mod authenticate;
mod carry_out;
mod endpoint;
mod faults;
mod field_rules;
mod fields;
mod receive;
mod refuse;
mod replies;
mod routes;

pub(crate) use endpoint::Endpoint;
pub(crate) use routes::routes;
