//! File and environment become a [`Config`], or every mistake in them at once.

use std::path::Path;

use pse_settings::{Document, Setting};

use super::assemble::assemble;
use super::environment::PREFIX;
use super::schema::outline;
use super::{Config, ConfigErrors};

/// The file that is read, if it exists, when none is named.
const DEFAULT_FILE: &str = "pse.toml";

/// A configuration, with the source of each of its values.
pub(crate) struct Loaded {
    pub(crate) config: Config,
    pub(super) settings: Vec<Setting>,
}

impl Config {
    /// Reads the configuration from a file (`pse.toml` of the working directory, if it exists, when none is named) and
    /// the environment variables over it; see [`super::process_environment`].
    ///
    /// # Errors
    /// Every mistake in the file and the variables.
    pub fn load(
        path: Option<&Path>,
        environment: Vec<(String, String)>,
    ) -> Result<Self, ConfigErrors> {
        load(path, environment).map(|loaded| loaded.config)
    }
}

/// Reads what [`Config::load`] reads, keeping the source of each value.
pub(super) fn load(
    path: Option<&Path>,
    environment: Vec<(String, String)>,
) -> Result<Loaded, ConfigErrors> {
    load_from(path, Path::new(DEFAULT_FILE), environment)
}

/// Reads what [`Config::load`] reads, with `default` as the file that is read when none is named.
pub(crate) fn load_from(
    path: Option<&Path>,
    default: &Path,
    environment: Vec<(String, String)>,
) -> Result<Loaded, ConfigErrors> {
    let is_there = |path: &Path| path.try_exists().unwrap_or(true);
    let path = path.or_else(|| is_there(default).then_some(default));
    let mut document = path.map_or_else(|| Ok(Document::empty()), Document::in_file)?;
    let sites_in_file = document.get("sites").is_some_and(|node| !node.value.is_empty_table());
    document.overlay(PREFIX, environment, &outline());
    let sites = document.take("sites").filter(|node| !node.value.is_empty_table());
    let (mut config, settings) = document.read(|root| assemble(root, sites, sites_in_file))?;
    config.warnings = warnings(&settings);
    Ok(Loaded { config, settings })
}

/// What is dangerous or odd about the settings; a file with several secrets is named once.
fn warnings(settings: &[Setting]) -> Vec<String> {
    let mut warnings: Vec<String> = Vec::new();
    for warning in settings.iter().flat_map(|setting| &setting.warnings) {
        if !warnings.contains(warning) {
            warnings.push(warning.clone());
        }
    }
    warnings
}
