//! Gathers, while sections are read: every mistake, what each key came to, and, when a
//! configuration is only described, what each key is.

use std::cell::RefCell;
use std::path::Path;

use crate::errors::{ConfigError, Source};
use crate::outline::Outline;

/// Proof that a mistake was reported, and the only way in which reading fails.
///
/// It can be had from this crate alone, in return for a mistake (a key that could not be
/// read, [`Section::refuse`](crate::Section::refuse),
/// [`Section::missing`](crate::Section::missing)). So an `Err(Reported)` never lacks its
/// message, and no message is said twice: what went wrong is in the reader's list, and
/// the value carries nothing. It is `Copy`, as one mistake may be why several values
/// can't be made.
#[derive(Debug, Clone, Copy)]
pub struct Reported(());

/// What a key came to, as an operator may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The key's whole name, its sections before it, with dots between (`lamp.turn`).
    pub key: String,
    /// Its value as text; never a secret's.
    pub shown: String,
    /// Where the value was written.
    pub source: Source,
    /// What is dangerous or odd about it, though it is taken.
    pub warnings: Vec<String>,
}

/// What is gathered, while the sections that refer to it are read.
#[derive(Default)]
pub(crate) struct Reader {
    errors: RefCell<Vec<ConfigError>>,
    settings: RefCell<Vec<Setting>>,
    outline: Option<RefCell<Outline>>,
}

impl Reader {
    /// A reader that goes on from mistakes found before.
    pub(crate) fn with(errors: Vec<ConfigError>) -> Self {
        Self { errors: RefCell::new(errors), ..Self::default() }
    }

    /// A reader that keeps what each key is; what is missing is of no interest to it.
    pub(crate) fn describing() -> Self {
        Self { outline: Some(RefCell::default()), ..Self::default() }
    }

    /// Whether keys are only described, not read.
    pub(crate) const fn describes(&self) -> bool {
        self.outline.is_some()
    }

    /// Keeps what a key is, when keys are described.
    pub(crate) fn declare(&self, declare: impl FnOnce(&mut Outline)) {
        if let Some(outline) = &self.outline {
            declare(&mut outline.borrow_mut());
        }
    }

    /// A mistake at a place.
    pub(crate) fn report(&self, source: &Source, key: &str, reason: String) -> Reported {
        self.errors.borrow_mut().push(ConfigError {
            source_of_value: source.clone(),
            key: key.to_owned(),
            reason,
        });
        Reported(())
    }

    /// What a key came to.
    pub(crate) fn note(&self, key: &str, shown: String, source: &Source) {
        self.note_secret(key, shown, source, None);
    }

    /// That a key holds a secret, and what is dangerous about where it is kept.
    pub(crate) fn note_secret(
        &self,
        key: &str,
        shown: String,
        source: &Source,
        warning: Option<String>,
    ) {
        let warnings = warning.into_iter().collect();
        let setting = Setting { key: key.to_owned(), shown, source: source.clone(), warnings };
        self.settings.borrow_mut().push(setting);
    }

    /// What is odd about a key that was noted.
    pub(crate) fn warn(&self, key: &str, warning: String) {
        let mut settings = self.settings.borrow_mut();
        if let Some(setting) = settings.iter_mut().rev().find(|setting| setting.key == key) {
            setting.warnings.push(warning);
        }
    }

    /// A mistake of the whole file that a value stands in, said once.
    pub(crate) fn report_file(&self, path: &Path, reason: String) {
        let source_of_value = Source::File { path: path.to_owned(), line: 1 };
        let error = ConfigError { source_of_value, key: String::new(), reason };
        let mut errors = self.errors.borrow_mut();
        if !errors.contains(&error) {
            errors.push(error);
        }
    }

    /// Where the value of a key that was read came from; a list's item may have a place of its own.
    pub(crate) fn source_of(&self, key: &str) -> Option<Source> {
        let settings = self.settings.borrow();
        let find = |key: &str| settings.iter().find(|setting| setting.key == key);
        find(key)
            .or_else(|| find(key.split('[').next().unwrap_or_default()))
            .map(|setting| setting.source.clone())
    }

    /// What was read, and every mistake.
    pub(crate) fn finish(self) -> (Vec<Setting>, Vec<ConfigError>) {
        (self.settings.into_inner(), self.errors.into_inner())
    }

    /// Returns the outline of the keys that were asked for.
    pub(crate) fn into_outline(self) -> Outline {
        self.outline.map(RefCell::into_inner).unwrap_or_default()
    }
}
