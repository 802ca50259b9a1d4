//! Envelope and body around one element, written as PHP's SOAP server writes them.

use crate::{
    DecodeError, EncodeError, Namespace,
    xml::{Element, Reader, Writer, escape_attribute},
};

/// A whole document whose body holds what `content` writes. The prefix `ns1` is declared when
/// a namespace is given, `xsi` when something was nil.
pub(crate) fn write(
    namespace: Option<&Namespace>,
    content: impl FnOnce(&mut Writer) -> Result<(), EncodeError>,
) -> Result<Vec<u8>, EncodeError> {
    let mut out = Writer::default();
    content(&mut out)?;
    let (body, has_nil) = out.finish();
    let mut xml = String::with_capacity(body.len() + 400);
    xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope");
    xml.push_str(" xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"");
    if has_nil {
        xml.push_str(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
    }
    if let Some(namespace) = namespace {
        xml.push_str(" xmlns:ns1=\"");
        xml.push_str(&escape_attribute(namespace.as_str()));
        xml.push('"');
    }
    xml.push_str("><SOAP-ENV:Body>");
    xml.push_str(&body);
    xml.push_str("</SOAP-ENV:Body></SOAP-ENV:Envelope>\n");
    Ok(xml.into_bytes())
}

/// Reads a whole document; `content` reads the one element in its body, to its end. SOAP 1.1
/// or 1.2, any prefixes, any headers.
pub(crate) fn read<'a, T>(
    input: &mut Reader<'a>,
    mut content: impl FnMut(&mut Reader<'a>, &Element<'a>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    if input.root()?.name() != "Envelope" {
        return Err(DecodeError::NotSoap);
    }
    let mut found = None;
    while let Some(part) = input.child()? {
        if part.name() != "Body" {
            input.skip()?;
            continue;
        }
        if found.is_some() {
            return Err(DecodeError::NoBody);
        }
        let element = input.child()?.ok_or(DecodeError::EmptyBody)?;
        found = Some(content(input, &element)?);
        if input.child()?.is_some() {
            return Err(DecodeError::ManyCalls);
        }
    }
    input.finish()?;
    found.ok_or(DecodeError::NoBody)
}
