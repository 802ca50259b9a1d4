//! The cooperative network: what its portal asks a member, step by step, and what becomes of
//! the accounts.
//!
//! - [`walk`]: where a member is in the portal
//! - [`advance`]: what each step accepts and where it leads
//! - [`pay`]: the account, the security code, the debit
//! - [`balances`]: what the accounts still allow

mod advance;
mod balances;
mod pay;
mod walk;

pub(crate) use advance::{Answered, Moved, advance};
pub(crate) use balances::{Balances, Decline};
pub(crate) use walk::{Receipt, Step, TRIES, Walk};
