//! All the sites together: their order, and what no two may share.

use std::collections::HashMap;

use secrecy::ExposeSecret as _;

use super::{SiteConfig, SiteName};
use crate::config::reader::Reported;
use crate::config::section::Section;

/// The sites, in the order they were configured; never empty.
#[derive(Debug, Clone)]
pub struct Sites {
    first: SiteConfig,
    others: Vec<SiteConfig>,
}

impl Sites {
    /// The sites in that order; `None` when there is none.
    #[must_use]
    pub fn new(sites: Vec<SiteConfig>) -> Option<Self> {
        let mut sites = sites.into_iter();
        Some(Self { first: sites.next()?, others: sites.collect() })
    }

    /// The first configured one, used where a caller names none.
    #[must_use]
    pub const fn first(&self) -> &SiteConfig {
        &self.first
    }

    /// The site of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SiteConfig> {
        self.iter().find(|site| site.name.as_str() == name)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &SiteConfig> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// All of them, to be changed.
    pub(in crate::config) fn iter_mut(&mut self) -> impl Iterator<Item = &mut SiteConfig> {
        std::iter::once(&mut self.first).chain(&mut self.others)
    }
}

impl Sites {
    pub(in crate::config) fn read(section: &Section<'_>) -> Result<Self, Reported> {
        let mut sites = Vec::new();
        let mut failed = None;
        let mut names: HashMap<String, &str> = HashMap::new();
        for (name, node) in section.entries() {
            let path = section.path_of(name);
            if let Some(other) = names.insert(name.to_ascii_lowercase().replace('-', "_"), name) {
                let reason = format!("is too like {other:?}: variables could not tell them apart");
                failed = Some(section.reader.report(&node.source, &path, reason));
            }
            let parsed: Result<SiteName, _> = name.parse().map_err(|reason: String| {
                section.reader.report(
                    &node.source,
                    &path,
                    format!("is no name for a site: {reason}"),
                )
            });
            let inside = Section::of(section.reader, path, node);
            match (parsed, inside) {
                (Ok(name), Ok(inside)) => match SiteConfig::read(name, inside) {
                    Ok(site) => sites.push(site),
                    Err(reported) => failed = Some(reported),
                },
                (Err(reported), _) | (_, Err(reported)) => failed = Some(reported),
            }
        }
        check_keys(section, &sites);
        match failed {
            Some(reported) => Err(reported),
            None => Self::new(sites).ok_or_else(|| section.missing("<name>")),
        }
    }
}

/// A key says which site is calling, so it belongs to one.
fn check_keys(section: &Section<'_>, sites: &[SiteConfig]) {
    let mut owners: HashMap<&str, &SiteName> = HashMap::new();
    for site in sites {
        for (at, key) in site.api_keys.iter().enumerate() {
            let Some(owner) = owners.insert(key.expose_secret(), &site.name) else { continue };
            let path = format!("{}.api_keys[{at}]", section.path_of(site.name.as_str()));
            let reason = format!("is the same key as one of sites.{owner}");
            section.reader.report_setting(&path, reason);
        }
    }
}
