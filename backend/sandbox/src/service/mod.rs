//! The SOAP service.
//!
//! - [`endpoint`]: its two addresses and their WSDL
//! - [`receive`]: a call from its bytes to the bytes of its answer, or to none
//! - [`carry_out`]: what a call does
//! - [`authenticate`]: who may call
//! - [`fields`], [`field_rules`]: what a creation's fields must look like
//! - [`refuse`]: what a creation is refused for
//! - [`replies`]: what is answered about a transaction

mod authenticate;
mod carry_out;
mod endpoint;
mod field_rules;
mod fields;
mod receive;
mod refuse;
mod replies;

pub(crate) use endpoint::{Endpoint, routes};
