//! Addresses of pages: where a browser may be sent, and which pages may embed the widget.
//!
//! - [`host_pattern`]: hosts that buyers may be sent back to
//! - [`origin`]: an origin that may embed the widget
//! - [`return_url`]: the merchant's page a buyer goes back to
//! - [`bank_url`]: the bank's page a buyer is sent to
//! - [`public`]: what is of the public internet, and what of this machine or a private network
//! - `web_address`: what both of those refuse before reading further

pub mod bank_url;
pub mod host_pattern;
pub mod origin;
pub mod public;
pub mod return_url;

mod web_address;

pub use bank_url::{BankUrlError, BankUrlRule};
pub use host_pattern::HostPattern;
pub use origin::Origin;
pub use return_url::{ReturnUrlError, ReturnUrlRule};
