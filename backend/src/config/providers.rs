//! The providers together: `[providers.<name>]`, or `[provider]` as the short form of one.

use std::time::Duration;

use pse_core::model::ProviderName;
use pse_providers::Timeouts;
use pse_settings::{Reported, Section};

use super::ProviderConfig;
use super::provider::names;

/// The providers' sections, found but not yet read: the sandbox's section, read before, depends on them.
pub(super) struct ProviderSections<'a> {
    /// The section `[providers]`.
    several: Section<'a>,
    /// The section `[provider]`, where `[providers]` is not used.
    one: Option<Section<'a>>,
    /// The mistake of writing both sections.
    refused: Option<Reported>,
}

impl<'a> ProviderSections<'a> {
    /// Finds the section `[providers]` or `[provider]`, and refuses one beside the other.
    pub(super) fn open(root: &Section<'a>) -> Result<Self, Reported> {
        let is_short = root.is_given("provider");
        let several = root.section("providers", "Several providers, each under a name of its own");
        if several.as_ref().is_ok_and(|several| !several.is_empty()) {
            let reason = "is the short form of one provider, beside [providers.<name>]; \
                          write it as [providers.default]";
            let refused = is_short.then(|| root.refuse("provider", reason));
            return Ok(Self { several: several?, one: None, refused });
        }
        let one = root.section(
            "provider",
            "How the only provider is reached, and for how long it is waited for",
        );
        Ok(Self { several: several?, one: Some(one?), refused: None })
    }

    /// Whether a provider has no address, which makes it the sandbox inside this process.
    pub(super) fn need_sandbox(&self) -> bool {
        self.one.as_ref().is_some_and(|one| !one.is_given("endpoint"))
            || self.several.lacks_below_a_name("endpoint")
    }

    /// Reads the providers; `sandbox_on` says whether the sandbox inside this process runs.
    pub(super) fn read(self, sandbox_on: bool) -> Result<ProvidersConfig, Reported> {
        let names =
            names("How the provider of that name is reached, and for how long it is waited for");
        let several = self.several.named(&names, |name, section| {
            let path = format!("providers.{name}");
            ProviderConfig::read(name, path, section, sandbox_on)
        });
        let one = self.one.map(|section| {
            let name = ProviderName::default_name();
            ProviderConfig::read(name, "provider".to_owned(), section, sandbox_on)
        });
        match (self.refused.or(several.failed), one) {
            (Some(reported), _) => Err(reported),
            (None, Some(one)) => Ok(ProvidersConfig(vec![one?])),
            (None, None) => Ok(ProvidersConfig(several.read)),
        }
    }
}

/// The configured providers, in their order in the configuration; never empty.
#[derive(Debug, Clone)]
pub struct ProvidersConfig(Vec<ProviderConfig>);

impl ProvidersConfig {
    /// Iterates over the providers, in their order in the configuration.
    pub fn iter(&self) -> impl Iterator<Item = &ProviderConfig> {
        self.0.iter()
    }

    /// Finds a provider by name.
    #[must_use]
    pub fn get(&self, name: &ProviderName) -> Option<&ProviderConfig> {
        self.iter().find(|provider| provider.name == *name)
    }

    /// The longest that one of the providers may take for a call; which one `of` says.
    #[must_use]
    pub fn longest(&self, of: fn(&Timeouts) -> Duration) -> Duration {
        self.iter().map(|provider| of(&provider.timeouts)).max().unwrap_or_default()
    }

    /// Returns the only provider; `None` when there are several.
    #[must_use]
    pub fn only(&self) -> Option<&ProviderConfig> {
        match self.0.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Lists the providers' names, for messages.
    #[must_use]
    pub fn names(&self) -> String {
        self.iter().map(|provider| provider.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Whether every provider is a sandbox: the one inside this process, or a service on this machine.
    #[must_use]
    pub fn are_sandboxes(&self) -> bool {
        self.iter().all(|provider| provider.endpoint.is_sandbox())
    }
}
