//! What is no answer, and what is no request: an error that says which, never a guess.

use pse_placetopay::{
    Bank, DecodeError, Fault, Namespace, Operation, Reply, decode_reply, decode_request,
    encode_reply,
};

use super::documents::{create_reply, create_request, envelope, response, transaction};

fn refused(document: &str) -> Option<DecodeError> {
    decode_request(document.as_bytes()).err()
}

#[test]
fn what_is_not_well_formed_is_no_document() {
    let head = "<s:Envelope xmlns:s='urn:s'><s:Body><getBankList>";
    let tail = "</getBankList></s:Body></s:Envelope>";
    assert_eq!(refused(&format!("{head}{tail}")), None);
    for text in ["", " ", "hola", "{\"a\": 1}", "<a", "&amp;", "</a>", "<?xml version='1.0'?>"] {
        assert_eq!(refused(text), Some(DecodeError::NotXml), "{text}");
    }
    for inside in [
        "<a>",
        "</a>",
        "<a b/>",
        "<a b=c/>",
        "<a></b>",
        "&nbsp;",
        "&",
        "a & b",
        "&#0;",
        "&#1;",
        "&#xFFFF;",
        "&#xD800;",
        "&#x110000;",
        "&#x;",
        "\u{1}",
        "\u{0}",
        "\u{FFFF}",
        "<![CDATA[",
        "<!-- ",
        "<?pi",
        "<?xml version='1.0'?>",
        "<auth><login>&lt</login></auth>",
        "<auth><login>\u{b}</login></auth>",
        "<auth><login>&eacute;</login></auth>",
    ] {
        let document = format!("{head}{inside}{tail}");
        assert_eq!(refused(&document), Some(DecodeError::NotXml), "{inside:?}");
    }
    for after in ["x", "<a/>", "&lt;", "<![CDATA[]]>", "</s:Envelope>", "<?xml version='1.0'?>"] {
        let document = format!("{head}{tail}{after}");
        assert_eq!(refused(&document), Some(DecodeError::NotXml), "{after}");
    }
    let mut not_utf_8 = create_request("<reference>a</reference>").into_bytes();
    let at = not_utf_8.iter().rposition(|byte| *byte == b'a').unwrap();
    not_utf_8[at] = 0xFF;
    assert_eq!(transaction(not_utf_8), Err(DecodeError::NotXml));
}

#[test]
fn what_is_no_envelope_with_one_call_is_told_apart() {
    for (document, error) in [
        ("<html><body/></html>", DecodeError::NotSoap),
        ("<Body><getBankList/></Body>", DecodeError::NotSoap),
        ("<Envelope/>", DecodeError::NoBody),
        ("<Envelope><Header/></Envelope>", DecodeError::NoBody),
        ("<Envelope><Header><Body><getBankList/></Body></Header></Envelope>", DecodeError::NoBody),
        ("<Envelope><Body/></Envelope>", DecodeError::EmptyBody),
        ("<Envelope><Body>getBankList</Body></Envelope>", DecodeError::EmptyBody),
        (
            "<Envelope><Body><getBankList/></Body><Body><getBankList/></Body></Envelope>",
            DecodeError::NoBody,
        ),
        ("<Envelope><Body><getBankList/><getBankList/></Body></Envelope>", DecodeError::ManyCalls),
    ] {
        assert_eq!(refused(document), Some(error), "{document}");
    }
}

#[test]
fn an_unknown_operation_is_told_by_its_name_of_which_little_is_kept() {
    let unknown = |name: &str| refused(&envelope(&format!("<p:{name}/>")));
    assert_eq!(unknown("getbanklist"), Some(DecodeError::UnknownOperation("getbanklist".into())));
    assert_eq!(
        unknown("getBankListResponse"),
        Some(DecodeError::UnknownOperation("getBankListResponse".into()))
    );
    let long = "ñ".repeat(1000);
    assert_eq!(unknown(&long), Some(DecodeError::UnknownOperation("ñ".repeat(64))));
}

#[test]
fn a_bad_number_in_a_request_is_told_by_its_field() {
    for field in ["totalAmount", "taxAmount", "devolutionBase", "tipAmount"] {
        for text in ["1,5", "INF", "-INF", "NaN", "1e", "mil", "0x1", "1E400", "1 000"] {
            let document = create_request(&format!("<{field}>{text}</{field}>"));
            assert_eq!(transaction(document), Err(DecodeError::BadNumber { field }), "{text}");
        }
    }
    for id in [
        "<transactionID>abc</transactionID>",
        "<transactionID>1.5</transactionID>",
        "<transactionID/>",
        "<transactionID i:nil='true'/>",
        "",
    ] {
        let document = envelope(&format!(
            "<p:getTransactionInformation><auth/>{id}</p:getTransactionInformation>"
        ));
        let error = DecodeError::BadNumber { field: "transactionID" };
        assert_eq!(refused(&document), Some(error), "{id}");
    }
}

