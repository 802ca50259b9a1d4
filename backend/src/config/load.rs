//! File and environment become a [`Config`], or every mistake in them at once.

use std::net::SocketAddr;
use std::path::Path;

use super::assemble::assemble;
use super::reader::{Reader, Setting};
use super::section::Section;
use super::sites::demo;
use super::tree::Table;
use super::{
    AlertsConfig, ConfigErrors, ProbeConfig, ProviderConfig, SandboxConfig, ServerConfig, SiteName,
    Sites, Source, StoreConfig, environment, file,
};

/// The file read when none is named, if it is there.
const DEFAULT_FILE: &str = "pse.toml";

/// Everything an operator decides, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// `[server]`.
    pub server: ServerConfig,
    /// `[store]`.
    pub store: StoreConfig,
    /// `[provider]`.
    pub provider: ProviderConfig,
    /// `[probe]`.
    pub probe: ProbeConfig,
    /// `[sandbox]`, when it is on.
    pub sandbox: Option<SandboxConfig>,
    /// `[alerts]`.
    pub alerts: AlertsConfig,
    /// `[sites.<name>]`.
    pub sites: Sites,
    /// The site of the demo shop, which is there when no site is configured.
    pub demo: Option<SiteName>,
}

/// A configuration read, and where each of its values came from.
pub(super) struct Loaded {
    pub(super) config: Config,
    pub(super) settings: Vec<Setting>,
}

impl Config {
    /// Reads a file (`pse.toml` of the working directory, if it is there, when none is
    /// named) and the environment variables over it; see [`super::process_environment`].
    ///
    /// # Errors
    /// Every mistake found.
    pub fn load(
        path: Option<&Path>,
        environment: Vec<(String, String)>,
    ) -> Result<Self, ConfigErrors> {
        load(path, environment).map(|loaded| loaded.config)
    }

    /// Whether the provider is a sandbox: the one inside or anything on this machine.
    #[must_use]
    pub fn is_sandboxed(&self) -> bool {
        self.provider.endpoint.is_sandbox()
    }

    /// Takes in where the service was really bound: a public address that was made from
    /// `listen`, and the demo site with it, follow.
    pub fn bound_to(&mut self, server: SocketAddr) {
        self.server.listen = server;
        let Some(url) = self.server.derived_public_url() else { return };
        if let Some(demo) = &self.demo {
            let before = &self.server.public_url;
            for site in self.sites.iter_mut().filter(|site| site.name == *demo) {
                demo::follow(site, before, &url);
            }
        }
        self.server.public_url = url;
    }
}

/// Reads what [`Config::load`] reads.
pub(super) fn load(
    path: Option<&Path>,
    environment: Vec<(String, String)>,
) -> Result<Loaded, ConfigErrors> {
    load_from(path, Path::new(DEFAULT_FILE), environment)
}

/// The same, where the file read when none is named is `default`.
pub(super) fn load_from(
    path: Option<&Path>,
    default: &Path,
    environment: Vec<(String, String)>,
) -> Result<Loaded, ConfigErrors> {
    let is_there = |path: &Path| path.try_exists().unwrap_or(true);
    let path = path.or_else(|| is_there(default).then_some(default));
    let (mut tree, source) = match path {
        Some(path) => {
            let source = Source::File { path: path.to_owned(), line: 1 };
            (file::read(path).map_err(ConfigErrors)?, source)
        }
        None => (Table::default(), Source::Default),
    };
    let sites_in_file = tree.get("sites").is_some_and(|node| !node.value.is_empty_table());
    let reader = Reader::with(environment::overlay(&mut tree, environment));
    let sites = tree.take("sites").filter(|node| !node.value.is_empty_table());
    let root = Section::root(&reader, source, &tree);
    let config = assemble(&root, sites, sites_in_file);
    root.close();
    let (settings, errors) = reader.finish();
    match config {
        Ok(config) if errors.is_empty() => Ok(Loaded { config, settings }),
        Ok(_) | Err(_) => Err(ConfigErrors(errors)),
    }
}
