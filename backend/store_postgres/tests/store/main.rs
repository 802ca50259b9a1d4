//! The PostgreSQL store as its users see it.
//!
//! - `suite`: what every store must show
//! - `compared`: it answers any sequence of commands as the stores in memory and in SQLite do
//! - `opened`: a test's database, opened

#[cfg(test)]
mod compared;
#[cfg(test)]
mod opened;
#[cfg(test)]
mod suite;
