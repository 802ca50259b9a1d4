//! The pieces the documents here are put together from.

use pse_placetopay::{
    Call, DecodeError, Operation, PseTransactionRequest, PseTransactionResponse, Reply, Request,
    decode_reply, decode_request,
};

/// `body` in an envelope, with `p` and `i` bound to the service's and the instance namespace.
pub(crate) fn envelope(body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns:p=\"https://placetopay.com/soap/pse\"><s:Body>{body}</s:Body></s:Envelope>"
    )
}

/// A `createTransaction` whose transaction holds `fields`.
pub(crate) fn create_request(fields: &str) -> String {
    envelope(&format!(
        "<p:createTransaction><auth/><transaction>{fields}</transaction></p:createTransaction>"
    ))
}

/// A reply to `createTransaction` whose result holds `fields`.
pub(crate) fn create_reply(fields: &str) -> String {
    envelope(&format!(
        "<p:createTransactionResponse><createTransactionResult>{fields}\
         </createTransactionResult></p:createTransactionResponse>"
    ))
}

/// The transaction asked to be created; `None` for another request.
pub(crate) fn transaction(
    document: impl AsRef<[u8]>,
) -> Result<Option<PseTransactionRequest>, DecodeError> {
    decode_request(document.as_ref()).map(|request: Request| match request.call {
        Call::CreateTransaction(transaction) => Some(*transaction),
        Call::GetBankList
        | Call::CreateTransactionMultiCredit(_)
        | Call::GetTransactionInformation { .. } => None,
    })
}

/// The response to a creation; `None` for a fault.
pub(crate) fn response(
    document: impl AsRef<[u8]>,
) -> Result<Option<PseTransactionResponse>, DecodeError> {
    decode_reply(Operation::CreateTransaction, document.as_ref()).map(|reply| match reply {
        Reply::CreateTransaction(response) => Some(*response),
        Reply::GetBankList(_)
        | Reply::CreateTransactionMultiCredit(_)
        | Reply::GetTransactionInformation(_)
        | Reply::Fault(_) => None,
    })
}
