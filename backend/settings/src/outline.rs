//! Every key that was declared: what may be written in a configuration.

use std::collections::BTreeMap;

use crate::key::Key;
use crate::kind::Scalar;

/// How the path of a section calls a name of the operator's choice.
pub(crate) const NAME: &str = "<name>";

/// What may be written in a configuration: the keys of each section, by its path. The
/// sections of a list have a path that ends in `[]`, those under names of the operator's
/// choice one that ends in `.<name>`.
#[derive(Default)]
pub struct Outline {
    pub(crate) sections: BTreeMap<String, Contents>,
}

/// What may be written in one section.
#[derive(Default)]
pub(crate) struct Contents {
    pub(crate) keys: BTreeMap<&'static str, Declared>,
    /// That its keys are names of the operator's choice.
    pub(crate) names: Option<NameRule>,
    /// Keys of which exactly one is written.
    pub(crate) one_of: Vec<[&'static str; 2]>,
    /// Keys that are written all or none, and what is written when they are not.
    pub(crate) all_or: Vec<AllOr>,
}

/// Keys that are written all or none, and the key that is written when they are not.
pub(crate) struct AllOr {
    pub(crate) all: &'static [&'static str],
    pub(crate) other: &'static str,
}

/// A key, but for its name.
pub(crate) struct Declared {
    pub(crate) text: &'static str,
    pub(crate) shape: Shape,
    pub(crate) presence: Presence,
    pub(crate) secret: bool,
}

/// How much of what a key holds.
pub(crate) enum Shape {
    One(Scalar),
    List(Scalar),
    Section,
    Sections,
}

/// Which names an operator may choose, in the words of JSON Schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameRule {
    pub(crate) pattern: &'static str,
    pub(crate) longest: usize,
    /// What the section under a name is for.
    pub(crate) text: &'static str,
}

/// Whether a key must be written, and what it is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// It must be written.
    Required,
    /// It may be left out, and is nothing then.
    Optional,
    /// It may be left out, and follows from other keys then, in this way.
    Derived(&'static str),
    /// It may be left out, and is this then, written as an operator would.
    Default(String),
}

/// A key that holds a value, for whoever compares a text with it.
pub struct KeyOutline<'a> {
    /// The key's whole name, its sections before it, with dots between (`lamp.turn`).
    pub path: String,
    /// A sentence that says what the key is for.
    pub text: &'static str,
    /// Whether it must be written, and its default.
    pub presence: &'a Presence,
    /// Whether its value is shown to nobody.
    pub secret: bool,
}

impl Outline {
    /// Every key that holds a value, sections apart.
    pub fn keys(&self) -> impl Iterator<Item = KeyOutline<'_>> {
        self.sections.iter().flat_map(|(path, contents)| {
            contents.keys.iter().filter(|(_, key)| !key.shape.holds_keys()).map(
                move |(name, key)| KeyOutline {
                    path: below(path, name),
                    text: key.text,
                    presence: &key.presence,
                    secret: key.secret,
                },
            )
        })
    }

    /// Whether the keys of that section are names of the operator's choice.
    pub(crate) fn is_named(&self, path: &str) -> bool {
        self.sections.get(path).is_some_and(|contents| contents.names.is_some())
    }

    pub(crate) fn section(&mut self, path: &str) -> &mut Contents {
        self.sections.entry(path.to_owned()).or_default()
    }
}

impl Contents {
    /// A key that holds a value, or a list of them.
    pub(crate) fn value<T>(
        &mut self,
        key: &Key<T>,
        shape: fn(Scalar) -> Shape,
        presence: Presence,
        secret: bool,
    ) {
        let shape = shape(key.kind.scalar.clone());
        self.keys.insert(key.name, Declared { text: key.text, shape, presence, secret });
    }

    /// A key that holds keys.
    pub(crate) fn part(
        &mut self,
        name: &'static str,
        text: &'static str,
        shape: Shape,
        presence: Presence,
    ) {
        self.keys.insert(name, Declared { text, shape, presence, secret: false });
    }
}

impl Shape {
    const fn holds_keys(&self) -> bool {
        match self {
            Self::One(_) | Self::List(_) => false,
            Self::Section | Self::Sections => true,
        }
    }
}

/// The path of what is inside a section; the outermost one has none.
pub(crate) fn below(section: &str, key: &str) -> String {
    if section.is_empty() { key.to_owned() } else { format!("{section}.{key}") }
}
