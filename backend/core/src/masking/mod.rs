//! Masking: what must not be read is searched for in what somebody else wrote, and covered.
//!
//! A provider that quotes a request in its answer quotes our login and a person's document with it, perhaps in other
//! case, escaped, encoded, or parted by line ends and dots.
//!
//! - [`mask`]: what is searched for, and a text with it covered
//! - [`needle`]: how one text is searched for, by its length
//! - [`units`]: a text's characters with their places, escapes read
//! - [`encoded`]: what stands in a text as base64 or hexadecimal
//! - [`persons`]: what is searched for of a payment's persons

pub mod encoded;
pub mod mask;
pub mod needle;
pub mod persons;
pub mod units;

pub use mask::Mask;
