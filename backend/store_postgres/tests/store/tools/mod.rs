//! What an operator does with a database.
//!
//! - `copying`: everything is copied from an SQLite file, and back, and to another database
//! - `interrupted`: copies that are cut short, or that somebody is in the way of
//! - `backing_up`: a backup as an SQLite file while the store is written, and restored
//! - `verifying`: what a whole check finds; what the figures say
//! - `filled`: stores with something of everything; `ends`: the two ends of a copy

mod backing_up;
mod copying;
mod ends;
mod filled;
mod interrupted;
mod verifying;