#[test]
fn elements_inside_a_text_and_a_field_given_twice_are_refused() {
    let document = create_request("<reference>a<b/>c</reference>");
    assert_eq!(transaction(document), Err(DecodeError::NotText { field: "reference" }));
    for (twice, field) in [
        ("<reference>a</reference><reference>b</reference>", "reference"),
        ("<totalAmount>1</totalAmount><p:totalAmount>1</p:totalAmount>", "totalAmount"),
        ("<payer><city>a</city></payer><payer><city>a</city></payer>", "payer"),
    ] {
        assert_eq!(transaction(create_request(twice)), Err(DecodeError::Repeated { field }));
    }
    let document = create_reply("<bankURL>https://a</bankURL><bankURL>https://b</bankURL>");
    assert_eq!(response(document), Err(DecodeError::Repeated { field: "bankURL" }));
}

#[test]
fn a_reply_to_another_operation_is_no_reply_to_this_one() {
    for asked in Operation::ALL {
        for answered in Operation::ALL {
            let name = answered.as_str();
            let document = envelope(&format!(
                "<p:{name}Response><{name}Result><returnCode>SUCCESS</returnCode></{name}Result>\
                 </p:{name}Response>"
            ));
            let reply = decode_reply(asked, document.as_bytes());
            if asked == answered {
                assert!(reply.is_ok(), "{name}: {reply:?}");
            } else {
                let expected = asked.as_str();
                assert_eq!(reply, Err(DecodeError::WrongReply { expected }), "{name}");
            }
            let request = envelope(&format!("<p:{name}><auth/></p:{name}>"));
            assert!(decode_reply(asked, request.as_bytes()).is_err());
        }
    }
}

#[test]
fn a_reply_without_its_result_or_with_two_is_none() {
    let reply = |inside: &str| {
        let document =
            format!("<p:createTransactionResponse>{inside}</p:createTransactionResponse>");
        response(envelope(&document))
    };
    let missing = Err(DecodeError::NoResult { expected: "createTransactionResult" });
    for inside in [
        "",
        "<returnCode>SUCCESS</returnCode>",
        "<createTransactionMultiCreditResult/>",
        "<createTransactionResult i:nil='true'/>",
        "<x><createTransactionResult/></x>",
    ] {
        assert_eq!(reply(inside), missing, "{inside}");
    }
    assert!(reply("<createTransactionResult/><extra/>").is_ok());
    let field = "createTransactionResult";
    assert_eq!(
        reply("<createTransactionResult/><createTransactionResult/>"),
        Err(DecodeError::Repeated { field })
    );
}

#[test]
fn a_reply_cut_anywhere_is_none() {
    let banks = vec![
        Bank { bank_code: Some("1022".to_owned()), bank_name: Some("Bogotá & Cía".to_owned()) },
        Bank::default(),
    ];
    let fault = Fault { code: "SOAP-ENV:Server".to_owned(), string: "Acceso".to_owned() };
    for reply in [Reply::GetBankList(banks), Reply::Fault(fault)] {
        let document = encode_reply(&Namespace::V11, &reply).unwrap();
        let whole = document.trim_ascii_end();
        assert_eq!(decode_reply(Operation::GetBankList, whole), Ok(reply));
        for end in 0..whole.len() {
            let cut = decode_reply(Operation::GetBankList, &whole[..end]);
            assert!(cut.is_err(), "{end}: {cut:?}");
        }
    }
}

#[test]
fn each_error_is_answered_with_the_fault_of_phps_soap_server() {
    let violation = ("SOAP-ENV:Server", "SOAP-ERROR: Encoding: Violation of encoding rules");
    let field = "totalAmount";
    for (error, (code, string)) in [
        (DecodeError::NotXml, ("SOAP-ENV:Client", "Bad Request")),
        (DecodeError::NotSoap, ("SOAP-ENV:VersionMismatch", "Wrong Version")),
        (DecodeError::NoBody, ("SOAP-ENV:Client", "Body must be present in a SOAP envelope")),
        (
            DecodeError::EmptyBody,
            ("SOAP-ENV:Client", "looks like we got \"Body\" without function call"),
        ),
        (
            DecodeError::UnknownOperation("x".to_owned()),
            ("SOAP-ENV:Server", "Procedure 'x' not present"),
        ),
        (DecodeError::BadNumber { field }, violation),
        (DecodeError::NotText { field }, violation),
        (DecodeError::Forbidden, ("SOAP-ENV:Server", "DTD are not supported by SOAP")),
    ] {
        let fault = error.fault();
        assert_eq!((fault.code.as_str(), fault.string.as_str()), (code, string));
    }
}
