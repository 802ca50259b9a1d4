//! From a request or a reply of any operation to the file that writes or reads it, and back.

use super::{
    create_transaction, create_transaction_multi_credit, get_bank_list, get_transaction_information,
};
use crate::{
    Call, DecodeError, EncodeError, Operation, Reply, Request,
    soap::{FAULT, read_fault, write_fault, write_structure},
    xml::{Element, Reader, Writer},
};

/// How much of the name of an unknown operation is kept, in characters.
const NAME_KEPT: usize = 64;

/// Writes what stands in a request's body.
pub(crate) fn write_request(request: &Request, out: &mut Writer) -> Result<(), EncodeError> {
    out.wrapper(request.call.operation().as_str(), |out| {
        write_structure("auth", &request.auth, out)?;
        match &request.call {
            Call::GetBankList => Ok(()),
            Call::CreateTransaction(transaction) => {
                create_transaction::write_parameters(transaction, out)
            }
            Call::CreateTransactionMultiCredit(transaction) => {
                create_transaction_multi_credit::write_parameters(transaction, out)
            }
            Call::GetTransactionInformation { transaction_id } => {
                get_transaction_information::write_parameters(*transaction_id, out);
                Ok(())
            }
        }
    })
}

/// Reads what stands in a request's body.
pub(crate) fn read_request(
    input: &mut Reader<'_>,
    call: &Element<'_>,
) -> Result<Request, DecodeError> {
    match Operation::from_name(call.name()) {
        Some(Operation::GetBankList) => get_bank_list::read_request(input),
        Some(Operation::CreateTransaction) => create_transaction::read_request(input),
        Some(Operation::CreateTransactionMultiCredit) => {
            create_transaction_multi_credit::read_request(input)
        }
        Some(Operation::GetTransactionInformation) => {
            get_transaction_information::read_request(input)
        }
        None => Err(DecodeError::UnknownOperation(call.name().chars().take(NAME_KEPT).collect())),
    }
}

/// Writes what stands in a reply's body.
pub(crate) fn write_reply(reply: &Reply, out: &mut Writer) -> Result<(), EncodeError> {
    match reply {
        Reply::GetBankList(banks) => get_bank_list::write_reply(banks, out),
        Reply::CreateTransaction(response) => create_transaction::write_reply(response, out),
        Reply::CreateTransactionMultiCredit(response) => {
            create_transaction_multi_credit::write_reply(response, out)
        }
        Reply::GetTransactionInformation(information) => {
            get_transaction_information::write_reply(information, out)
        }
        Reply::Fault(fault) => write_fault(fault, out),
    }
}

/// Reads what stands in the body of a reply to `operation`.
pub(crate) fn read_reply(
    operation: Operation,
    input: &mut Reader<'_>,
    reply: &Element<'_>,
) -> Result<Reply, DecodeError> {
    if reply.name() == FAULT {
        return read_fault(input).map(Reply::Fault);
    }
    if reply.name() != operation.response_name() {
        return Err(DecodeError::WrongReply { expected: operation.as_str() });
    }
    match operation {
        Operation::GetBankList => get_bank_list::read_reply(input),
        Operation::CreateTransaction => create_transaction::read_reply(input),
        Operation::CreateTransactionMultiCredit => {
            create_transaction_multi_credit::read_reply(input)
        }
        Operation::GetTransactionInformation => get_transaction_information::read_reply(input),
    }
}
