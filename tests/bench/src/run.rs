//! One run: its size, its folder, the stores that several figures start from, the settings it has used.

use std::sync::{Mutex, PoisonError};

use tokio::sync::OnceCell;

use crate::failure::Failure;
use crate::programs::Folder;
use crate::rows::Seeded;
use crate::scale::Scale;

/// A run of the bench.
pub(crate) struct Run {
    pub(crate) scale: Scale,
    folder: Folder,
    few: OnceCell<Seeded>,
    many: OnceCell<Seeded>,
    settings: Mutex<Vec<String>>,
}

impl Run {
    pub(crate) fn new(scale: Scale) -> Result<Self, Failure> {
        Ok(Self {
            scale,
            folder: Folder::new("run")?,
            few: OnceCell::new(),
            many: OnceCell::new(),
            settings: Mutex::default(),
        })
    }

    /// A store with few payments; made once.
    pub(crate) async fn few(&self) -> Result<&Seeded, Failure> {
        let file = self.folder.join("few.sqlite");
        self.few.get_or_try_init(|| Seeded::make(file, self.scale.few, false)).await
    }

    /// A store with many payments; made once.
    pub(crate) async fn many(&self) -> Result<&Seeded, Failure> {
        let file = self.folder.join("many.sqlite");
        self.many.get_or_try_init(|| Seeded::make(file, self.scale.many, false)).await
    }

    /// Notes a setting of what is measured; once, however often it is said.
    pub(crate) fn setting(&self, text: impl Into<String>) {
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        let text = text.into();
        if !settings.contains(&text) {
            settings.push(text);
        }
    }

    /// The settings noted so far.
    pub(crate) fn settings(&self) -> Vec<String> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
