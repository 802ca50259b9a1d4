//! Sections inside a section: one, one that may be left out, or a list of them.

use crate::list::written_list;
use crate::outline::{Presence, Shape};
use crate::reader::Reported;
use crate::section::Section;
use crate::tree::{Node, Value};

impl<'a> Section<'a> {
    /// A section inside this one; empty when nobody wrote it.
    ///
    /// # Errors
    /// Something else is written there.
    pub fn section(&self, key: &'static str, text: &'static str) -> Result<Self, Reported> {
        self.declare_section(key, text, Presence::Required);
        Ok(self.written_section(key)?.unwrap_or_else(|| self.empty(key)))
    }

    /// A section inside this one that may be left out; `None` when nobody wrote it.
    ///
    /// # Errors
    /// Something else is written there.
    pub fn section_if_given(
        &self,
        key: &'static str,
        text: &'static str,
    ) -> Result<Option<Self>, Reported> {
        self.declare_section(key, text, Presence::Optional);
        if self.reader.describes() {
            return Ok(Some(self.empty(key)));
        }
        self.written_section(key)
    }

    /// A section inside this one, which was taken out of the document before.
    ///
    /// # Errors
    /// The node is something else.
    pub fn section_at<'n>(
        &self,
        key: &'static str,
        text: &'static str,
        node: &'n Node,
    ) -> Result<Section<'n>, Reported>
    where
        'a: 'n,
    {
        self.declare_section(key, text, Presence::Optional);
        Section::of(self.reader, self.path_of(key), node)
    }

    fn declare_section(&self, key: &'static str, text: &'static str, presence: Presence) {
        self.reader.declare(|outline| {
            outline.section(&self.path).part(key, text, Shape::Section, presence);
        });
    }

    fn written_section(&self, key: &str) -> Result<Option<Self>, Reported> {
        self.given(key).map(|node| Self::of(self.reader, self.path_of(key), node)).transpose()
    }

    pub(crate) fn empty(&self, key: &str) -> Self {
        Self::new(self.reader, self.path_of(key), self.source.clone(), None)
    }

    /// A list of small sections, each read by `read`; empty when nobody wrote it.
    ///
    /// # Errors
    /// It is no list, an item is no section, or `read` fails.
    pub fn sections<T>(
        &self,
        key: &'static str,
        text: &'static str,
        read: impl Fn(Section<'_>) -> Result<T, Reported>,
    ) -> Result<Vec<T>, Reported> {
        if self.reader.describes() {
            self.reader.declare(|outline| {
                let contents = outline.section(&self.path);
                contents.part(key, text, Shape::Sections, Presence::Optional);
            });
            let _ = read(self.empty(&format!("{key}[]")));
            return Ok(Vec::new());
        }
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
