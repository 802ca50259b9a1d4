//! What screens are made of.
//!
//! - [`field`]: a label, a control and what is wrong with it
//! - [`bank_picker`]: the combobox and its list
//! - [`bank_link`]: the link to the bank
//! - [`button`]: a button that does something
//! - [`heading`]: the heading of a screen
//! - [`payer_fields`]: the payer's data
//! - [`person_type`]: person or company
//! - [`summary`]: who is paid, and how much
//! - [`notice`]: what must be said about a call that failed
//! - [`mark`]: the neutral mark for PSE

pub mod bank_link;
pub mod bank_picker;
pub mod button;
pub mod field;
pub mod heading;
pub mod mark;
pub mod notice;
pub mod payer_fields;
pub mod person_type;
pub mod summary;
