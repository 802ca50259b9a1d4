//! Place to Pay as this service knows it: asked within limits, classified strictly.
//!
//! - [`answer`]: what it can say, in our words
//! - [`classify`]: from its words to ours
//! - [`gateway`]: the calls, through limits, breaker and clock
//! - [`request`]: from our order to its request
//! - [`limits`]: how many calls at once, and when none at all
//! - [`skew`]: how far its clock is from ours

pub mod answer;
pub mod classify;
#[cfg(test)]
pub(crate) mod fake;
pub mod gateway;
pub mod limits;
pub mod request;
pub mod skew;
