//! `getBankList`: which banks a buyer can choose (specification, `getBankList`).

use super::wrapper::{parameters, read_result, write_result};
use crate::{
    Bank, Call, DecodeError, EncodeError, Operation, Reply, Request,
    soap::{read_items, write_items},
    xml::{Reader, Writer},
};

const OPERATION: Operation = Operation::GetBankList;

pub(super) fn read_request(input: &mut Reader<'_>) -> Result<Request, DecodeError> {
    let auth = parameters(input, |_, _| Ok(false))?;
    Ok(Request { auth, call: Call::GetBankList })
}

pub(super) fn write_reply(banks: &[Bank], out: &mut Writer) -> Result<(), EncodeError> {
    write_result(OPERATION, out, |out| write_items(banks, out))
}

pub(super) fn read_reply(input: &mut Reader<'_>) -> Result<Reply, DecodeError> {
    read_result(OPERATION, input, |input| read_items(input)).map(Reply::GetBankList)
}
