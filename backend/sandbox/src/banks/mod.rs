//! The banks: what they do with a creation call and what a buyer meets at one. A bank with
//! a journey of its own gets a [`Journey`] and a file here.
//!
//! - [`bank`]: a bank and its behaviour
//! - [`list`]: the list as the service gives it

mod bank;
mod list;

pub(crate) use bank::{Bank, Creation, Ending, Journey};
pub(crate) use list::bank_list;
