//! Time: the clock, the calendar of Bogotá, times moved.
//!
//! - [`clock`]: what time it is, and waiting for a later one
//! - [`bogota`]: days and times of Colombia
//! - [`arithmetic`]: times moved

pub mod arithmetic;
pub mod bogota;
pub mod clock;

pub use arithmetic::{earlier, later};
pub use clock::{Clock, ManualClock, SystemClock};
