//! The PostgreSQL store as its users see it.
//!
//! - `suite`: what every store must show
//! - `compared`: it answers any sequence of commands as the stores in memory and in SQLite do
//! - `constraints`: what no program may store
//! - `dropping`: callers that go away half-way
//! - `later_words`: what a later version of the program has stored
//! - `migrating`: its schema, by several processes at once
//! - `upgrading`: databases of earlier builds
//! - `sharing`: processes that are gone, and what each hears of the others
//! - `tools`: what an operator does with it
//! - `opened`: a test's database, opened

#[cfg(test)]
mod compared;
#[cfg(test)]
mod constraints;
#[cfg(test)]
mod dropping;
#[cfg(test)]
mod later_words;
#[cfg(test)]
mod migrating;
#[cfg(test)]
mod opened;
#[cfg(test)]
mod sharing;
#[cfg(test)]
mod suite;
#[cfg(test)]
mod tools;
#[cfg(test)]
mod upgrading;
