//! All the sites together: their order, and what no two may share.

use std::collections::HashMap;

use pse_settings::{Names, Reported, Section};
use secrecy::ExposeSecret as _;

use super::{SiteConfig, demo};
use crate::config::ProvidersConfig;
use pse_core::model::SiteName;

/// The configured sites, in their order in the configuration; never empty.
#[derive(Debug, Clone)]
pub struct Sites {
    first: SiteConfig,
    others: Vec<SiteConfig>,
}

impl Sites {
    /// Takes the sites in their order; `None` when there is none.
    #[must_use]
    pub fn new(sites: Vec<SiteConfig>) -> Option<Self> {
        let mut sites = sites.into_iter();
        Some(Self { first: sites.next()?, others: sites.collect() })
    }

    /// Returns the first configured site, used where a caller names none.
    #[must_use]
    pub const fn first(&self) -> &SiteConfig {
        &self.first
    }

    /// Finds a site by name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SiteConfig> {
        self.iter().find(|site| site.name.as_str() == name)
    }

    /// Iterates over the sites, in their order in the configuration.
    pub fn iter(&self) -> impl Iterator<Item = &SiteConfig> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Iterates over the sites, to change them.
    pub(in crate::config) fn iter_mut(&mut self) -> impl Iterator<Item = &mut SiteConfig> {
        std::iter::once(&mut self.first).chain(&mut self.others)
    }
}

impl Sites {
    /// Reads all sites. `providers` is `None` when the providers could not be read: what depends on them is not judged
    /// then.
    pub(in crate::config) fn read(
        section: &Section<'_>,
        providers: Option<&ProvidersConfig>,
    ) -> Result<Self, Reported> {
        let names = Names {
            parse: |name: &str| {
                name.parse::<SiteName>()
                    .map_err(|reason| format!("is no name for a site: {reason}"))
            },
            pattern: "^[A-Za-z0-9]((_?[A-Za-z0-9-])*_?[A-Za-z0-9])?$",
            longest: 40,
            example: demo::NAME,
            text: "One merchant's site; the first of the file is the one meant where a caller names none",
        };
        let sites = section.named(&names, |name, below| SiteConfig::read(name, below, providers));
        check_keys(section, &sites.read);
        match sites.failed {
            Some(reported) => Err(reported),
            None => Self::new(sites.read).ok_or_else(|| section.missing("<name>")),
        }
    }
}

/// A key says which site is calling, so it belongs to one.
fn check_keys(section: &Section<'_>, sites: &[SiteConfig]) {
    let mut owners: HashMap<&str, &SiteName> = HashMap::new();
    for site in sites {
        for (at, key) in site.api_keys.iter().enumerate() {
            let Some(owner) = owners.insert(key.expose_secret(), &site.name) else { continue };
            let key = format!("{}.api_keys[{at}]", site.name);
            section.refuse(&key, format!("is the same key as one of sites.{owner}"));
        }
    }
}
