//! The states of a payment and the transitions between them: event and time in, the payment as it
//! becomes and what follows from it out. No I/O, no clock.
//!
//! `creating` → `pending` | `refused` | `unanswered`; `pending` → `approved` | `rejected` |
//! `failed`. Final states never change. An unknown word means "still pending", never "declined".
//!
//! - [`transition`]: what can happen to a payment, and what it makes of it
//! - [`allowed_transitions`]: which transitions are allowed
//! - [`decide`]: what an event makes of a payment
//! - `transition_builder`: writes a transition: the payment as it becomes, the row its history gains

pub mod allowed_transitions;
pub mod decide;
pub mod transition;

mod transition_builder;

pub use allowed_transitions::transition_allowed;
pub use decide::decide;
pub use transition::{Event, Transition};

#[cfg(test)]
mod tests;
