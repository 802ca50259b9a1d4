//! One example of each body: values of the very types, so that they cannot be wrong.
//!
//! - [`by_type`]: all of them, each under the name of its type
//! - [`subject`]: the order, the merchant, the person and the bank that all of them are about
//! - [`checkout`], [`payment`], [`notification`]: the bodies along its way
//! - [`problem`]: a refused body, and how each other error looks

pub mod by_type;
pub mod checkout;
pub mod notification;
pub mod payment;
pub mod problem;
pub mod subject;
