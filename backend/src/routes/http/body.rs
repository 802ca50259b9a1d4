//! Reading a JSON body strictly: every wrong, missing or unknown field is named, all at once.

use axum::body::Bytes;
use http::{HeaderMap, header};
use pse_shared::amount::AmountError;
use pse_shared::{Amount, FieldCode, FieldError, PayerField, Person, ProblemCode};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::problem::Problem;

/// A JSON object being read.
#[derive(Debug)]
pub struct Fields {
    map: Map<String, Value>,
    prefix: String,
    errors: Vec<FieldError>,
}

/// The body as a JSON object.
///
/// # Errors
/// When it is not declared or not written as one.
pub fn object(headers: &HeaderMap, body: &Bytes) -> Result<Fields, Problem> {
    let declared = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = declared.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Problem::new(ProblemCode::UnsupportedMediaType));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(map)) => Ok(Fields { map, prefix: String::new(), errors: Vec::new() }),
        Ok(_) | Err(_) => Err(Problem::new(ProblemCode::InvalidJson)),
    }
}

/// The meaning of a body, whatever its spacing and order: SHA-256, hexadecimal.
#[must_use]
pub fn meaning(body: &Bytes) -> String {
    // Maps are sorted by key when parsed, so writing them again is canonical.
    let canonical = serde_json::from_slice::<Value>(body)
        .and_then(|value| serde_json::to_vec(&value))
        .unwrap_or_else(|_| body.to_vec());
    data_encoding::HEXLOWER.encode(&Sha256::digest(&canonical))
}

impl Fields {
    fn wrong(&mut self, field: &str, code: FieldCode) {
        self.errors.push(FieldError::new(format!("{}{field}", self.prefix), code));
    }

    /// A field that is there and not null.
    fn take(&mut self, field: &str) -> Option<Value> {
        self.map.remove(field).filter(|value| !value.is_null())
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, field: &str) -> Option<String> {
        match self.take(field)? {
            Value::String(text) => Some(text),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_) => {
                self.wrong(field, FieldCode::WrongType);
                None
            }
        }
    }

    /// A text that must be there; empty when it is not.
    pub fn text(&mut self, field: &str) -> String {
        if self.map.get(field).is_none_or(Value::is_null) {
            self.map.remove(field);
            self.wrong(field, FieldCode::Required);
            return String::new();
        }
        self.optional_text(field).unwrap_or_default()
    }

    /// A whole number that must be there; zero when it is not.
    pub fn count(&mut self, field: &str) -> u32 {
        match self.take(field) {
            None => {
                self.wrong(field, FieldCode::Required);
                0
            }
            Some(value) => {
                value.as_u64().and_then(|count| u32::try_from(count).ok()).unwrap_or_else(|| {
                    self.wrong(field, FieldCode::WrongType);
                    0
                })
            }
        }
    }

    /// An amount that must be there, as a string with at most two decimals.
    pub fn amount(&mut self, field: &str) -> Amount {
        let before = self.errors.len();
        let text = self.text(field);
        if self.errors.len() > before {
            return Amount::ZERO;
        }
        text.parse().unwrap_or_else(|error| {
            self.wrong(
                field,
                match error {
                    AmountError::Malformed => FieldCode::NotAnAmount,
                    AmountError::TooManyDecimals => FieldCode::TooManyDecimals,
                    AmountError::Negative => FieldCode::Negative,
                    AmountError::TooLarge => FieldCode::TooLarge,
                },
            );
            Amount::ZERO
        })
    }

    /// A value out of a closed list, by name; `None` (and an error) when it is not of it.
    pub fn one_of<T>(&mut self, field: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let before = self.errors.len();
        let text = self.text(field);
        if self.errors.len() > before {
            return None;
        }
        let value = read(&text);
        if value.is_none() {
            self.wrong(field, FieldCode::NotAllowed);
        }
        value
    }

    /// A text of a fixed set that may be left out.
    pub fn optional_one_of<T>(
        &mut self,
        field: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.optional_text(field)?;
        let value = read(&text);
        if value.is_none() {
            self.wrong(field, FieldCode::NotAllowed);
        }
        value
    }

    /// An object that may be left out, read by `read`.
    pub fn optional_object<T>(
        &mut self,
        field: &str,
        read: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        match self.take(field)? {
            Value::Object(map) => Some(self.within(format!("{field}."), map, read)),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::String(_) => {
                self.wrong(field, FieldCode::WrongType);
                None
            }
        }
    }

    /// A list of objects that may be left out, each read by `read`; at most `max`.
    pub fn list<T>(&mut self, field: &str, max: usize, read: impl Fn(&mut Self) -> T) -> Vec<T> {
        let Some(value) = self.take(field) else { return Vec::new() };
        let Value::Array(items) = value else {
            self.wrong(field, FieldCode::WrongType);
            return Vec::new();
        };
        if items.len() > max {
            self.wrong(field, FieldCode::TooLong { max });
            return Vec::new();
        }
        let mut read_items = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            match item {
                Value::Object(map) => {
                    read_items.push(self.within(format!("{field}[{index}]."), map, &read));
                }
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::Array(_)
                | Value::String(_) => {
                    self.wrong(&format!("{field}[{index}]"), FieldCode::WrongType);
                }
            }
        }
        read_items
    }

    /// A person that may be left out.
    pub fn person(&mut self, field: &str) -> Option<Person> {
        self.optional_object(field, |fields| {
            let mut person = Person::default();
            for &part in PayerField::ALL {
                if let Some(text) = fields.optional_text(part.as_str()) {
                    person.set(part, text);
                }
            }
            person
        })
    }

    fn within<T>(
        &mut self,
        prefix: String,
        map: Map<String, Value>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let mut inner =
            Self { map, prefix: format!("{}{prefix}", self.prefix), errors: Vec::new() };
        let value = read(&mut inner);
        inner.refuse_the_rest();
        self.errors.append(&mut inner.errors);
        value
    }

    fn refuse_the_rest(&mut self) {
        let unknown: Vec<String> = self.map.keys().cloned().collect();
        for field in unknown {
            self.wrong(&field, FieldCode::Unknown);
        }
    }

    /// Nothing more is expected.
    ///
    /// # Errors
    /// Names everything that was wrong.
    pub fn finish(mut self) -> Result<(), Problem> {
        self.refuse_the_rest();
        if self.errors.is_empty() { Ok(()) } else { Err(Problem::invalid(self.errors)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &'static str) -> Fields {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, "application/json; charset=utf-8".parse().unwrap());
        object(&headers, &Bytes::from_static(json.as_bytes())).unwrap()
    }

    fn codes(problem: &Problem) -> Vec<(String, FieldCode)> {
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
        let one = meaning(&Bytes::from_static(br#"{"a":1,"b":"x"}"#));
        assert_eq!(one, meaning(&Bytes::from_static(br#"{ "b": "x", "a": 1 }"#)));
        assert_ne!(one, meaning(&Bytes::from_static(br#"{"a":2,"b":"x"}"#)));
    }
}
