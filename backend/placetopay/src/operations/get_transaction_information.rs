//! `getTransactionInformation`: what became of a transaction (specification,
//! `getTransactionInformation`).

use super::wrapper::{parameters, read_result, write_result};
use crate::{
    Call, DecodeError, EncodeError, Operation, Reply, Request, TransactionInformation,
    soap::{Structure as _, read_structure, take},
    xml::{Reader, Writer},
};

const OPERATION: Operation = Operation::GetTransactionInformation;
const TRANSACTION_ID: &str = "transactionID";

pub(super) fn write_parameters(transaction_id: i64, out: &mut Writer) {
    out.number(TRANSACTION_ID, transaction_id);
}

pub(super) fn read_request(input: &mut Reader<'_>) -> Result<Request, DecodeError> {
    let mut transaction_id = None;
    let auth = parameters(input, |child, input| {
        let is_id = child.name() == TRANSACTION_ID;
        if is_id {
            take(&mut transaction_id, TRANSACTION_ID, child, input)?;
        }
        Ok(is_id)
    })?;
    let transaction_id = transaction_id.ok_or(DecodeError::BadNumber { field: TRANSACTION_ID })?;
    Ok(Request { auth, call: Call::GetTransactionInformation { transaction_id } })
}

pub(super) fn write_reply(
    information: &TransactionInformation,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    write_result(OPERATION, out, |out| information.put_fields(out))
}

pub(super) fn read_reply(input: &mut Reader<'_>) -> Result<Reply, DecodeError> {
    let information = read_result(OPERATION, input, |input| read_structure(input))?;
    Ok(Reply::GetTransactionInformation(Box::new(information)))
}
