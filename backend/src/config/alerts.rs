//! `[alerts]`: where operators are told.

use secrecy::SecretString;

use super::addresses::web;
use super::reader::Reported;
use super::section::Section;

/// `[alerts]`.
#[derive(Debug, Clone)]
pub struct AlertsConfig {
    /// The address alerts are posted to; secret, as such addresses carry tokens.
    pub webhook: Option<SecretString>,
}

impl AlertsConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let webhook = section.secret("webhook", |text| web(text).map(|_| ()));
        section.close();
        Ok(Self { webhook: webhook? })
    }
}
