//! A call as a command that can be copied into a shell.

use core::fmt::Write;

use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::{RefOr, Schema};

use super::call::{body, needs_key, parameters};
use super::document::{Document, first_example, word};

/// The service and the API key that example commands use.
#[derive(Debug, Clone, Copy)]
pub struct Caller<'a> {
    /// The service's URL, without its last slash.
    pub base: &'a str,
    /// The merchant's API key.
    pub key: &'a str,
}

/// Writes a call as a `curl` command.
#[must_use]
pub fn command(
    document: &Document,
    method: &str,
    path: &str,
    operation: &Operation,
    caller: Caller<'_>,
) -> String {
    let mut address = format!("{}{path}", caller.base);
    let mut lines = Vec::new();
    for parameter in parameters(operation) {
        let schema = parameter.schema.as_ref().and_then(|schema| document.schema(schema));
        let example = schema.and_then(first_example).map(word);
        match (&parameter.parameter_in, example) {
            (ParameterIn::Path, example) => {
                let value = example
                    .or_else(|| schema.and_then(first_value))
                    .unwrap_or_else(|| parameter.name.clone());
                address = address.replace(&format!("{{{}}}", parameter.name), &value);
            }
            (ParameterIn::Header, Some(example)) => {
                lines.push(format!("-H {}", quoted(&format!("{}: {example}", parameter.name))));
            }
            _ => {}
        }
    }
    if needs_key(operation) {
        lines.insert(0, format!("-H \"Authorization: Bearer {}\"", caller.key));
    }
    if let Some((kind, RefOr::T(content))) =
        body(operation).and_then(|body| body.content.iter().next())
    {
        lines.push(format!("-H {}", quoted(&format!("Content-Type: {kind}"))));
        if let Some(example) = document.example_of(content) {
            lines.push(format!("-d {}", quoted(&example)));
        }
    }
    let verb = match method {
        "get" => String::new(),
        other => format!("-X {} ", other.to_uppercase()),
    };
    let mut command = format!("curl {verb}{}", quoted(&address));
    for line in lines {
        // Writing into a text does not fail.
        let _ = write!(command, " \\\n  {line}");
    }
    command
}

/// The first value of a closed list.
fn first_value(schema: &Schema) -> Option<String> {
    let Schema::Object(object) = schema else { return None };
    object.enum_values.as_ref()?.first().map(word)
}

/// In single quotes, as shells read it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_in_an_example_does_not_end_the_word() {
        assert_eq!(quoted("d'Ivoire"), r"'d'\''Ivoire'");
    }
}
