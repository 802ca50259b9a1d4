//! Keys that hold one value: left out, with a default, or required.

use std::path::Path;

use crate::errors::Source;
use crate::key::Key;
use crate::kind::{Form, Kind, MASK, Scalar};
use crate::outline::{Presence, Shape};
use crate::reader::{Reader, Reported};
use crate::section::Section;
use crate::tree::{Node, Value};

impl Section<'_> {
    /// A key that may be left out.
    ///
    /// # Errors
    /// The value is not one of its kind.
    pub fn optional<T>(&self, key: Key<T>) -> Result<Option<T>, Reported> {
        self.declare(&key, Shape::One, Presence::Optional);
        self.read(&key)
    }

    /// A key with a default, written as an operator would.
    ///
    /// # Errors
    /// The value is not one of its kind.
    pub fn or_default<T>(&self, key: Key<T>, default: &str) -> Result<T, Reported> {
        self.declare(&key, Shape::One, Presence::Default(default.to_owned()));
        self.read_or(&key, default)
    }

    /// A key whose default follows from other keys; `how` says in which way.
    ///
    /// # Errors
    /// The value is not one of its kind.
    pub fn or_derived<T>(
        &self,
        key: Key<T>,
        how: &'static str,
        default: &str,
    ) -> Result<T, Reported> {
        self.declare(&key, Shape::One, Presence::Derived(how));
        self.read_or(&key, default)
    }

    /// A key that must be there.
    ///
    /// # Errors
    /// It is missing, or the value is not one of its kind.
    pub fn required<T>(&self, key: Key<T>) -> Result<T, Reported> {
        self.declare(&key, Shape::One, Presence::Required);
        self.read(&key)?.ok_or_else(|| self.missing(key.name))
    }

    /// A key that names a file, which `read` reads; it may be left out. A relative name counts from the configuration
    /// file's folder, in a variable from the working directory.
    ///
    /// # Errors
    /// The name is none, or what `read` says of the file.
    pub fn optional_file<T>(
        &self,
        key: Key<String>,
        read: impl FnOnce(&Path) -> Result<T, String>,
    ) -> Result<Option<T>, Reported> {
        self.declare(&key, Shape::One, Presence::Optional);
        let Some(node) = self.given(key.name) else { return Ok(None) };
        let path = self.path_of(key.name);
        let text = scalar(self.reader, &path, node, key.kind.scalar.form)?;
        let name = parsed(self.reader, &path, &node.source, &text, &key.kind)?;
        let content = read(&node.source.place_of(&name)).map_err(|reason| {
            self.reader.report(&node.source, &path, format!("{name:?} {reason}"))
        })?;
        self.reader.note(&path, name, &node.source);
        Ok(Some(content))
    }

    fn declare<T>(&self, key: &Key<T>, shape: fn(Scalar) -> Shape, presence: Presence) {
        self.reader
            .declare(|outline| outline.section(&self.path).value(key, shape, presence, false));
    }

    fn read<T>(&self, key: &Key<T>) -> Result<Option<T>, Reported> {
        let Some(node) = self.given(key.name) else { return Ok(None) };
        let path = self.path_of(key.name);
        let text = scalar(self.reader, &path, node, key.kind.scalar.form)?;
        let value = parsed(self.reader, &path, &node.source, &text, &key.kind)?;
        match key.kind.shown {
            None => self.reader.note(&path, text, &node.source),
            Some(shown) => match shown(&text) {
                Some(shown) if shown == text => self.reader.note(&path, text, &node.source),
                // It is as closed as a secret's own key.
                shown => {
                    self.note_in_place(
                        &path,
                        shown.unwrap_or_else(|| MASK.to_owned()),
                        &node.source,
                    );
                }
            },
        }
        Ok(Some(value))
    }

    fn read_or<T>(&self, key: &Key<T>, default: &str) -> Result<T, Reported> {
        if let Some(value) = self.read(key)? {
            return Ok(value);
        }
        self.note_default(key.name, default);
        parsed(self.reader, &self.path_of(key.name), &Source::Default, default, &key.kind)
    }
}

/// The text of a value that is not a list nor a section.
pub(crate) fn scalar(
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
pub(crate) fn parsed<T>(
    reader: &Reader,
    path: &str,
    source: &Source,
    text: &str,
    kind: &Kind<T>,
) -> Result<T, Reported> {
    (kind.parse)(text).map_err(|reason| {
        let may_be_shown = kind.shown.is_none_or(|shown| shown(text).is_some_and(|it| it == text));
        let quotable = may_be_shown && !text.contains('@') && text.chars().count() <= 80;
        let reason = if quotable { format!("{text:?} {reason}") } else { reason };
        reader.report(source, path, reason)
    })
}
