//! Payments: what may happen to one, and making it happen.
//!
//! - [`machine`]: the states and their transitions, without I/O
//! - [`probe_times`]: when the provider is asked
//! - [`transitions`]: a move is stored, told and alerted
//! - [`payment_starter`], [`start_error`]: the buyer confirms, and why no bank is reached
//! - [`retry_store`]: the store failed after the provider answered
//! - [`status_checks`]: the provider is asked how a payment stands
//! - [`probe`]: it is asked for as long as it takes
//! - [`recover`]: what a dead process left is settled
//! - [`first_answer`]: what a request made, answered again
//! - [`webhook_messages`], [`provider_record`]: what merchants are told

pub mod first_answer;
pub mod machine;
pub mod payment_starter;
pub mod probe;
pub mod probe_times;
pub mod provider_record;
pub mod recover;
pub mod retry_store;
pub mod start_error;
pub mod status_checks;
pub mod transitions;
pub mod webhook_messages;
