//! The configuration as an operator meets it: a file, variables, and what is said.
//!
//! - [`defaults`]: nothing written at all; [`merging`]: file and variables together
//! - [`files`]: the file itself; [`secrets`]: those with files of their own
//! - [`sections`], [`sites`]: the rules of each key
//! - [`documented`]: the guide and the example say the same
//! - [`safety`]: what a real endpoint refuses; [`report`]: what `check` prints

mod defaults;
mod documented;
mod files;
mod merging;
mod report;
mod safety;
mod secrets;
mod sections;
mod sites;
mod written;
