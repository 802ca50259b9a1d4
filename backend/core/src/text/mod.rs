//! Texts that others wrote, made safe to keep and to show.
//!
//! - [`composed`]: letters and their accents as one character, and people's data cleaned
//! - [`unseen`]: characters that are not seen, or change how others are seen
//! - [`one_line`]: a text on one line, cut

pub mod composed;
pub mod one_line;
pub mod unseen;

pub use one_line::one_line;
pub use unseen::is_unseen;
