//! The state machine: each event, and any sequence of them.
//!
//! - `samples`: a payment in each early state, and events about it
//! - `each_event`: every transition, and every answer that must not change the state
//! - `any_events`: what holds whatever happens

mod any_events;
mod each_event;
mod samples;
