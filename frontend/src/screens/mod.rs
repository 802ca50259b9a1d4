//! One screen for each step; the button's is the loader's.
//!
//! - [`screen()`]: the screen of the step the widget is in, and the live region
//! - [`form`]: kind of person, bank and payer's data
//! - [`leaving`]: the tab is on its way to the bank
//! - [`outcome`]: how the latest payment stands
//! - [`waiting`]: loading, expired and failed

mod form;
mod leaving;
mod outcome;
mod screen;
mod waiting;

pub use screen::screen;
