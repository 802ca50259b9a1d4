//! What a running program has used, as the kernel counts it.
//!
//! - [`usage`]: processor, context switches, page faults, of a program with all it started
//! - [`memory`]: resident memory
//! - [`stat`]: the file in `/proc` that most of it stands in

pub(crate) mod memory;
pub(crate) mod stat;
pub(crate) mod usage;

pub(crate) use usage::Usage;
