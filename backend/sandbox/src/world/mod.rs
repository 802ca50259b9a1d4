//! The test world: the merchant and the banks, read from one data file.
//!
//! - [`load`]: the file and what must hold in it

mod load;

pub(crate) use load::{Dependant, World};
