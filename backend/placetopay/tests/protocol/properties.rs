//! Any value there and back; texts that change nothing but themselves; broken documents that
//! break nothing.

use proptest::{collection::vec, prelude::*, sample::Index};
use pse_placetopay::{
    Authentication, Call, Fault, Namespace, Operation, Person, PseTransactionRequest, Reply,
    Request, decode_reply, decode_request, encode_reply, encode_request, parse_seed, seed,
};
use quick_xml::events::Event;

use super::values;

/// Every tag of a document, in order, without texts.
fn tags(document: &[u8]) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_reader(document);
    let mut tags = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => tags.push(format!("<{}>", &*tag)),
            Ok(Event::Empty(tag)) => tags.push(format!("<{}/>", &*tag)),
            Ok(Event::End(tag)) => tags.push(format!("</{}>", &*tag)),
            Ok(Event::Text(_) | Event::GeneralRef(_) | Event::Decl(_)) => {}
            Ok(Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => {
                tags.push("something else".to_owned());
            }
            Ok(Event::Eof) | Err(_) => return tags,
        }
    }
}

/// A request in which `text` stands in many places.
fn request_of(text: &str) -> Request {
    let text = Some(text.to_owned());
    let person = Person {
        document: text.clone(),
        first_name: text.clone(),
        email_address: text.clone(),
        ..Person::default()
    };
    Request {
        auth: Authentication { login: text.clone(), seed: text.clone(), ..Default::default() },
        call: Call::CreateTransaction(Box::new(PseTransactionRequest {
            return_url: text.clone(),
            reference: text.clone(),
            description: text.clone(),
            payer: Some(person.clone()),
            shipping: Some(person),
            user_agent: text,
            ..Default::default()
        })),
    }
}

/// One change of a document.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Remove(Index, Index),
    Repeat(Index, Index),
    Insert(Index, &'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let piece = prop::sample::select(
        &[
            "<",
            ">",
            "/",
            "&",
            ";",
            "\"",
            "<!--",
            "<![CDATA[",
            "]]>",
            "<?",
            "?>",
            "<!DOCTYPE a>",
            "\0",
            "</s>",
            "&#",
            "&#x110000;",
            "xsi:nil=\"true\"",
            "<item>",
            "\u{feff}",
            "encoding='utf-16'",
        ][..],
    );
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Change::Remove(a, b)),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Change::Repeat(a, b)),
        (any::<Index>(), piece).prop_map(|(at, piece)| Change::Insert(at, piece)),
    ]
}

fn changed(mut document: Vec<u8>, changes: Vec<Change>) -> Vec<u8> {
    for change in changes {
        if document.is_empty() {
            return document;
        }
        let length = document.len();
        let range = |a: Index, b: Index| {
            let (a, b) = (a.index(length), b.index(length));
            a.min(b)..a.max(b)
        };
        match change {
            Change::Set(at, byte) => {
                drop(document.splice(at.index(length)..=at.index(length), [byte]))
            }
            Change::Remove(a, b) => drop(document.drain(range(a, b))),
            Change::Repeat(a, b) => document.extend_from_within(range(a, b)),
            Change::Insert(at, piece) => {
                let at = at.index(length);
                drop(document.splice(at..at, piece.bytes()));
            }
        }
    }
    document
}

/// Reads a document in every way there is.
fn read_in_every_way(document: &[u8]) {
    if let Err(error) = decode_request(document) {
        // What a server answers can always be sent.
        assert!(encode_reply(&Namespace::V11, &Reply::Fault(error.fault())).is_ok());
    }
    for operation in Operation::ALL {
        let _ = decode_reply(operation, document);
    }
}

proptest! {
    #[test]
    fn any_request_comes_back_as_itself(request in values::request()) {
        for namespace in [Namespace::UNVERSIONED, Namespace::V11] {
            let document = encode_request(&namespace, &request).unwrap();
            prop_assert_eq!(decode_request(&document), Ok(request.clone()));
        }
    }

    #[test]
    fn any_reply_comes_back_as_itself((operation, reply) in values::reply()) {
        let document = encode_reply(&Namespace::UNVERSIONED, &reply).unwrap();
        prop_assert_eq!(decode_reply(operation, &document), Ok(reply));
    }

    #[test]
    fn what_is_read_is_written_and_read_the_same(changes in vec(change(), 1..4),
        request in values::request())
    {
        let document = encode_request(&Namespace::V11, &request).unwrap();
        if let Ok(request) = decode_request(&changed(document, changes)) {
            let document = encode_request(&Namespace::V11, &request).unwrap();
            prop_assert_eq!(decode_request(&document), Ok(request));
        }
    }

    #[test]
    fn no_text_changes_the_structure(text in values::text()) {
        let document = encode_request(&Namespace::V11, &request_of(&text)).unwrap();
        let harmless = encode_request(&Namespace::V11, &request_of("x")).unwrap();
        prop_assert_eq!(tags(&document), tags(&harmless));
        prop_assert_eq!(decode_request(&document), Ok(request_of(&text)));
        let fault = |text: &str| {
            let fault = Fault { code: text.to_owned(), string: text.to_owned() };
            encode_reply(&Namespace::V11, &Reply::Fault(fault)).unwrap()
        };
        prop_assert_eq!(tags(&fault(&text)), tags(&fault("x")));
    }

    #[test]
    fn no_bytes_do_harm(document in vec(any::<u8>(), 0..400)) {
        read_in_every_way(&document);
    }

    #[test]
    fn no_broken_document_does_harm(changes in vec(change(), 1..8),
        request in values::request(), (_, reply) in values::reply())
    {
        for document in [
            encode_request(&Namespace::V11, &request).unwrap(),
            encode_reply(&Namespace::V11, &reply).unwrap(),
        ] {
            read_in_every_way(&changed(document, changes.clone()));
        }
    }

    #[test]
    fn any_seed_is_read_back_to_the_second(second in -60_000_000_000_i64..=250_000_000_000) {
        let at = jiff::Timestamp::from_second(second).unwrap();
        prop_assert_eq!(parse_seed(&seed(at)), Some(at));
    }

    #[test]
    fn no_text_is_a_harmful_seed(text in "\\PC{0,40}") {
        let _ = parse_seed(&text);
    }
}
