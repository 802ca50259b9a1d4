//! Values as they were written, each with its place, before they are read.

use crate::errors::Source;

/// A value and where it was written. Not `Debug`: it may be a secret.
pub struct Node {
    /// Where the value was written.
    pub source: Source,
    /// The value itself.
    pub value: Value,
}

/// A value, before its key says what it should be. Not `Debug`: it may be a secret.
pub enum Value {
    /// A string of the file.
    Text(String),
    /// An environment variable: text whose type depends on the key.
    Variable(String),
    /// A whole number of the file, in decimal.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A list, each item with its place.
    List(Vec<Node>),
    /// A section.
    Table(Table),
    /// What no key takes, by its name.
    Other(&'static str),
}

impl Value {
    /// What it is, for a message.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) | Self::Variable(_) => "text",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a section",
            Self::Other(kind) => kind,
        }
    }

    /// Whether it is a section in which nothing is written.
    #[must_use]
    pub const fn is_empty_table(&self) -> bool {
        matches!(self, Self::Table(table) if table.0.is_empty())
    }
}

/// The keys of a section with their values, in the order they were written.
#[derive(Default)]
pub struct Table(Vec<(String, Node)>);

impl Table {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.iter().find(|(name, _)| *name == key).map(|(_, node)| node)
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.0.iter_mut().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// Every key with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0.iter().map(|(name, node)| (name.as_str(), node))
    }

    pub(crate) fn into_entries(self) -> impl Iterator<Item = (String, Node)> {
        self.0.into_iter()
    }

    /// Sets a key's value, in the place of the one that was.
    pub fn set(&mut self, key: &str, node: Node) {
        match self.get_mut(key) {
            Some(place) => *place = node,
            None => self.0.push((key.to_owned(), node)),
        }
    }

    /// Takes a key and its value out.
    pub fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(at).1)
    }

    /// Adds the values of keys that are missing here, also inside sections; a key whose
    /// value is in a file (`<key>_file`) is not missing.
    pub fn underlay(&mut self, defaults: Self) {
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
