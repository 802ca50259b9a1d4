//! `[alerts]`: where operators are alerted.

use pse_settings::{Key, Reported, Section, kinds};
use secrecy::SecretString;

/// The section `[alerts]`: where operators are alerted.
#[derive(Debug, Clone)]
pub struct AlertsConfig {
    /// The URL that alerts are posted to; secret, as such URLs carry tokens.
    pub webhook: Option<SecretString>,
}

impl AlertsConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let webhook = section.secret(Key::new(
            "webhook",
            kinds::web_address(),
            "The address operators' alerts are posted to",
        ));
        section.close();
        Ok(Self { webhook: webhook? })
    }
}
