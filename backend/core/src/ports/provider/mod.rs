//! The provider port, in this product's own words.
//!
//! - [`interface`]: what a provider can be asked
//! - [`charge`]: what it is asked to create
//! - [`answer`]: what it can say
//! - [`masked`]: the same, with what must not be read covered
//! - [`abilities`]: what a provider can do, and how it is doing

pub mod abilities;
pub mod answer;
pub mod charge;
pub mod interface;
pub mod masked;

pub use abilities::{Abilities, Health};
pub use answer::{Creation, Facts, NoAnswer, StatusReport, Verdict};
pub use charge::Charge;
pub use interface::{Permit, Provider};
pub use pse_shared::Refusal;
