//! What only the store itself can show.
//!
//! - `plans`: how the server finds what is asked often

mod plans;
