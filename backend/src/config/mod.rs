//! What an operator decides: read once, checked whole, then trusted. How keys are read
//! and what a mistake is lies in `pse_settings`.
//!
//! - [`whole`]: the [`Config`]; [`load`]: file and environment become one, or every mistake at once
//! - [`check`]: the same for an operator to read; [`findings`]: what is no mistake but seldom meant
//! - [`schema`](schema()): what may be written, for editors; `environment`: this program's variables
//! - `assemble`: the sections put together
//! - [`server`], [`store`], [`providers`], [`provider`], [`probe`], [`sandbox`], [`alerts`], [`metrics`],
//!   [`sites`]: one section each
//! - `local_address`, [`log_filter`], `trusted_proxies`: rules that are not of one section alone
//! - `safety`: what a real endpoint does not allow

pub mod alerts;
pub mod check;
pub mod findings;
pub mod load;
pub mod log_filter;
pub mod metrics;
pub mod probe;
pub mod provider;
pub mod providers;
pub mod sandbox;
pub mod server;
pub mod sites;
pub mod store;
pub mod whole;

mod assemble;
mod environment;
mod local_address;
mod safety;
mod schema;
mod trusted_proxies;

#[cfg(test)]
mod tests;

pub use alerts::AlertsConfig;
pub use check::{ConfigReport, check};
pub use environment::process_environment;
pub use metrics::MetricsConfig;
pub use probe::ProbeConfig;
pub use provider::{ProviderConfig, ProviderEndpoint};
pub use providers::ProvidersConfig;
pub use sandbox::SandboxConfig;
pub use schema::schema;
pub use server::{LogFormat, ServerConfig};
pub use sites::{CredentialsConfig, Logo, SiteConfig, Sites, Theme, WebhookConfig};
pub use store::{PostgresConfig, StoreAddress, StoreConfig, StoreUrl};
pub use whole::Config;

pub use pse_settings::{ConfigError, ConfigErrors, Source};
