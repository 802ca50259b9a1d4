//! Documents meant to hurt: refused by what they are, in bounded time and memory.

use pse_placetopay::{
    DecodeError,
    limits::{MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS},
};

use super::documents::{create_reply, create_request, response, transaction};

#[test]
fn a_document_type_declaration_is_refused_wherever_it_stands() {
    let document = create_request("<reference>&a;</reference>");
    for declaration in [
        "<!DOCTYPE Envelope>",
        "<!DOCTYPE e [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
        "<!DOCTYPE e [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE e SYSTEM \"http://127.0.0.1/x.dtd\">",
    ] {
        let before = format!("<?xml version='1.0'?>{declaration}{document}");
        assert_eq!(transaction(before), Err(DecodeError::Forbidden), "{declaration}");
        let inside = document.replacen("<auth/>", declaration, 1);
        assert_eq!(transaction(inside), Err(DecodeError::Forbidden), "{declaration}");
    }
}

#[test]
fn the_largest_document_is_read_and_one_byte_more_is_not() {
    let frame = create_reply("<responseReasonText></responseReasonText>").len();
    let of_size = |size: usize| {
        let text = "x".repeat(size - frame);
        create_reply(&format!("<responseReasonText>{text}</responseReasonText>"))
    };
    assert_eq!(of_size(MAX_BYTES).len(), MAX_BYTES);
    assert!(response(of_size(MAX_BYTES)).is_ok());
    assert_eq!(response(of_size(MAX_BYTES + 1)), Err(DecodeError::TooLarge));
}

#[test]
fn the_deepest_document_is_read_and_one_level_more_is_not() {
    // Envelope, body, wrapper, result.
    let of_depth = |depth: usize| {
        let levels = depth - 4;
        create_reply(&format!("{}{}", "<x>".repeat(levels), "</x>".repeat(levels)))
    };
    assert!(response(of_depth(MAX_DEPTH)).is_ok());
    assert_eq!(response(of_depth(MAX_DEPTH + 1)), Err(DecodeError::TooDeep));
    assert_eq!(response(create_reply(&"<x>".repeat(50_000))), Err(DecodeError::TooDeep));
    assert_eq!(response("<x>".repeat(50_000)), Err(DecodeError::NotSoap));
}

#[test]
fn as_many_elements_as_allowed_are_read_and_one_more_is_not() {
    let of = |elements: usize| create_reply(&"<x/>".repeat(elements - 4));
    assert!(response(of(MAX_ELEMENTS)).is_ok());
    assert_eq!(response(of(MAX_ELEMENTS + 1)), Err(DecodeError::TooManyElements));
}

#[test]
fn many_attributes_references_or_pieces_take_no_more_than_their_length() {
    let attributes = (0..20_000).fold(String::new(), |text, n| text + &format!(" a{n}=''"));
    for inside in [
        format!("<x{attributes}/>"),
        format!("<responseReasonText>{}</responseReasonText>", "&amp;".repeat(50_000)),
        format!("<responseReasonText>{}</responseReasonText>", "a<!---->".repeat(30_000)),
        format!("<responseReasonText>{}</responseReasonText>", "<![CDATA[a]]>".repeat(20_000)),
        format!("<transactionID>{}</transactionID>", "9".repeat(200_000)),
        format!("<bankFactor>0.{}1e99999999999999</bankFactor>", "0".repeat(200_000)),
        format!("<bankFactor>{}e-200000</bankFactor>", "9".repeat(200_000)),
    ] {
        assert!(response(create_reply(&inside)).is_ok(), "{}", &inside[..40]);
    }
}

#[test]
fn a_character_set_that_widens_does_not_lift_the_limit() {
    let mut document = b"<?xml version='1.0' encoding='iso-8859-1'?>".to_vec();
    document.extend(create_reply("<responseReasonText>@</responseReasonText>").bytes());
    let at = document.iter().position(|byte| *byte == b'@').unwrap();
    let room = MAX_BYTES - document.len();
    document.splice(at..at, core::iter::repeat_n(0xE9, room));
    let text = response(&document).unwrap().unwrap().response_reason_text.unwrap();
    assert_eq!(text.chars().count(), room + 1);
    document.push(b' ');
    assert_eq!(response(&document), Err(DecodeError::TooLarge));
}
