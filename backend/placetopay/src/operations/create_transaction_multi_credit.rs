//! `createTransactionMultiCredit`: the same, divided among the services that depend on one
//! (specification, `createTransactionMultiCredit`).

use super::wrapper::{parameters, read_result, write_result};
use crate::{
    Call, DecodeError, EncodeError, Operation, PseTransactionMultiCreditRequest,
    PseTransactionResponse, Reply, Request,
    soap::{Structure as _, read_structure, take, write_structure},
    xml::{Reader, Writer},
};

const OPERATION: Operation = Operation::CreateTransactionMultiCredit;

pub(super) fn write_parameters(
    transaction: &PseTransactionMultiCreditRequest,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    write_structure("transaction", transaction, out)
}

pub(super) fn read_request(input: &mut Reader<'_>) -> Result<Request, DecodeError> {
    let mut transaction = None;
    let auth = parameters(input, |child, input| {
        let is_transaction = child.name() == "transaction";
        if is_transaction {
            take(&mut transaction, "transaction", child, input)?;
        }
        Ok(is_transaction)
    })?;
    let transaction = Box::new(transaction.unwrap_or_default());
    Ok(Request { auth, call: Call::CreateTransactionMultiCredit(transaction) })
}

pub(super) fn write_reply(
    response: &PseTransactionResponse,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    write_result(OPERATION, out, |out| response.put_fields(out))
}

pub(super) fn read_reply(input: &mut Reader<'_>) -> Result<Reply, DecodeError> {
    let response = read_result(OPERATION, input, |input| read_structure(input))?;
    Ok(Reply::CreateTransactionMultiCredit(Box::new(response)))
}
