//! `[sites.<name>]`: the merchants this service takes payments for.
//!
//! - [`all`]: the sites together; [`site`]: a site whole; [`site_name`]: what it is called
//! - [`merchant`], [`credits`], [`webhook`]: its parts
//! - [`origin`], [`host_pattern`]: who may embed, where buyers go back to
//! - `demo`: the site there is when none is configured

pub mod all;
pub mod credits;
pub(super) mod demo;
pub mod host_pattern;
pub mod merchant;
pub mod origin;
pub mod site;
pub mod site_name;
pub mod webhook;

pub use all::Sites;
pub use credits::CreditEntry;
pub use host_pattern::HostPattern;
pub use merchant::MerchantConfig;
pub use origin::Origin;
pub use site::SiteConfig;
pub use site_name::SiteName;
pub use webhook::WebhookConfig;
