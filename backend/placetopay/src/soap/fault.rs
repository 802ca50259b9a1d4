//! A fault: an answer like any other.

use crate::{
    DecodeError, EncodeError, Fault,
    soap::take,
    xml::{Reader, Writer},
};

/// The name of a fault's element, without prefix.
pub(crate) const FAULT: &str = "Fault";

/// Writes a SOAP 1.1 fault without detail.
pub(crate) fn write_fault(fault: &Fault, out: &mut Writer) -> Result<(), EncodeError> {
    out.element("SOAP-ENV:Fault", |out| {
        out.text("faultcode", &fault.code)?;
        out.text("faultstring", &fault.string)
    })
}

/// Reads a fault of SOAP 1.1 (`faultcode`, `faultstring`) or 1.2 (`Code/Value`, `Reason/Text`).
/// What
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

#[cfg(test)]
mod tests {
    use crate::{Fault, Namespace, Operation, Reply, decode_reply, encode_reply};

    const FAULT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\">\
        <SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>\
        Acceso no autorizado &lt;6dd4&gt;</faultstring></SOAP-ENV:Fault></SOAP-ENV:Body>\
        </SOAP-ENV:Envelope>\n";

    const FAULT_12: &str = "<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\">\
        <env:Header/><env:Body><env:Fault><env:Code><env:Value>env:Receiver</env:Value>\
        <env:Subcode><env:Value>m:Auth</env:Value></env:Subcode></env:Code><env:Reason>\
        <env:Text xml:lang=\"es\">Acceso no autorizado</env:Text>\
        <env:Text xml:lang=\"en\">Access denied</env:Text></env:Reason>\
        <env:Detail><x>1</x></env:Detail></env:Fault></env:Body></env:Envelope>";

    fn fault(code: &str, string: &str) -> Reply {
        Reply::Fault(Fault { code: code.to_owned(), string: string.to_owned() })
    }

    #[test]
    fn a_fault_is_this_document_both_ways_and_answers_any_operation() {
        let reply = fault("SOAP-ENV:Server", "Acceso no autorizado <6dd4>");
        let document = encode_reply(&Namespace::V11, &reply).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), FAULT);
        for operation in Operation::ALL {
            assert_eq!(decode_reply(operation, FAULT.as_bytes()), Ok(reply.clone()));
        }
    }

    #[test]
    fn a_fault_of_soap_1_2_is_read_by_its_first_reason() {
        let reply = decode_reply(Operation::GetBankList, FAULT_12.as_bytes());
        assert_eq!(reply, Ok(fault("env:Receiver", "Acceso no autorizado")));
    }
}
