//! A call as a command that can be copied into a shell.

use core::fmt::Write;

use super::document::{Document, Operation};
use super::operation::example_of;

/// Who calls, and where.
#[derive(Debug, Clone, Copy)]
pub struct Caller<'a> {
    /// The service's address, without its last slash.
    pub base: &'a str,
    /// The merchant's key.
    pub key: &'a str,
}

/// The command of a call.
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
    for parameter in &operation.parameters {
        let schema = document.schema(&parameter.schema);
        let example = parameter.example.as_ref().or_else(|| schema.examples.first());
        match (parameter.place.as_str(), example) {
            ("path", example) => {
                let value = example.map_or_else(
                    || schema.values.first().cloned().unwrap_or_else(|| parameter.name.clone()),
                    |example| example.shown(),
                );
                address = address.replace(&format!("{{{}}}", parameter.name), &value);
            }
            ("header", Some(example)) => {
                lines.push(format!(
                    "-H {}",
                    quoted(&format!("{}: {}", parameter.name, example.shown()))
                ));
            }
            _ => {}
        }
    }
    if !operation.security.is_empty() {
        lines.insert(0, format!("-H \"Authorization: Bearer {}\"", caller.key));
    }
    if let Some((kind, media)) =
        operation.request_body.as_ref().and_then(|b| b.content.iter().next())
    {
        lines.push(format!("-H {}", quoted(&format!("Content-Type: {kind}"))));
        if let Some(example) = example_of(document, media) {
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

/// In single quotes, as shells read it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::reference::document::read;

    const CALLER: Caller<'_> = Caller { base: "https://pagos.example.co", key: "sk_demo" };

    fn of(id: &str) -> String {
        let document = read().unwrap();
        let (method, path, operation) =
            document.operations().find(|(_, _, o)| o.operation_id == id).unwrap();
        command(document, method, path, operation, CALLER)
    }

    #[test]
    fn a_merchants_call_carries_its_key_and_its_body() {
        let command = of("createCheckout");
        assert!(command.starts_with("curl -X POST 'https://pagos.example.co/v1/checkouts' \\\n  -H \"Authorization: Bearer sk_demo\" \\\n"), "{command}");
        assert!(
            command.contains(
                "-H 'Content-Type: application/json' \\\n  -d '{\n  \"reference\": \"406331868\""
            ),
            "{command}"
        );
    }

    #[test]
    fn the_pages_call_needs_no_key_and_every_place_in_the_path_is_filled() {
        let command = of("showCheckout");
        assert!(
            command.starts_with("curl 'https://pagos.example.co/v1/checkouts/chk_"),
            "{command}"
        );
        for (_, _, operation) in read().unwrap().operations() {
            let command = of(&operation.operation_id);
            let address = command.split('\'').nth(1).unwrap();
            assert!(!address.contains(['{', '}']), "{address}");
            assert_eq!(command.contains("sk_demo"), !operation.security.is_empty());
        }
    }

    #[test]
    fn a_quote_in_an_example_does_not_end_the_word() {
        assert_eq!(quoted("d'Ivoire"), r"'d'\''Ivoire'");
    }
}
