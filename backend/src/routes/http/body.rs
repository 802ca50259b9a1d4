//! Reading a JSON body strictly: every wrong, missing or unknown field is named, all at once.

use axum::body::Bytes;
use http::{HeaderMap, header};
use pse_shared::amount::AmountError;
use pse_shared::{Amount, FieldCode, FieldError, PayerField, Person, ProblemCode};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use self::unique::Unique;
use super::api_error::ApiError;
use pse_core::text::composed::cleaned;
use pse_shared::order::clean_description;

/// A JSON object while its fields are read; collects what is wrong with them.
#[derive(Debug)]
pub struct Fields {
    map: Map<String, Value>,
    prefix: String,
    errors: Vec<FieldError>,
}

/// Parses a body as a JSON object.
///
/// # Errors
/// `unsupported_media_type` when it is not declared as JSON, `invalid_json` when it is no JSON object or has a name twice.
pub fn object(headers: &HeaderMap, body: &Bytes) -> Result<Fields, ApiError> {
    let declared = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = declared.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(ApiError::new(ProblemCode::UnsupportedMediaType));
    }
    match serde_json::from_slice(body) {
        Ok(Unique(Value::Object(map))) => {
            Ok(Fields { map, prefix: String::new(), errors: Vec::new() })
        }
        Ok(_) | Err(_) => Err(ApiError::new(ProblemCode::InvalidJson)),
    }
}

/// Hashes a JSON body in canonical form, whatever its spacing and the order of its members, as it is written and with its
/// texts cleaned: SHA-256, hexadecimal.
#[must_use]
pub fn canonical_hashes(body: &Bytes) -> (String, String) {
    // Maps are sorted by key when parsed, so writing them again is canonical. That rests on serde_json's feature
    // `preserve_order` being off for the whole service: a test fails when a dependency turns it on.
    let hash = |text: &[u8]| data_encoding::HEXLOWER.encode(&Sha256::digest(text));
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        let written = hash(body);
        return (written.clone(), written);
    };
    let text = value.to_string();
    let written = hash(text.as_bytes());
    clean_texts(&mut value);
    let clean_text = value.to_string();
    let clean = if clean_text == text { written.clone() } else { hash(clean_text.as_bytes()) };
    (written, clean)
}

/// Cleans the texts of a body that are cleaned before they are stored.
fn clean_texts(body: &mut Value) {
    if let Some(Value::String(description)) = body.get_mut("description") {
        *description = clean_description(description);
    }
    for name in ["payer", "buyer", "shipping"] {
        let Some(Value::Object(members)) = body.get_mut(name) else { continue };
        let mut person = Person::default();
        for &field in PayerField::ALL {
            if let Some(Value::String(text)) = members.get(field.as_str()) {
                person.set(field, text.clone());
            }
        }
        let person = cleaned(&person, None);
        for &field in PayerField::ALL {
            if let Some(Value::String(text)) = members.get_mut(field.as_str()) {
                person.get(field).unwrap_or_default().clone_into(text);
            }
        }
    }
}

impl Fields {
    fn wrong(&mut self, field: &str, code: FieldCode) {
        self.errors.push(FieldError::new(format!("{}{field}", self.prefix), code));
    }

    /// A field that is there and not null.
    fn take(&mut self, field: &str) -> Option<Value> {
        self.map.remove(field).filter(|value| !value.is_null())
    }

    /// Reads an optional text.
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

    /// Reads a required text; empty (and an error) when it is missing.
    pub fn text(&mut self, field: &str) -> String {
        if self.map.get(field).is_none_or(Value::is_null) {
            self.map.remove(field);
            self.wrong(field, FieldCode::Required);
            return String::new();
        }
        self.optional_text(field).unwrap_or_default()
    }

    /// Reads a required text of at most `longest` characters.
    pub fn text_up_to(&mut self, field: &str, longest: usize) -> String {
        let text = self.text(field);
        self.limit(field, &text, longest);
        text
    }

    /// Reads an optional text of at most `longest` characters.
    pub fn optional_text_up_to(&mut self, field: &str, longest: usize) -> Option<String> {
        let text = self.optional_text(field)?;
        self.limit(field, &text, longest);
        Some(text)
    }

    fn limit(&mut self, field: &str, text: &str, longest: usize) {
        if text.chars().count() > longest {
            self.wrong(field, FieldCode::TooLong { max: longest });
        }
    }

    /// Reads a required whole number; zero (and an error) when it is missing.
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

    /// Reads a required amount, a string with at most two decimals.
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

    /// Reads a required value of a closed list, by name; `None` (and an error) when it is missing or not in the list.
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

    /// Reads an optional value of a closed list, by name.
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

    /// Reads an optional object with `read`.
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

    /// Reads an optional list of at most `max` objects, each with `read`.
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

    /// Reads an optional person, cleaned: how long a text may be counts then.
    pub fn person(&mut self, field: &str) -> Option<Person> {
        self.optional_object(field, |fields| {
            let mut person = Person::default();
            for &part in PayerField::ALL {
                if let Some(text) = fields.optional_text(part.as_str()) {
                    person.set(part, text);
                }
            }
            let person = cleaned(&person, None);
            for &part in PayerField::ALL {
                fields.limit(
                    part.as_str(),
                    person.get(part).unwrap_or_default(),
                    part.max_length(),
                );
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

    /// Ends the reading; fields that were not read are unknown.
    ///
    /// # Errors
    /// `validation_failed`, naming every field that was wrong.
    pub fn finish(mut self) -> Result<(), ApiError> {
        self.refuse_the_rest();
        if self.errors.is_empty() { Ok(()) } else { Err(ApiError::invalid(self.errors)) }
    }
}

mod unique;

#[cfg(test)]
mod tests;
