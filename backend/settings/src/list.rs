//! Keys that hold a list of texts.

use crate::errors::Source;
use crate::file;
use crate::key::Key;
use crate::kind::Form;
use crate::outline::{Presence, Shape};
use crate::reader::Reported;
use crate::section::Section;
use crate::tree::{Node, Table, Value};
use crate::value::{parsed, scalar};

/// A list's texts, not yet read: where it is written, and where each of them is.
pub(crate) struct Texts {
    pub(crate) source: Source,
    pub(crate) items: Vec<(Source, String)>,
}

impl Section<'_> {
    /// A list of texts; a variable holds them as `a, b` or `["a", "b"]`. `None` when
    /// nobody wrote it.
    ///
    /// # Errors
    /// It is no list, or an item is not of its kind.
    pub fn list<T>(&self, key: Key<T>) -> Result<Option<Vec<T>>, Reported> {
        self.declare_list(&key, Presence::Optional);
        self.read_list(&key)
    }

    /// A list of texts with at least one.
    ///
    /// # Errors
    /// It is missing, empty or no list, or an item is not of its kind.
    pub fn required_list<T>(&self, key: Key<T>) -> Result<Vec<T>, Reported> {
        self.declare_list(&key, Presence::Required);
        let list = self.read_list(&key)?;
        self.at_least_one(key.name, list)
    }

    fn declare_list<T>(&self, key: &Key<T>, presence: Presence) {
        self.reader.declare(|outline| {
            outline.section(&self.path).value(key, Shape::List, presence, false);
        });
    }

    fn read_list<T>(&self, key: &Key<T>) -> Result<Option<Vec<T>>, Reported> {
        let Some(Texts { source, items: texts }) = self.texts(key.name)? else { return Ok(None) };
        let path = self.path_of(key.name);
        let read: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(at, (source, text))| {
                parsed(self.reader, &format!("{path}[{at}]"), source, text, &key.kind)
            })
            .collect();
        let shown: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        self.reader.note(&path, format!("[{}]", shown.join(", ")), &source);
        read.into_iter().collect::<Result<_, _>>().map(Some)
    }

    /// A list that must be there and hold something.
    pub(crate) fn at_least_one<T>(
        &self,
        key: &str,
        list: Option<Vec<T>>,
    ) -> Result<Vec<T>, Reported> {
        match list {
            None => Err(self.missing(key)),
            Some(list) if list.is_empty() => {
                Err(self.refuse(key, "is empty; at least one is needed"))
            }
            Some(list) => Ok(list),
        }
    }

    /// The texts of a list, not yet read.
    pub(crate) fn texts(&self, key: &str) -> Result<Option<Texts>, Reported> {
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
}

/// A list as the file would write it, or as JSON does; `None` when it is not one.
pub(crate) fn written_list(text: &str, source: &Source) -> Option<Vec<Node>> {
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
