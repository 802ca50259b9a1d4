//! One file for each operation, named like it: what its request and its reply hold.
//! `wrapper` has what they share, `dispatch` leads from a request or a reply to its operation.

mod create_transaction;
mod create_transaction_multi_credit;
mod dispatch;
#[cfg(test)]
mod fixtures;
mod get_bank_list;
mod get_transaction_information;
mod wrapper;

pub(crate) use dispatch::{read_reply, read_request, write_reply, write_request};
