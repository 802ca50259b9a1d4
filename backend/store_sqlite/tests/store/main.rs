//! The SQLite store as its users see it.
//!
//! - `suite`: what every store must show
//! - `earlier_build`: a file of an earlier build opens

#[cfg(test)]
mod earlier_build;
#[cfg(test)]
mod suite;
