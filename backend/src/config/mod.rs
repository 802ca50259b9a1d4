//! What an operator decides: read once, checked whole, then trusted.
//!
//! - [`load`]: file and environment become a [`Config`], or every mistake at once
//! - [`check`]: the same for an operator to read
//! - [`errors`]: what a mistake is: where, which key, why
//! - `file`, `environment`, `tree`: what was written, merged, each value with its place
//! - `reader`, `section`, `list`, `secret`, `nearest`: how it is read, mistakes gathered
//! - `assemble`: the sections put together
//! - [`server`], [`store`], [`provider`], [`probe`], [`sandbox`], [`alerts`], [`sites`]:
//!   one section each
//! - `duration`, `addresses`: forms several sections share
//! - `safety`: what a real endpoint does not allow

pub mod alerts;
pub mod check;
pub mod errors;
pub mod load;
pub mod probe;
pub mod provider;
pub mod sandbox;
pub mod server;
pub mod sites;
pub mod store;

mod addresses;
mod assemble;
mod duration;
mod environment;
mod file;
mod list;
mod nearest;
mod reader;
mod safety;
mod secret;
mod section;
mod tree;

#[cfg(test)]
mod tests;

pub use alerts::AlertsConfig;
pub use check::{Report, check};
pub use environment::process_environment;
pub use errors::{ConfigError, ConfigErrors, Source};
pub use load::Config;
pub use probe::ProbeConfig;
pub use provider::{Endpoint, ProviderConfig};
pub use sandbox::SandboxConfig;
pub use server::{LogFormat, ServerConfig};
pub use sites::{
    CreditEntry, HostPattern, MerchantConfig, Origin, SiteConfig, SiteName, Sites, WebhookConfig,
};
pub use store::{StoreConfig, StoreUrl};
