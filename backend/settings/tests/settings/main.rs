//! The crate as the programs use it, for a configuration of a lighthouse.
//!
//! - [`lighthouse`]: the configuration, its reader, and what an operator writes of it
//! - [`reading`]: files and their mistakes; [`variables`]: the environment over them
//! - [`secrets`]: in place and in files; [`schema`]: what the readers declared
//! - [`choice`]: keys that stand for each other, and mistakes in sections not yet read
//! - [`words`]: nothing of any program's trade is in the crate

#[cfg(test)]
mod choice;
#[cfg(test)]
mod lighthouse;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod variables;
#[cfg(test)]
mod words;
