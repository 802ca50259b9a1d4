//! Lists: of texts, and of small sections.

use super::reader::Reported;
use super::section::{Form, Section, parsed, scalar};
use super::tree::{Node, Table, Value};
use super::{Source, file};

/// A list's texts, not yet read: where it is written, and where each of them is.
pub(super) struct Texts {
    pub(super) source: Source,
    pub(super) items: Vec<(Source, String)>,
}

impl Section<'_> {
    /// A list of texts; a variable holds them as `a, b` or `["a", "b"]`. `None` when
    /// nobody wrote it.
    pub(super) fn list<T>(
        &self,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<Vec<T>>, Reported> {
        let Some(Texts { source, items: texts }) = self.texts(key)? else { return Ok(None) };
        let path = self.path_of(key);
        let read: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(at, (source, text))| {
                parsed(self.reader, &format!("{path}[{at}]"), source, text, &parse)
            })
            .collect();
        let shown: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        self.reader.note(&path, format!("[{}]", shown.join(", ")), &source);
        read.into_iter().collect::<Result<_, _>>().map(Some)
    }

    /// The texts of a list, not yet read.
    pub(super) fn texts(&self, key: &str) -> Result<Option<Texts>, Reported> {
        let Some(node) = self.given(key) else { return Ok(None) };
        let path = self.path_of(key);
        let texts: Vec<_> = match &node.value {
            Value::List(items) => self.items(&path, items),
            Value::Variable(text) => match written_list(text, &node.source) {
                Some(items) => self.items(&path, &items),
                None if is_broken_list(text) => {
                    let reason = "is not a list; write a, b or [\"a\", \"b\"]".to_owned();
                    return Err(self.reader.report(&node.source, &path, reason));
                }
                None => separated(text).map(|item| Ok((node.source.clone(), item))).collect(),
            },
            Value::Text(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::Table(_)
            | Value::Other(_) => {
                let reason = format!("must be a list of texts, not {}", node.value.kind());
                return Err(self.reader.report(&node.source, &path, reason));
            }
        };
        let texts = texts.into_iter().collect::<Result<_, _>>()?;
        Ok(Some(Texts { source: node.source.clone(), items: texts }))
    }

    fn items(&self, path: &str, items: &[Node]) -> Vec<Result<(Source, String), Reported>> {
        let text = |(at, item): (usize, &Node)| {
            let text = scalar(self.reader, &format!("{path}[{at}]"), item, Form::Text)?;
            Ok((item.source.clone(), text))
        };
        items.iter().enumerate().map(text).collect()
    }

    /// A list of small sections, each read by `read`; empty when nobody wrote it.
    pub(super) fn sections<T>(
        &self,
        key: &str,
        read: impl Fn(Section<'_>) -> Result<T, Reported>,
    ) -> Result<Vec<T>, Reported> {
        let Some(node) = self.given(key) else { return Ok(Vec::new()) };
        let path = self.path_of(key);
        let parsed_items;
        let items = match &node.value {
            Value::List(items) => Some(items.as_slice()),
            Value::Variable(text) => {
                parsed_items = written_list(text, &node.source);
                parsed_items.as_deref()
            }
            Value::Text(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::Table(_)
            | Value::Other(_) => None,
        };
        let Some(items) = items else {
            let reason = "must be a list of sections ([{…}, {…}])".to_owned();
            return Err(self.reader.report(&node.source, &path, reason));
        };
        let read: Vec<_> = items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                Section::of(self.reader, format!("{path}[{at}]"), item).and_then(&read)
            })
            .collect();
        self.reader.note(&path, format!("[{} of them]", read.len()), &node.source);
        read.into_iter().collect()
    }
}

/// A list as the file would write it, or as JSON does; `None` when it is not one.
fn written_list(text: &str, source: &Source) -> Option<Vec<Node>> {
    if !text.trim_start().starts_with('[') {
        return None;
    }
    if let Some(items) = file::parse_list(text.trim(), source) {
        return Some(items);
    }
    let items: Vec<serde_json::Value> = serde_json::from_str(text).ok()?;
    Some(items.into_iter().map(|item| from_json(item, source)).collect())
}

fn from_json(value: serde_json::Value, source: &Source) -> Node {
    use serde_json::Value as Json;
    let value = match value {
        Json::Null => Value::Other("null"),
        Json::Bool(truth) => Value::Boolean(truth),
        Json::Number(number) if number.is_f64() => Value::Other("a number with a point"),
        Json::Number(number) => Value::Number(number.to_string()),
        Json::String(text) => Value::Text(text),
        Json::Array(items) => {
            Value::List(items.into_iter().map(|item| from_json(item, source)).collect())
        }
        Json::Object(entries) => {
            let mut table = Table::default();
            for (key, value) in entries {
                table.set(&key, from_json(value, source));
            }
            Value::Table(table)
        }
    };
    Node { source: source.clone(), value }
}

/// Whether a text was surely meant as a list in brackets (`[::1]` was not).
fn is_broken_list(text: &str) -> bool {
    text.trim_start()
        .strip_prefix('[')
        .is_some_and(|rest| rest.trim_start().starts_with(['"', '\'', '{']))
}

fn separated(text: &str) -> impl Iterator<Item = String> {
    text.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty())
}
