//! What `pse-backend check` prints: what is wrong with the configuration, or with the store under it.

use std::path::Path;

use super::{store, unfinished};
use crate::config::{self, Config, ConfigReport};

/// Reads the configuration as the service would, and looks into its store, if it exists, for payments that nobody
/// could ask about. Reports what is wrong, or the value of each key and its source.
pub async fn check(path: Option<&Path>, environment: Vec<(String, String)>) -> ConfigReport {
    let (config, report) = config::check(path, environment);
    let Some(config) = config else { return report };
    match abandoned(&config).await {
        Ok(()) => report,
        Err(why) => ConfigReport::refusal(format!("{why}\n")),
    }
}

async fn abandoned(config: &Config) -> Result<(), String> {
    let unfinished = store::unfinished(&config.store.url)
        .await
        .map_err(|error| format!("cannot read the store: {error}"))?;
    unfinished::check(config, &unfinished).map_err(|abandoned| abandoned.to_string())
}
