//! The form's rules, for whoever paints it: the widget and the service's own page at `/pay`.
//!
//! - [`asked`]: the form's fields, and which of them a buyer is asked
//! - [`entered`]: what the buyer has entered, as it is sent, and what is wrong with it
//! - [`input_hints`]: what a browser is told about an input
//! - [`bank_order`]: which banks are listed first
//! - [`said`]: a field's label, and what is wrong with it, in words
//! - [`screen`]: whether the form, an outcome or an expiry is shown
//!
//! The functions are marked `#[inline]`, so that they are compiled with the widget: compiled here they would bring second
//! copies of what the widget has already (0.3 KB).

pub mod asked;
pub mod bank_order;
pub mod entered;
pub mod input_hints;
pub mod said;
pub mod screen;

pub use asked::FormField;
pub use entered::Entered;
