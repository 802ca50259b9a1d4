//! The provider port, once per protocol, and what guards each.
//!
//! A new protocol is a folder here and a line in [`kinds::PROVIDER_KINDS`].
//!
//! - [`kinds`]: the kinds of provider there are
//! - [`setup`]: what a provider is made from
//! - [`guarded`], [`limits`]: slots, breaker and durations around any provider
//! - [`skew`]: how far a provider's clock is from ours
//! - [`placetopay_soap`]: Place to Pay's SOAP service for PSE

pub mod guarded;
pub mod kinds;
pub mod limits;
pub mod placetopay_soap;
pub mod setup;
pub mod skew;

pub use guarded::{CallObserver, CallOutcome, Guarded, ProviderOperation};
pub use kinds::{PROVIDER_KINDS, kind};
pub use setup::{ProviderKind, ProviderSetup, SetupError, SiteCredentials, Timeouts};
