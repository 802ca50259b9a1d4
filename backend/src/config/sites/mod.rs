//! `[sites.<name>]`: the merchants this service takes payments for.
//!
//! - [`all`]: the sites together; [`site`]: a site whole
//! - [`credentials`], [`webhook`], `merchant`, `credits`, `provider_choice`: its parts
//! - `demo`: the site there is when none is configured

pub mod all;
pub mod credentials;
mod credits;
pub(super) mod demo;
mod merchant;
mod provider_choice;
pub mod site;
pub mod webhook;

pub use all::Sites;
pub use credentials::CredentialsConfig;
pub use site::SiteConfig;
pub use webhook::WebhookConfig;
