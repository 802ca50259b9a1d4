//! Texts that others wrote, made safe to keep and to show.
//!
//! - [`unseen`]: characters that are not seen, or change how others are seen
//! - [`one_line`]: a text on one line, cut

pub mod one_line;
pub mod unseen;

pub use one_line::one_line;
pub use unseen::is_unseen;
