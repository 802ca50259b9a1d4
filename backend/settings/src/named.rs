//! A section whose keys are names of the operator's choice, each with a section below.

use std::collections::HashMap;

use crate::environment::plain;
use crate::outline::{NAME, NameRule};
use crate::reader::Reported;
use crate::section::Section;
use crate::tree::Value;

/// The names an operator may choose for the sections below a section.
pub struct Names<P> {
    /// Reads a name; the reason it gives stands as it is in the mistake.
    pub parse: P,
    /// The names that `parse` takes, as a regular expression for the JSON schema.
    pub pattern: &'static str,
    /// How many characters a name may have.
    pub longest: usize,
    /// A name that `parse` takes.
    pub example: &'static str,
    /// What the section under a name is for.
    pub text: &'static str,
}

/// The sections below names: those that could be read, and whether some could not.
pub struct Named<T> {
    /// What was read, in the order it was written.
    pub read: Vec<T>,
    /// That something could not be read.
    pub failed: Option<Reported>,
}

impl Section<'_> {
    /// Whether a section below one of the names has nothing written for a key.
    #[must_use]
    pub fn lacks_below_a_name(&self, key: &str) -> bool {
        self.entries()
            .any(|(_, node)| matches!(&node.value, Value::Table(table) if table.get(key).is_none()))
    }

    /// Reads the section below each name. Names that variables can't tell apart are
    /// refused.
    pub fn named<N, T>(
        &self,
        names: &Names<impl Fn(&str) -> Result<N, String>>,
        read: impl Fn(N, Section<'_>) -> Result<T, Reported>,
    ) -> Named<T> {
        let mut named = Named { read: Vec::new(), failed: None };
        if self.reader.describes() {
            self.describe(names, read);
            return named;
        }
        let mut seen: HashMap<String, &str> = HashMap::new();
        for (name, node) in self.entries() {
            let path = self.path_of(name);
            if let Some(other) = seen.insert(plain(name), name) {
                let reason = format!("is too like {other:?}: variables could not tell them apart");
                named.failed = Some(self.reader.report(&node.source, &path, reason));
            }
            let parsed = (names.parse)(name)
                .map_err(|reason| self.reader.report(&node.source, &path, reason));
            let below = Section::of(self.reader, path, node);
            let value = match (parsed, below) {
                (Ok(name), Ok(below)) => read(name, below),
                (Err(reported), _) | (_, Err(reported)) => Err(reported),
            };
            match value {
                Ok(value) => named.read.push(value),
                Err(reported) => named.failed = Some(reported),
            }
        }
        named
    }

    fn describe<N, T>(
        &self,
        names: &Names<impl Fn(&str) -> Result<N, String>>,
        read: impl Fn(N, Section<'_>) -> Result<T, Reported>,
    ) {
        let Names { pattern, longest, text, .. } = *names;
        self.reader.declare(|outline| {
            outline.section(&self.path).names = Some(NameRule { pattern, longest, text });
        });
        if let Ok(name) = (names.parse)(names.example) {
            let _ = read(name, self.empty(NAME));
        }
    }
}
