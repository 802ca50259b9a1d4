//! Somebody outside is told: the merchant's server of every change, the operator of trouble.
//!
//! - [`compose`]: what the merchant's server is told
//! - [`backoff`]: when it is told again
//! - [`post`]: one signed message over HTTP
//! - [`address`]: where messages never go
//! - [`deliver`]: telling it until it takes it
//! - [`operator`]: what an operator must know

pub mod address;
pub mod backoff;
pub mod compose;
pub mod deliver;
pub mod operator;
pub mod post;
