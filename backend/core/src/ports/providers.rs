//! The providers of this service: which one gets a site's new payments, and which one a payment is asked of.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::provider::Provider;
use crate::model::{ProviderName, SiteName};

/// The configured providers by name, and the one that each site's new payments go to.
#[derive(Clone)]
pub struct Providers {
    by_name: BTreeMap<ProviderName, Arc<dyn Provider>>,
    of_sites: BTreeMap<SiteName, ProviderName>,
}

impl Providers {
    /// Takes the providers by name, and for each site the name of the provider that its new payments go to.
    #[must_use]
    pub fn new(
        by_name: BTreeMap<ProviderName, Arc<dyn Provider>>,
        of_sites: BTreeMap<SiteName, ProviderName>,
    ) -> Self {
        Self { by_name, of_sites }
    }

    /// Makes a single provider, named [`ProviderName::DEFAULT`], that all of these sites use.
    #[must_use]
    pub fn single(provider: Arc<dyn Provider>, sites: impl IntoIterator<Item = SiteName>) -> Self {
        let name = ProviderName::default_name();
        let of_sites = sites.into_iter().map(|site| (site, name.clone())).collect();
        Self::new([(name, provider)].into(), of_sites)
    }

    /// Finds a provider by name.
    #[must_use]
    pub fn get(&self, name: &ProviderName) -> Option<&Arc<dyn Provider>> {
        self.by_name.get(name)
    }

    /// Finds the provider that gets a site's new payments, with its name.
    #[must_use]
    pub fn of_site(&self, site: &SiteName) -> Option<(&ProviderName, &Arc<dyn Provider>)> {
        let name = self.of_sites.get(site)?;
        Some((name, self.by_name.get(name)?))
    }

    /// Iterates over every provider with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&ProviderName, &Arc<dyn Provider>)> {
        self.by_name.iter()
    }
}
