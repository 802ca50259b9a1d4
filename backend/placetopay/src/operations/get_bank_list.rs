//! `getBankList`: which banks a buyer can choose (specification, `getBankList`).

use super::wrapper::{parameters, read_result, write_result};
use crate::{
    Bank, Call, DecodeError, EncodeError, Operation, Reply, Request,
    soap::{Structure as _, write_items},
    xml::{Element, Reader, Writer},
};

const OPERATION: Operation = Operation::GetBankList;

pub(super) fn read_request(input: &mut Reader<'_>) -> Result<Request, DecodeError> {
    let auth = parameters(input, |_, _| Ok(false))?;
    Ok(Request { auth, call: Call::GetBankList })
}

pub(super) fn write_reply(banks: &[Bank], out: &mut Writer) -> Result<(), EncodeError> {
    write_result(OPERATION, out, |out| write_items(banks, out))
}

pub(super) fn read_reply(input: &mut Reader<'_>) -> Result<Reply, DecodeError> {
    read_result(OPERATION, input, read_rows).map(Reply::GetBankList)
}

fn read_rows(input: &mut Reader<'_>) -> Result<Vec<Bank>, DecodeError> {
    let mut rows = Vec::new();
    while let Some(child) = input.child()? {
        if child.name() == "item" {
            rows.push(read_row(&child, input)?);
        } else {
            input.skip()?;
        }
    }
    Ok(rows)
}

/// Reads a row to its end. One that is nil or says the same twice is a row without anything in
/// it: it costs the others nothing.
fn read_row(row: &Element<'_>, input: &mut Reader<'_>) -> Result<Bank, DecodeError> {
    let mut bank = Bank::default();
    let mut is_sound = !row.is_nil();
    while let Some(child) = input.child()? {
        match bank.take_field(&child, input) {
            Ok(true) => {}
            Ok(false) => input.skip()?,
            Err(DecodeError::Repeated { .. }) => {
                input.skip()?;
                is_sound = false;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(if is_sound { bank } else { Bank::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Attribute, Authentication, Namespace, decode_reply, decode_request, encode_reply,
        encode_request,
        operations::fixtures::{attribute, auth},
    };

    const REQUEST: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:ns1=\"https://placetopay.com/soap/pse\">\
        <SOAP-ENV:Body>\
        <ns1:getBankList>\
        <auth><login>6dd490faf9cb87a9862245da41170ff2</login><tranKey>\
        4f69c4a59d5bf4d61d5d887fb8ba599351f6d31a</tranKey><seed>2021-04-30T16:33:57+00:00\
        </seed><additional>\
        <item><name>canal</name><value>web</value></item>\
        <item><name xsi:nil=\"true\"/><value xsi:nil=\"true\"/></item></additional></auth>\
        </ns1:getBankList></SOAP-ENV:Body></SOAP-ENV:Envelope>\n";

    const REPLY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns1=\"https://placetopay.com/soap/pse\">\
        <SOAP-ENV:Body>\
        <ns1:getBankListResponse><getBankListResult>\
        <item><bankCode>0</bankCode><bankName>A continuación seleccione su banco</bankName>\
        </item>\
        <item><bankCode>10322</bankCode><bankName>BANCO CAJA SOCIAL</bankName></item>\
        <item><bankCode>1305</bankCode><bankName>SEIVY – GM FINANCIAL</bankName></item>\
        <item><bankCode>121212</bankCode><bankName>Pérez &amp; &lt;Gómez&gt; \"S.A.\"\
        </bankName></item></getBankListResult></ns1:getBankListResponse></SOAP-ENV:Body>\
        </SOAP-ENV:Envelope>\n";

    #[test]
    fn the_request_is_this_document_both_ways() {
        let request = Request {
            auth: Authentication {
                additional: Some(vec![attribute("canal", "web"), Attribute::default()]),
                ..auth()
            },
            call: Call::GetBankList,
        };
        let document = encode_request(&Namespace::V11, &request).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), REQUEST);
        assert_eq!(decode_request(REQUEST.as_bytes()), Ok(request));
    }

    #[test]
    fn the_reply_is_this_document_both_ways() {
        let reply = Reply::GetBankList(
            [
                ("0", "A continuación seleccione su banco"),
                ("10322", "BANCO CAJA SOCIAL"),
                ("1305", "SEIVY – GM FINANCIAL"),
                ("121212", "Pérez & <Gómez> \"S.A.\""),
            ]
            .map(|(code, name)| Bank {
                bank_code: Some(code.to_owned()),
                bank_name: Some(name.to_owned()),
            })
            .to_vec(),
        );
        let document = encode_reply(&Namespace::V11, &reply).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), REPLY);
        assert_eq!(decode_reply(OPERATION, REPLY.as_bytes()), Ok(reply));
    }
}
