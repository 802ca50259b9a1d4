//! The configuration file: TOML, with the line each value stands on.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::errors::{ConfigError, Source};
use crate::tree::{Node, Table, Value};

/// Reads a file.
///
/// # Errors
/// That it can't be read, or every mistake of syntax; never the text itself, as it may
/// hold secrets.
pub(crate) fn read(path: &Path) -> Result<Table, Vec<ConfigError>> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(path, &text),
        Err(error) => Err(vec![mistake(path, 1, format!("can't be read: {error}"))]),
    }
}

fn parse(path: &Path, text: &str) -> Result<Table, Vec<ConfigError>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let lines = Lines { path, text };
    if errors.is_empty() {
        return Ok(lines.table(document.get_ref()));
    }
    let mut mistakes: Vec<_> = errors
        .into_iter()
        .map(|error| (error.span().map_or(0, |span| span.start), error))
        .collect();
    mistakes.sort_by_key(|(offset, _)| *offset);
    let named = mistakes.into_iter().map(|(offset, error)| {
        let reason = format!("is not TOML: {}", error.message());
        mistake(path, lines.number(offset), reason)
    });
    Err(named.collect())
}

/// A list of the file's syntax in a variable (`["a", "b"]`, `[{a = "b"}]`); `None`
/// when it is none.
pub(crate) fn parse_list(text: &str, source: &Source) -> Option<Vec<Node>> {
    let value = DeValue::parse(text).ok()?;
    let lines = Lines { path: Path::new(""), text };
    match lines.value(value.get_ref()) {
        Value::List(items) => Some(items.into_iter().map(|node| relocated(node, source)).collect()),
        Value::Text(_)
        | Value::Variable(_)
        | Value::Number(_)
        | Value::Boolean(_)
        | Value::Table(_)
        | Value::Other(_) => None,
    }
}

fn relocated(node: Node, source: &Source) -> Node {
    let value = match node.value {
        Value::List(items) => {
            Value::List(items.into_iter().map(|item| relocated(item, source)).collect())
        }
        Value::Table(table) => {
            let mut moved = Table::default();
            for (key, node) in table.into_entries() {
                moved.set(&key, relocated(node, source));
            }
            Value::Table(moved)
        }
        value @ (Value::Text(_)
        | Value::Variable(_)
        | Value::Number(_)
        | Value::Boolean(_)
        | Value::Other(_)) => value,
    };
    Node { source: source.clone(), value }
}

fn mistake(path: &Path, line: usize, reason: String) -> ConfigError {
    let source_of_value = Source::File { path: path.to_owned(), line };
    ConfigError { source_of_value, key: String::new(), reason }
}

struct Lines<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Lines<'_> {
    fn number(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }

    fn table(&self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut read = Table::default();
        for (key, value) in entries {
            read.set(key.get_ref(), self.node(key.span().start, value));
        }
        read
    }

    fn node(&self, offset: usize, value: &Spanned<DeValue<'_>>) -> Node {
        let source = Source::File { path: self.path.to_owned(), line: self.number(offset) };
        Node { source, value: self.value(value.get_ref()) }
    }

    fn value(&self, value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::Text(text.clone().into_owned()),
            DeValue::Integer(number) => i128::from_str_radix(number.as_str(), number.radix())
                .map_or(Value::Other("a number"), |number| Value::Number(number.to_string())),
            DeValue::Float(_) => Value::Other("a number with a point"),
            DeValue::Boolean(truth) => Value::Boolean(*truth),
            DeValue::Datetime(_) => Value::Other("a date"),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| self.node(item.span().start, item)).collect())
            }
            DeValue::Table(table) => Value::Table(self.table(table)),
        }
    }
}
