//! The buyer's browser, as a provider wants to know it.

use std::net::IpAddr;

/// The buyer's browser: its address and its `User-Agent`.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The browser's IP address, also behind trusted proxies.
    pub ip: IpAddr,
    /// The browser's `User-Agent`, as it came; empty when it sent none.
    pub user_agent: String,
}
