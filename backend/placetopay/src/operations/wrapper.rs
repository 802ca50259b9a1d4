//! What all operations share: a request wraps who asks and the parameters in an element named
//! like the operation; a reply wraps one result.

use crate::{
    Authentication, DecodeError, EncodeError, Operation,
    soap::take,
    xml::{Element, Reader, Writer},
};

/// Reads a request's wrapper to its end: who asks, and beside it what `parameter` reads (it
/// says whether it knew the child).
pub(super) fn parameters<'a>(
    input: &mut Reader<'a>,
    mut parameter: impl FnMut(&Element<'a>, &mut Reader<'a>) -> Result<bool, DecodeError>,
) -> Result<Authentication, DecodeError> {
    let mut auth = None;
    while let Some(child) = input.child()? {
        if child.name() == "auth" {
            take(&mut auth, "auth", &child, input)?;
        } else if !parameter(&child, input)? {
            input.skip()?;
        }
    }
    Ok(auth.unwrap_or_default())
}

/// Writes a reply's wrapper around its result.
pub(super) fn write_result(
    operation: Operation,
    out: &mut Writer,
    result: impl FnOnce(&mut Writer) -> Result<(), EncodeError>,
) -> Result<(), EncodeError> {
    out.wrapper(operation.response_name(), |out| out.element(operation.result_name(), result))
}

/// Reads a reply's wrapper to its end; `result` reads the one result in it.
pub(super) fn read_result<'a, T>(
    operation: Operation,
    input: &mut Reader<'a>,
    mut result: impl FnMut(&mut Reader<'a>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let name = operation.result_name();
    let mut found = None;
    while let Some(child) = input.child()? {
        if child.name() != name || child.is_nil() {
            input.skip()?;
        } else if found.is_some() {
            return Err(DecodeError::Repeated { field: name });
        } else {
            found = Some(result(input)?);
        }
    }
    found.ok_or(DecodeError::NoResult { expected: name })
}
