//! JSON values that keep the order of their type's fields, for examples. (serde_json's own maps are sorted by name, and
//! must be: the canonical hash of a request rests on that, see `routes/http/body.rs`. So its feature `preserve_order`
//! stays off.)

use core::fmt::{self, Write};

use serde_json::Number;

/// A JSON value whose objects keep their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// The value `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A JSON number.
    Number(Number),
    /// A JSON string.
    Text(String),
    /// A JSON array.
    List(Vec<Self>),
    /// A JSON object, its members in order.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Writes the value indented by two spaces per level.
    #[must_use]
    pub fn pretty(&self) -> String {
        let mut text = String::new();
        // Writing into a text does not fail.
        let _ = self.write(&mut text, 0);
        text
    }

    /// Writes a string as it is and anything else as JSON: an example of what is not JSON is a string.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_written_in_its_own_order() {
        let text = |text: &str| Json::Text(text.to_owned());
        let list = vec![Json::Number(1.into()), text("a\"b"), Json::Object(Vec::new())];
        let json = Json::Object(vec![
            ("z".to_owned(), Json::List(list)),
            ("a".to_owned(), Json::Null),
            ("e".to_owned(), Json::List(Vec::new())),
            ("b".to_owned(), Json::Bool(true)),
        ]);
        assert_eq!(
            json.pretty(),
            "{\n  \"z\": [\n    1,\n    \"a\\\"b\",\n    {}\n  ],\n  \"a\": null,\n  \"e\": [],\n  \"b\": true\n}"
        );
    }
}
