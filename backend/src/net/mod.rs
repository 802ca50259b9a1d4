//! Addresses of buyers and of pages: who is asking, and where a browser may be sent.
//!
//! - [`client_ip`]: the buyer's own address, behind proxies
//! - [`pseudo_ipv4`]: how an IPv6 buyer fits the provider's field
//! - [`return_url`]: the merchant's page a buyer goes back to
//! - [`bank_url`]: the bank's page a buyer is sent to
//! - `written`: what both of those refuse before reading further

pub mod bank_url;
pub mod client_ip;
pub mod pseudo_ipv4;
pub mod return_url;

mod written;

pub use bank_url::{BankUrlError, BankUrlRule};
pub use client_ip::client_ip;
pub use pseudo_ipv4::pseudo_ipv4;
pub use return_url::{ReturnUrlError, ReturnUrlRule};
