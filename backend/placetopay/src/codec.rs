//! Whole documents: value to bytes and bytes to value, for a client and for a server.

use crate::{
    DecodeError, EncodeError, Namespace, Operation, Reply, Request,
    limits::MAX_BYTES,
    operations, soap,
    xml::{OnBadValue, Reader, to_utf8},
};

/// The `Content-Type` of every request and reply.
pub const CONTENT_TYPE: &str = "text/xml; charset=utf-8";

/// What a client sends.
///
/// # Errors
///
/// [`EncodeError::ControlCharacter`] when a text cannot be carried.
pub fn encode_request(namespace: &Namespace, request: &Request) -> Result<Vec<u8>, EncodeError> {
    soap::write(Some(namespace), |out| operations::write_request(request, out))
}

/// What a server was sent, whatever the namespace of the call. A parameter that is missing
/// reads as one with no field given, but for a `transactionID`.
///
/// # Errors
///
/// See [`DecodeError`], whose [`DecodeError::fault`] is the answer.
pub fn decode_request(document: &[u8]) -> Result<Request, DecodeError> {
    read(document, OnBadValue::Refuse, |input| soap::read(input, operations::read_request))
}

/// What a server answers.
///
/// # Errors
///
/// [`EncodeError::ControlCharacter`] when a text cannot be carried.
pub fn encode_reply(namespace: &Namespace, reply: &Reply) -> Result<Vec<u8>, EncodeError> {
    let namespace = match reply {
        Reply::Fault(_) => None,
        Reply::GetBankList(_)
        | Reply::CreateTransaction(_)
        | Reply::CreateTransactionMultiCredit(_)
        | Reply::GetTransactionInformation(_) => Some(namespace),
    };
    soap::write(namespace, |out| operations::write_reply(reply, out))
}

/// What a client got for a call of `operation`: its reply, or a fault. A number or boolean
/// that is none reads as absent, so that the rest of the answer is not lost for it.
///
/// # Errors
///
/// See [`DecodeError`]: then there is no usable answer, and nothing was guessed.
pub fn decode_reply(operation: Operation, document: &[u8]) -> Result<Reply, DecodeError> {
    read(document, OnBadValue::Ignore, |input| {
        soap::read(input, |input, reply| operations::read_reply(operation, input, reply))
    })
}

fn read<T>(
    document: &[u8],
    on_bad_value: OnBadValue,
    content: impl FnOnce(&mut Reader<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    if document.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge);
    }
    let document = to_utf8(document)?;
    content(&mut Reader::new(&document, on_bad_value)?)
}
