//! The table of figures.
//!
//! - [`unit`]: what a number is of
//! - [`target`]: what was promised, and whether it is met
//! - [`row`]: one line; [`told`]: a line from another program
//! - [`text`]: the table as the terminal shows it; [`document`]: as `docs/performance.md` has it

pub(crate) mod document;
pub(crate) mod row;
pub(crate) mod target;
pub(crate) mod text;
pub(crate) mod told;
pub(crate) mod unit;

pub(crate) use row::{Row, Value};
pub(crate) use target::Target;
pub(crate) use unit::Unit;
