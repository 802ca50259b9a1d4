//! A fault: an answer like any other.

use crate::{
    DecodeError, EncodeError, Fault,
    soap::take,
    xml::{Reader, Writer},
};

/// The element's name, without prefix.
pub(crate) const FAULT: &str = "Fault";

/// A SOAP 1.1 fault without detail.
pub(crate) fn write_fault(fault: &Fault, out: &mut Writer) -> Result<(), EncodeError> {
    out.element("SOAP-ENV:Fault", |out| {
        out.text("faultcode", &fault.code)?;
        out.text("faultstring", &fault.string)
    })
}

/// A fault of SOAP 1.1 (`faultcode`, `faultstring`) or 1.2 (`Code/Value`, `Reason/Text`). What
/// it lacks is empty.
pub(crate) fn read_fault(input: &mut Reader<'_>) -> Result<Fault, DecodeError> {
    let (mut code, mut string) = (None, None);
    while let Some(child) = input.child()? {
        match child.name() {
            "faultcode" => take(&mut code, "faultcode", &child, input)?,
            "faultstring" => take(&mut string, "faultstring", &child, input)?,
            "Code" => first_text(&mut code, "Value", input)?,
            "Reason" => first_text(&mut string, "Text", input)?,
            _ => input.skip()?,
        }
    }
    Ok(Fault { code: code.unwrap_or_default(), string: string.unwrap_or_default() })
}

/// The text of the first child of that name: a reason may stand in several languages.
fn first_text(
    slot: &mut Option<String>,
    name: &'static str,
    input: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    while let Some(child) = input.child()? {
        if child.name() == name && slot.is_none() {
            take(slot, name, &child, input)?;
        } else {
            input.skip()?;
        }
    }
    Ok(())
}
