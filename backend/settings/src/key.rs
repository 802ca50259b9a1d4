//! A key declared: its name, what its value may be, and what it is for.

use crate::kind::Kind;

/// A key of a section. The call that reads it is its only declaration: the JSON schema
/// is made from the same one.
pub struct Key<T> {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind<T>,
    pub(crate) text: &'static str,
}

impl<T> Key<T> {
    /// `text` says in one sentence what the key is for; editors show it.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind<T>, text: &'static str) -> Self {
        Self { name, kind, text }
    }
}
