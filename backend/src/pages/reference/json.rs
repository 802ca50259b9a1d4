//! An example, written as the document has it.

use core::fmt::{self, Write};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// A JSON value whose objects keep their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Written for people: two spaces a step.
    #[must_use]
    pub fn pretty(&self) -> String {
        let mut text = String::new();
        // Writing into a text does not fail.
        let _ = self.write(&mut text, 0);
        text
    }

    /// A text as it is, anything else as JSON: an example of what is not JSON is a text.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::List(_) | Self::Object(_) => {
                self.pretty()
            }
        }
    }

    fn write(&self, out: &mut String, depth: usize) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Bool(value) => write!(out, "{value}"),
            Self::Number(value) => write!(out, "{value}"),
            Self::Text(text) => out.write_str(&quoted(text)),
            Self::List(items) if items.is_empty() => out.write_str("[]"),
            Self::Object(fields) if fields.is_empty() => out.write_str("{}"),
            Self::List(items) => {
                write_all(out, depth, '[', ']', items, |out, item| item.write(out, depth + 1))
            }
            Self::Object(fields) => {
                write_all(out, depth, '{', '}', fields, |out, (name, value)| {
                    write!(out, "{}: ", quoted(name))?;
                    value.write(out, depth + 1)
                })
            }
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn write_all<T>(
    out: &mut String,
    depth: usize,
    open: char,
    close: char,
    items: &[T],
    one: impl Fn(&mut String, &T) -> fmt::Result,
) -> fmt::Result {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        write!(out, "{comma}\n{:width$}", "", width = 2 * (depth + 1))?;
        one(out, item)?;
    }
    write!(out, "\n{:width$}{close}", "", width = 2 * depth)
}

struct AsWritten;

impl<'de> Visitor<'de> for AsWritten {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(field) = fields.next_entry()? {
            object.push(field);
        }
        Ok(Json::Object(object))
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AsWritten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_written_in_its_own_order() {
        let json: Json =
            serde_json::from_str(r#"{"z":[1,"a\"b",{}],"a":null,"e":[],"b":true}"#).unwrap();
        assert_eq!(
            json.pretty(),
            "{\n  \"z\": [\n    1,\n    \"a\\\"b\",\n    {}\n  ],\n  \"a\": null,\n  \"e\": [],\n  \"b\": true\n}"
        );
    }
}
