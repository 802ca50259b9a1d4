//! `[sites.<name>]`: the merchants this service takes payments for.
//!
//! - [`all`]: the sites together; [`site`]: a site whole
//! - [`logo`], [`theme`]: how the service's own pages look for its buyers
//! - [`credentials`], [`webhook`], `merchant`, `credits`, `provider_choice`: its parts
//! - `demo`: the site there is when none is configured

pub mod all;
pub mod credentials;
mod credits;
pub(super) mod demo;
pub mod logo;
mod merchant;
mod provider_choice;
pub mod site;
pub mod theme;
pub mod webhook;

pub use all::Sites;
pub use credentials::CredentialsConfig;
pub use logo::Logo;
pub use site::SiteConfig;
pub use theme::Theme;
pub use webhook::WebhookConfig;
