//! `pse-backend store …`: what an operator does with the store, while a service runs or not.
//!
//! - [`command`]: the verbs and their arguments
//! - [`run`]: each is carried out, and ends in what the program prints and its exit status
//! - [`show`]: how it is shown

pub mod command;
pub mod run;
pub mod show;
