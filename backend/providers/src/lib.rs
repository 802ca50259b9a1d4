//! The provider port, once per protocol, and what guards each.
//!
//! A new protocol is a folder here and a line in [`kinds::PROVIDER_KINDS`].
//!
//! - [`kinds`]: the kinds of provider there are
//! - [`setup`]: what a provider is made from
//! - [`guarded`], [`limits`]: slots, breaker and durations around any provider
//! - [`seed_clock`]: in whose clock seeds are made, and how far a provider's is from ours
//! - [`placetopay_soap`]: Place to Pay's SOAP service for PSE

pub mod guarded;
pub mod kinds;
pub mod limits;
pub mod placetopay_soap;
pub mod seed_clock;
pub mod setup;

pub use guarded::{CallObserver, CallOutcome, Guarded, ProviderOperation};
pub use kinds::{PROVIDER_KINDS, kind};
pub use setup::{ProviderKind, ProviderSetup, SetupError, SiteCredentials, Timeouts};
