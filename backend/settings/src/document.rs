//! A configuration as a whole: what is written, merged, then read or described.

use std::path::Path;

use crate::environment::overlay;
use crate::errors::{ConfigError, ConfigErrors, Source};
use crate::file;
use crate::outline::Outline;
use crate::reader::{Reader, Reported, Setting};
use crate::section::Section;
use crate::tree::{Node, Table};

/// What an operator wrote: a file and the variables over it, merged, not yet read.
pub struct Document {
    tree: Table,
    /// Where the outermost section begins.
    source: Source,
    mistakes: Vec<ConfigError>,
}

impl Document {
    /// A document in which nothing is written.
    #[must_use]
    pub fn empty() -> Self {
        Self { tree: Table::default(), source: Source::Default, mistakes: Vec::new() }
    }

    /// What is written in a TOML file.
    ///
    /// # Errors
    /// The file can't be read, or every mistake of syntax in it.
    pub fn in_file(path: &Path) -> Result<Self, ConfigErrors> {
        let tree = file::read(path).map_err(ConfigErrors)?;
        let source = Source::File { path: path.to_owned(), line: 1 };
        Ok(Self { tree, source, mistakes: Vec::new() })
    }

    /// Puts environment variables over it: with the prefix `APP__`, `APP__LAMP__TURN` is
    /// `lamp.turn`; others are passed over. `outline` says where names of the operator's
    /// choice stand, as those are spelled otherwise in variables.
    pub fn overlay(&mut self, prefix: &str, variables: Vec<(String, String)>, outline: &Outline) {
        self.mistakes.extend(overlay(&mut self.tree, prefix, variables, outline));
    }

    /// What is written for a key of the outermost section.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.tree.get(key)
    }

    /// Takes out what is written for a key of the outermost section, to be read with
    /// [`Section::section_at`].
    pub fn take(&mut self, key: &str) -> Option<Node> {
        self.tree.take(key)
    }

    /// Reads it with `read`, and gives what that made of it and what each key came to.
    ///
    /// # Errors
    /// Every mistake found.
    pub fn read<T>(
        self,
        read: impl FnOnce(&Section<'_>) -> Result<T, Reported>,
    ) -> Result<(T, Vec<Setting>), ConfigErrors> {
        let reader = Reader::with(self.mistakes);
        let root = Section::new(&reader, String::new(), self.source, Some(&self.tree));
        let made = read(&root);
        root.close();
        let (settings, errors) = reader.finish();
        match made {
            Ok(made) if errors.is_empty() => Ok((made, settings)),
            Ok(_) | Err(_) => Err(ConfigErrors(errors)),
        }
    }
}

/// What `read` would read: runs it over an empty document in which each section that may
/// be left out, each item of a list of sections, and each name is there once. Values that
/// are required are missing then, so `read` must ask for every key before it gives up.
#[must_use]
pub fn describe<T>(read: impl FnOnce(&Section<'_>) -> Result<T, Reported>) -> Outline {
    let reader = Reader::describing();
    let _ = read(&Section::new(&reader, String::new(), Source::Default, None));
    reader.into_outline()
}
