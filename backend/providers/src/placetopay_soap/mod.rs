//! Place to Pay's SOAP service for PSE, as a provider.
//!
//! - [`kind`], [`abilities`]: its name in the configuration, what it can do, and how one is made
//! - [`gateway`]: the calls, as a provider
//! - [`signed_calls`]: each signed in a clock that the service takes
//! - [`request`], [`pseudo_ipv4`]: from a charge to the service's request
//! - [`classify`]: from the service's words to ours
//! - [`bank_rows`], [`dropped_rows`]: from the rows of a bank list to banks, and what is left out
//! - [`call_mask`]: what of a call must not be read in its answer
//! - [`failure`]: from calls without a usable reply to our words

pub mod abilities;
pub mod bank_rows;
pub mod call_mask;
pub mod classify;
pub mod dropped_rows;
pub mod failure;
pub mod gateway;
pub mod kind;
pub mod pseudo_ipv4;
pub mod request;
pub mod signed_calls;

pub use kind::KIND;
