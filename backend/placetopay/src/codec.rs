//! Whole documents: value to bytes and bytes to value, for a client and for a server.

use std::borrow::Cow;

use crate::{
    DecodeError, EncodeError, Namespace, Operation, Reply, Request,
    limits::MAX_BYTES,
    operations, soap,
    xml::{OnBadValue, Reader, replace_forbidden, to_utf8},
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
    let document = in_utf8(document, None, OnBadValue::Refuse)?;
    let mut input = Reader::new(&document, OnBadValue::Refuse)?;
    soap::read(&mut input, operations::read_request)
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

/// What a client got for a call of `operation`: its reply, or a fault. A value that is none of
/// its kind, or refers to a character that is none, reads as absent, and a bank that says one
/// thing twice as one without code and name, so that the rest of the answer is not lost for it.
///
/// # Errors
///
/// See [`DecodeError`]: then there is no usable answer, and nothing was guessed.
pub fn decode_reply(operation: Operation, document: &[u8]) -> Result<Reply, DecodeError> {
    decode_reply_as(operation, document, None)
}

/// As [`decode_reply`], of a document that came with this `Content-Type`: what that says of the
/// character set goes before the document's declaration, and its byte order mark before both.
///
/// # Errors
///
/// See [`DecodeError`]: then there is no usable answer, and nothing was guessed.
pub fn decode_reply_as(
    operation: Operation,
    document: &[u8],
    content_type: Option<&str>,
) -> Result<Reply, DecodeError> {
    let mut document = in_utf8(document, content_type, OnBadValue::Ignore)?;
    if operation == Operation::GetBankList {
        // A name may hold anything; where money is asked for, nothing is mended.
        replace_forbidden(&mut document);
    }
    let mut input = Reader::new(&document, OnBadValue::Ignore)?;
    soap::read(&mut input, |input, reply| operations::read_reply(operation, input, reply))
}

/// The document in UTF-8, if it is not too large.
fn in_utf8<'a>(
    document: &'a [u8],
    content_type: Option<&str>,
    on_bad_value: OnBadValue,
) -> Result<Cow<'a, [u8]>, DecodeError> {
    if document.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge);
    }
    to_utf8(document, content_type, on_bad_value)
}
