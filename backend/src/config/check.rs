//! What `pse-backend check` prints: every mistake, or what the configuration comes to.

use std::fmt;
use std::path::Path;

use super::ConfigErrors;
use super::load::{Loaded, load};

/// A configuration as an operator may read it; no secret is in it.
#[derive(Debug, Clone)]
pub struct Report {
    text: String,
    ok: bool,
}

impl Report {
    /// Whether the service would start.
    #[must_use]
    pub const fn is_ok(&self) -> bool {
        self.ok
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Reads what [`super::Config::load`] would, and says what is wrong in it or what every
/// key came to and why.
#[must_use]
pub fn check(path: Option<&Path>, environment: Vec<(String, String)>) -> Report {
    match load(path, environment) {
        Ok(loaded) => Report { text: summary(&loaded), ok: true },
        Err(errors) => Report { text: refusal(&errors), ok: false },
    }
}

fn refusal(errors: &ConfigErrors) -> String {
    format!("{errors}\n")
}

fn summary(loaded: &Loaded) -> String {
    let config = &loaded.config;
    let provider = if config.is_sandboxed() { "a sandbox" } else { "a real provider" };
    let demo = if config.demo.is_some() { ", with the demo shop" } else { "" };
    let mut text = format!("No mistakes. Payments go to {provider}{demo}.\n\n");
    let width = loaded.settings.iter().map(|setting| setting.key.len()).max().unwrap_or_default();
    for setting in &loaded.settings {
        let (key, shown, source) = (&setting.key, &setting.shown, &setting.source);
        text.push_str(&format!("{key:width$} = {shown}  ({source})\n"));
    }
    text
}
