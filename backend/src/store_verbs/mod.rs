//! `pse-backend store …`: what an operator does with the store, while a service runs or not.
//!
//! - [`command`]: the verbs and their arguments
//! - [`run`]: each is carried out with the configured store; [`ending`]: what the program prints, and its exit status
//! - [`files`], [`databases`]: the verbs with an SQLite file, and with a PostgreSQL database; [`copies`]: from one store to another
//! - [`show`]: how results are shown

pub mod command;
pub mod copies;
pub mod databases;
pub mod ending;
pub mod files;
pub mod run;
pub mod show;
