//! What screens are made of.
//!
//! - [`field`]: a label, a control and what is wrong with it
//! - [`bank_picker`]: the combobox and its list
//! - [`payer_fields`]: the payer's data
//! - [`person_type`]: person or company
//! - [`summary`]: who is paid, and how much
//! - [`notice`]: what must be said about a call that failed
//! - [`mark`]: the drawings

pub mod bank_picker;
pub mod field;
pub mod mark;
pub mod notice;
pub mod payer_fields;
pub mod person_type;
pub mod summary;
