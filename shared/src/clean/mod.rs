//! What people type and paste, made what is sent and stored: the one set of rules of `/pay`, the API and the configuration; the
//! widget, which they would weigh too much in, makes texts plain and leaves the rest to the service. Cleaning what is clean changes nothing.
//!
//! - [`mod@plain`]: without what is not seen, on one line
//! - [`field`]: a payer's field
//! - [`people`]: a whole person
//!
//! Nothing that a buyer reads as a letter or digit is dropped, but a telephone's own country, a link's `mailto:`, and a check
//! digit that is right. Canonical composition (NFC) is the caller's, between [`plain()`] and [`field`]: the browser's
//! `normalize()` in the widget, a library in the service. `cases.json` is the table that both are tested with.

pub mod field;
pub mod people;
pub mod plain;

pub use field::clean;
pub use people::cleaned;
pub use plain::plain;

#[cfg(test)]
mod tests;
