//! Payments: what may happen to one, and making it happen.
//!
//! - [`machine`]: the states and their moves, without I/O
//! - [`times`]: when the provider is asked
//! - [`create`]: the buyer confirms
//! - [`keep`]: the store failed after the provider answered
//! - [`ask`]: the provider is asked how a payment stands
//! - [`probe`]: it is asked for as long as it takes
//! - [`recover`]: start-up settles what a dead process left
//! - [`apply`]: a move is stored, told and heard
//! - [`first_answer`]: what a request made, answered again
//! - [`alert`]: what an operator must know

pub mod alert;
pub mod apply;
pub mod ask;
pub mod create;
pub mod first_answer;
pub mod keep;
pub mod machine;
pub mod probe;
pub mod recover;
pub mod times;
