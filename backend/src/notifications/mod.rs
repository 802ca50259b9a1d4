//! Somebody outside is told: the merchant's server of every change, the operator of trouble.
//!
//! - [`compose`]: what the merchant's server is told
//! - [`operator`]: what an operator must know

pub mod compose;
pub mod operator;
