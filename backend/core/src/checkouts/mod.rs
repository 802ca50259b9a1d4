//! Checkouts: made by a merchant's server, read by the widget.
//!
//! - [`create`]: making one
//! - [`check`]: what makes an order valid for its site
//! - [`credits`]: a multicredit order's parts
//! - [`view`]: what the widget and the merchant read

pub mod check;
pub mod create;
pub mod credits;
pub mod view;
