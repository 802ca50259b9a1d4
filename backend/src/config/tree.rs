//! What was written, merged: each value with the place it came from, not yet read.

use super::Source;

/// A value and where it was written. Not `Debug`: it may be a secret.
pub(super) struct Node {
    pub(super) source: Source,
    pub(super) value: Value,
}

pub(super) enum Value {
    /// A string of the file.
    Text(String),
    /// An environment variable: text whose type depends on the key.
    Variable(String),
    /// A whole number of the file, in decimal.
    Number(String),
    Boolean(bool),
    List(Vec<Node>),
    Table(Table),
    /// What no key takes, by its name.
    Other(&'static str),
}

impl Value {
    /// What it is, for a message.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) | Self::Variable(_) => "text",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a section",
            Self::Other(kind) => kind,
        }
    }

    pub(super) const fn is_empty_table(&self) -> bool {
        matches!(self, Self::Table(table) if table.0.is_empty())
    }
}

/// Keys in the order they were written.
#[derive(Default)]
pub(super) struct Table(Vec<(String, Node)>);

impl Table {
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.iter().find(|(name, _)| *name == key).map(|(_, node)| node)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.0.iter_mut().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0.iter().map(|(name, node)| (name.as_str(), node))
    }

    pub(super) fn into_entries(self) -> impl Iterator<Item = (String, Node)> {
        self.0.into_iter()
    }

    /// Puts a value there, in the place of the one that was.
    pub(super) fn set(&mut self, key: &str, node: Node) {
        match self.get_mut(key) {
            Some(place) => *place = node,
            None => self.0.push((key.to_owned(), node)),
        }
    }

    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(at).1)
    }

    /// Adds what is missing here; a secret given as a file is not missing.
    pub(super) fn underlay(&mut self, defaults: Self) {
        for (key, default) in defaults.0 {
            if self.get(&format!("{key}_file")).is_some() {
                continue;
            }
            match (self.get_mut(&key).map(|node| &mut node.value), default.value) {
                (Some(Value::Table(here)), Value::Table(below)) => here.underlay(below),
                (Some(_), _) => {}
                (None, value) => self.0.push((key, Node { source: default.source, value })),
            }
        }
    }
}
