//! Gathers every mistake, and what each key came to, while sections are read.

use std::cell::RefCell;

use super::{ConfigError, Source};

/// Proof that a mistake was reported; there is no other way to fail.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reported(());

/// What a key came to, as an operator may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) key: String,
    /// Never a secret's value.
    pub(super) shown: String,
    pub(super) source: Source,
}

#[derive(Default)]
pub(super) struct Reader {
    errors: RefCell<Vec<ConfigError>>,
    settings: RefCell<Vec<Setting>>,
}

impl Reader {
    pub(super) fn with(errors: Vec<ConfigError>) -> Self {
        Self { errors: RefCell::new(errors), settings: RefCell::default() }
    }

    /// A mistake at a place.
    pub(super) fn report(&self, source: &Source, key: &str, reason: String) -> Reported {
        self.errors.borrow_mut().push(ConfigError {
            source_of_value: source.clone(),
            key: key.to_owned(),
            reason,
        });
        Reported(())
    }

    /// A mistake in a key that was read before.
    pub(super) fn report_setting(&self, key: &str, reason: String) -> Reported {
        self.report(&self.source_of(key), key, reason)
    }

    pub(super) fn note(&self, key: &str, shown: String, source: &Source) {
        let setting = Setting { key: key.to_owned(), shown, source: source.clone() };
        self.settings.borrow_mut().push(setting);
    }

    /// Where a key's value came from; a list's item may have a place of its own.
    fn source_of(&self, key: &str) -> Source {
        let settings = self.settings.borrow();
        let find = |key: &str| settings.iter().find(|setting| setting.key == key);
        find(key)
            .or_else(|| find(key.split('[').next().unwrap_or_default()))
            .map_or(Source::Default, |setting| setting.source.clone())
    }

    pub(super) fn finish(self) -> (Vec<Setting>, Vec<ConfigError>) {
        (self.settings.into_inner(), self.errors.into_inner())
    }
}
