//! The test world: the merchant, the banks, who is registered with PSE, and the members of
//! the cooperative network, read from one data file.
//!
//! - [`load`]: the file
//! - [`amount_rule`]: totals that are answered with a code of their own
//! - [`codes_by_order`]: orders that ask for a returnCode
//! - [`people`]: who is registered with PSE
//! - [`members`]: entities, members and accounts of the cooperative network
//! - [`check`]: what must hold in it

mod amount_rule;
mod check;
mod codes_by_order;
mod load;
mod members;
mod people;

pub(crate) use amount_rule::AmountRule;
pub(crate) use load::{Dependant, World};
pub(crate) use members::{Account, AccountKind, Entity, Member};
pub(crate) use people::{Contact, Persona, Registrant};
