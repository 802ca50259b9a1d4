//! The SQLite store as its users see it.
//!
//! - `suite`: what every store must show
//! - `compared`: it answers any sequence of commands as the store in memory does
//! - `earlier_build`: a file of an earlier build opens

#[cfg(test)]
mod compared;
#[cfg(test)]
mod earlier_build;
#[cfg(test)]
mod suite;
