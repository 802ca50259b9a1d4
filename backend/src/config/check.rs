//! What `pse-backend check` prints: every mistake, or what the configuration comes to.

use std::fmt;
use std::path::Path;

use super::findings::findings;
use super::load::{Loaded, load};
use super::{Config, ProviderConfig};

/// What `pse-backend check` prints: the mistakes, or each value with its source. No secret is in it.
#[derive(Debug, Clone)]
pub struct ConfigReport {
    text: String,
    ok: bool,
}

impl ConfigReport {
    /// Makes the report of what keeps the service from starting.
    #[must_use]
    pub const fn refusal(text: String) -> Self {
        Self { text, ok: false }
    }

    /// Adds what an operator should mend, though the service starts with it.
    #[must_use]
    pub fn and(mut self, remarks: &[String]) -> Self {
        for remark in remarks {
            self.text.push_str(&format!("Warning: {remark}\n"));
        }
        self
    }

    /// The same report with another line at its end.
    #[must_use]
    pub fn with_line(mut self, line: &str) -> Self {
        self.text.push_str(line);
        self.text.push('\n');
        self
    }

    /// Whether the service would start.
    #[must_use]
    pub const fn is_ok(&self) -> bool {
        self.ok
    }
}

impl fmt::Display for ConfigReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Reads what [`super::Config::load`] would and reports every mistake, or the value of each key and its source.
/// Returns the configuration too, when it is valid.
#[must_use]
pub fn check(
    path: Option<&Path>,
    environment: Vec<(String, String)>,
) -> (Option<Config>, ConfigReport) {
    match load(path, environment) {
        Ok(loaded) => {
            let report = ConfigReport { text: summary(&loaded), ok: true };
            let report = report.and(&loaded.config.warnings);
            (Some(loaded.config), report)
        }
        Err(errors) => (None, ConfigReport::refusal(format!("{errors}\n"))),
    }
}

fn summary(loaded: &Loaded) -> String {
    let config = &loaded.config;
    let mut text = format!("No mistakes. {}\n{}\n", destinations(config), carried(config));
    for finding in findings(config) {
        text.push_str(&format!("Look at this: {finding}.\n"));
    }
    text.push('\n');
    let width = loaded.settings.iter().map(|setting| setting.key.len()).max().unwrap_or_default();
    for setting in &loaded.settings {
        let (key, shown, source) = (&setting.key, &setting.shown, &setting.source);
        text.push_str(&format!("{key:width$} = {shown}  ({source})\n"));
    }
    text
}

/// How many pending payments the probe can keep asking about.
fn carried(config: &Config) -> String {
    let providers = || config.providers.iter();
    let questions = providers().map(|provider| provider.max_questions).sum();
    let slowest = providers().map(|provider| provider.timeouts.question).max().unwrap_or_default();
    config.probe.carried(questions, slowest)
}

/// Where payments go: with several providers, which sites' go to which.
fn destinations(config: &Config) -> String {
    let demo = if config.demo.is_some() { ", with the demo shop" } else { "" };
    let sort = |provider: &ProviderConfig| {
        if provider.endpoint.is_sandbox() { "a sandbox" } else { "a real provider" }
    };
    if let Some(only) = config.providers.only() {
        return format!("Payments go to {}{demo}.", sort(only));
    }
    let mut text = format!("Payments go to several providers{demo}:");
    for provider in config.providers.iter() {
        let sites = config.sites.iter().filter(|site| site.provider == provider.name);
        let sites: Vec<&str> = sites.map(|site| site.name.as_str()).collect();
        let what = if sites.is_empty() {
            "no new ones; it is asked about earlier ones".to_owned()
        } else {
            format!("those of {}", sites.join(", "))
        };
        text.push_str(&format!("\n  {} ({}): {what}", provider.name, sort(provider)));
    }
    text
}
