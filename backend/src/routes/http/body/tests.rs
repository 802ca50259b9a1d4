//! What is wrong is named, all at once.

use super::*;

fn fields(json: &'static str) -> Fields {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, "application/json; charset=utf-8".parse().unwrap());
    object(&headers, &Bytes::from_static(json.as_bytes())).unwrap()
}

fn codes(problem: &ApiError) -> Vec<(String, FieldCode)> {
    problem.errors().iter().map(|error| (error.field.to_string(), error.code)).collect()
}

#[test]
fn everything_wrong_is_named_at_once() {
    let mut body = fields(
        r#"{"a": 1, "total": "1.234", "tax": "-1", "payer": {"document": 5, "x": ""}, "extra": null, "list": [{}, 3]}"#,
    );
    body.text("a");
    body.text("missing");
    body.amount("total");
    body.amount("tax");
    body.person("payer");
    body.list("list", 5, |item| item.text("name"));
    let problem = body.finish().unwrap_err();
    assert_eq!(
        codes(&problem),
        [
            ("a".to_owned(), FieldCode::WrongType),
            ("missing".to_owned(), FieldCode::Required),
            ("total".to_owned(), FieldCode::TooManyDecimals),
            ("tax".to_owned(), FieldCode::Negative),
            ("payer.document".to_owned(), FieldCode::WrongType),
            ("payer.x".to_owned(), FieldCode::Unknown),
            ("list[0].name".to_owned(), FieldCode::Required),
            ("list[1]".to_owned(), FieldCode::WrongType),
            ("extra".to_owned(), FieldCode::Unknown),
        ]
    );
}

#[test]
fn order_and_spacing_do_not_change_the_meaning() {
    let one = canonical_hashes(&Bytes::from_static(br#"{"a":1,"b":"x"}"#));
    assert_eq!(one, canonical_hashes(&Bytes::from_static(br#"{ "b": "x", "a": 1 }"#)));
    assert_ne!(one, canonical_hashes(&Bytes::from_static(br#"{"a":2,"b":"x"}"#)));
}

#[test]
fn two_ways_to_write_the_same_person_are_one_body_and_two_people_are_not() {
    let hashes = |json: &'static str| canonical_hashes(&Bytes::from_static(json.as_bytes()));
    let clean =
        hashes(r#"{"payer":{"document_type":"NIT","document":"900123456","mobile":"3001234567"}}"#);
    assert_eq!(clean.0, clean.1, "what is clean has the hash it always had");
    let written = hashes(
        r#"{"payer":{"document_type":"NIT","document":"900.123.456-8","mobile":"+57 300 123 4567"}}"#,
    );
    assert_eq!(written.1, clean.1);
    assert_ne!(written.0, clean.0);
    let other =
        hashes(r#"{"payer":{"document_type":"NIT","document":"900123457","mobile":"3001234567"}}"#);
    assert_ne!(other.1, clean.1);
    let text =
        |text: &str| canonical_hashes(&Bytes::from(format!(r#"{{"description":"{text}"}}"#)));
    assert_eq!(text("a | b").1, text("a / b").1);
}

#[test]
fn a_name_twice_is_no_json_of_ours_however_deep() {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
    let read = |json: &'static str| object(&headers, &Bytes::from_static(json.as_bytes()));
    for json in [
        r#"{"a": 1, "a": 1}"#,
        r#"{"a": 1, "\u0061": 2}"#,
        r#"{"payer": {"document": "1", "x": [], "document": "2"}}"#,
        r#"{"list": [{"b": null, "b": null}]}"#,
    ] {
        assert_eq!(read(json).unwrap_err().code(), ProblemCode::InvalidJson, "{json}");
    }
    let other =
        r#"{"a": {"b": 1.5, "c": [-1, true, null, "b"]}, "b": {"b": 18446744073709551615}}"#;
    let fields = read(other).unwrap();
    assert_eq!(Value::Object(fields.map), serde_json::from_str::<Value>(other).unwrap());
}
