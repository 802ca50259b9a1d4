//! One section being read: each key asked for by name, the rest unknown.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::errors::Source;
use crate::nearest::nearest;
use crate::outline::below;
use crate::reader::{Reader, Reported};
use crate::tree::{Node, Table, Value};

/// A section being read. Each call that reads a key also declares it; [`Section::close`]
/// refuses the keys that no call asked for.
pub struct Section<'a> {
    pub(crate) reader: &'a Reader,
    pub(crate) path: String,
    /// Where the section begins.
    pub(crate) source: Source,
    table: Option<&'a Table>,
    known: RefCell<BTreeSet<String>>,
}

impl<'a> Section<'a> {
    pub(crate) fn new(
        reader: &'a Reader,
        path: String,
        source: Source,
        table: Option<&'a Table>,
    ) -> Self {
        Self { reader, path, source, table, known: RefCell::default() }
    }

    /// The section of a node that should be one.
    pub(crate) fn of(reader: &'a Reader, path: String, node: &'a Node) -> Result<Self, Reported> {
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

    /// Whether nothing is written in the section.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries().next().is_none()
    }

    /// Whether something is written for a key, which is known from now on.
    #[must_use]
    pub fn is_given(&self, key: &str) -> bool {
        self.given(key).is_some()
    }

    /// Makes a key known that is read elsewhere.
    pub fn also_known(&self, key: &str) {
        self.given(key);
    }

    /// What a key comes to that nobody wrote.
    pub fn note_default(&self, key: &str, shown: &str) {
        self.reader.note(&self.path_of(key), shown.to_owned(), &Source::Default);
    }

    /// A mistake in a key that was read before, or in a section; `key` may lead further in
    /// (`hosts[2]`, `inner.key`).
    pub fn refuse(&self, key: &str, reason: impl Into<String>) -> Reported {
        let path = self.path_of(key);
        let source = self.reader.source_of(&path).or_else(|| self.place_of(key));
        self.reader.report(&source.unwrap_or(Source::Default), &path, reason.into())
    }

    /// That a key is not there.
    pub fn missing(&self, key: &str) -> Reported {
        self.absent(key, "is missing")
    }

    /// That a key is not there, and why it should be.
    pub fn absent(&self, key: &str, reason: &str) -> Reported {
        self.reader.report(&self.source, &self.path_of(key), reason.to_owned())
    }

    /// Refuses the keys nobody asked for.
    pub fn close(self) {
        let known = self.known.borrow();
        for (key, node) in self.entries().filter(|(key, _)| !known.contains(*key)) {
            let reason = match nearest(key, known.iter().map(String::as_str)) {
                Some(name) => format!("is not a known key; did you mean {name:?}?"),
                None if known.is_empty() => "is not a known key".to_owned(),
                None => {
                    let names: Vec<&str> = known.iter().map(String::as_str).collect();
                    format!("is not a known key; known here: {}", names.join(", "))
                }
            };
            self.reader.report(&node.source, &self.path_of(key), reason);
        }
    }

    /// Everything written in the section.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Node)> + use<'a> {
        self.table.into_iter().flat_map(Table::iter)
    }

    /// Where a key is written, whether or not anybody asked for it; `key` may lead further in.
    fn place_of(&self, key: &str) -> Option<Source> {
        let mut table = self.table;
        let mut source = None;
        for name in key.split('.') {
            let node = table?.get(name)?;
            source = Some(node.source.clone());
            table = match &node.value {
                Value::Table(below) => Some(below),
                Value::Text(_)
                | Value::Variable(_)
                | Value::Number(_)
                | Value::Boolean(_)
                | Value::List(_)
                | Value::Other(_) => None,
            };
        }
        source
    }

    /// Whether something is written for a key, which does not become known by that.
    pub(crate) fn is_written(&self, key: &str) -> bool {
        self.table.is_some_and(|table| table.get(key).is_some())
    }

    pub(crate) fn path_of(&self, key: &str) -> String {
        below(&self.path, key)
    }

    /// What is written for a key, which is known from now on.
    pub(crate) fn given(&self, key: &str) -> Option<&'a Node> {
        self.known.borrow_mut().insert(key.to_owned());
        self.table?.get(key)
    }
}
