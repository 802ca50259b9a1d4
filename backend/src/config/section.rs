//! One section being read: each key asked for by name, the rest unknown.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Source;
use super::nearest::nearest;
use super::reader::{Reader, Reported};
use super::tree::{Node, Table, Value};

/// What a key's value may be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `"text"`.
    Text,
    /// `5` or `"5 minutes"`.
    Number,
    /// `true`, `false`.
    Boolean,
}

pub(super) struct Section<'a> {
    pub(super) reader: &'a Reader,
    pub(super) path: String,
    /// Where the section begins.
    pub(super) source: Source,
    table: Option<&'a Table>,
    known: RefCell<BTreeSet<String>>,
}

impl<'a> Section<'a> {
    pub(super) fn root(reader: &'a Reader, source: Source, table: &'a Table) -> Self {
        Self::new(reader, String::new(), source, Some(table))
    }

    fn new(reader: &'a Reader, path: String, source: Source, table: Option<&'a Table>) -> Self {
        Self { reader, path, source, table, known: RefCell::default() }
    }

    /// The section of a node that should be one.
    pub(super) fn of(reader: &'a Reader, path: String, node: &'a Node) -> Result<Self, Reported> {
        match &node.value {
            Value::Table(table) => Ok(Self::new(reader, path, node.source.clone(), Some(table))),
            value @ (Value::Text(_)
            | Value::Variable(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::List(_)
            | Value::Other(_)) => {
                let reason = format!("must be a section, not {}", value.kind());
                Err(reader.report(&node.source, &path, reason))
            }
        }
    }

    /// A section inside this one; empty when nobody wrote it.
    pub(super) fn section(&self, key: &str) -> Result<Self, Reported> {
        let path = self.path_of(key);
        match self.given(key) {
            Some(node) => Self::of(self.reader, path, node),
            None => Ok(Self::new(self.reader, path, self.source.clone(), None)),
        }
    }

    /// A section inside this one, wherever it is written.
    pub(super) fn section_at<'n>(&self, key: &str, node: &'n Node) -> Result<Section<'n>, Reported>
    where
        'a: 'n,
    {
        Section::of(self.reader, self.path_of(key), node)
    }

    /// Every key of a section whose keys are names.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Node)> + use<'a> {
        self.table.into_iter().flat_map(Table::iter)
    }

    /// Whether somebody wrote the section itself.
    pub(super) const fn is_given(&self) -> bool {
        self.table.is_some()
    }

    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// What is written for a key, which is known from now on.
    pub(super) fn given(&self, key: &str) -> Option<&'a Node> {
        self.known.borrow_mut().insert(key.to_owned());
        self.table?.get(key)
    }

    /// A key that may be left out.
    pub(super) fn optional<T>(
        &self,
        key: &str,
        form: Form,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Reported> {
        let Some(node) = self.given(key) else { return Ok(None) };
        let path = self.path_of(key);
        let text = scalar(self.reader, &path, node, form)?;
        let value = parsed(self.reader, &path, &node.source, &text, parse)?;
        self.reader.note(&path, text, &node.source);
        Ok(Some(value))
    }

    /// A key with a default, written as an operator would.
    pub(super) fn or_default<T>(
        &self,
        key: &str,
        default: &str,
        form: Form,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Reported> {
        if let Some(value) = self.optional(key, form, &parse)? {
            return Ok(value);
        }
        let path = self.path_of(key);
        self.reader.note(&path, default.to_owned(), &Source::Default);
        parsed(self.reader, &path, &Source::Default, default, parse)
    }

    /// A key that must be there.
    pub(super) fn required<T>(
        &self,
        key: &str,
        form: Form,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Reported> {
        self.optional(key, form, parse)?.ok_or_else(|| self.missing(key))
    }

    /// That a key is not there.
    pub(super) fn missing(&self, key: &str) -> Reported {
        self.reader.report(&self.source, &self.path_of(key), "is missing".to_owned())
    }

    /// Reports the keys nobody asked for.
    pub(super) fn close(self) {
        let known = self.known.into_inner();
        for (key, node) in self.table.into_iter().flat_map(Table::iter) {
            if known.contains(key) {
                continue;
            }
            let reason = match nearest(key, known.iter().map(String::as_str)) {
                Some(name) => format!("is not a known key; did you mean {name:?}?"),
                None if known.is_empty() => "is not a known key".to_owned(),
                None => {
                    let names: Vec<&str> = known.iter().map(String::as_str).collect();
                    format!("is not a known key; known here: {}", names.join(", "))
                }
            };
            let dot = if self.path.is_empty() { "" } else { "." };
            self.reader.report(&node.source, &format!("{}{dot}{key}", self.path), reason);
        }
    }
}

/// The text of a value that is not a list nor a section.
pub(super) fn scalar(
    reader: &Reader,
    path: &str,
    node: &Node,
    form: Form,
) -> Result<String, Reported> {
    let refuse = |reason: String| Err(reader.report(&node.source, path, reason));
    let text = match (&node.value, form) {
        (Value::Variable(text), _) => text.trim().to_owned(),
        (Value::Text(text), Form::Text | Form::Number) => text.clone(),
        (Value::Number(number), Form::Number) => number.clone(),
        (Value::Boolean(truth), Form::Boolean) => truth.to_string(),
        (value, Form::Text) => {
            return refuse(format!("must be text in quotes, not {}", value.kind()));
        }
        (value, Form::Number) => {
            return refuse(format!("must be a whole number or text, not {}", value.kind()));
        }
        (value, Form::Boolean) => {
            return refuse(format!("must be true or false, not {}", value.kind()));
        }
    };
    if text.trim().is_empty() { refuse("is empty".to_owned()) } else { Ok(text) }
}

/// A value read; in the message it is quoted unless it may hold a password.
pub(super) fn parsed<T>(
    reader: &Reader,
    path: &str,
    source: &Source,
    text: &str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Reported> {
    parse(text).map_err(|reason| {
        let quotable = !text.contains('@') && text.chars().count() <= 80;
        let reason = if quotable { format!("{text:?} {reason}") } else { reason };
        reader.report(source, path, reason)
    })
}
