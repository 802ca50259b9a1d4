//! What `pse-backend check` prints: what is wrong with the configuration, or with the store under it.

use std::path::Path;

use super::store::Occasion;
use super::{store, unfinished};
use crate::config::{self, Config, ConfigReport};
use crate::connections::bounds::{ConnectionBounds, ENOUGH_DESCRIPTORS, StreamBounds};
use crate::connections::descriptors;

/// Reads the configuration as the service would, and looks into its store, if it exists, for payments that nobody
/// could ask about and for files that others may reach. Reports what is wrong, or the value of each key and its source.
pub async fn check(path: Option<&Path>, environment: Vec<(String, String)>) -> ConfigReport {
    let (config, report) = config::check(path, environment);
    let Some(config) = config else { return report };
    match looked_into(&config).await {
        Ok(remarks) => report.with_line(&carried(descriptors::raised())).and(&remarks),
        Err(why) => ConfigReport::refusal(format!("{why}\n")),
    }
}

/// What an operator should know of the store; or why the service would not start with it.
async fn looked_into(config: &Config) -> Result<Vec<String>, String> {
    let seen = store::look(config, Occasion::Check)
        .await
        .map_err(|error| format!("cannot read the store: {error}"))?;
    unfinished::check(config, &seen.unfinished).map_err(|abandoned| abandoned.to_string())?;
    Ok(seen.remarks)
}

/// How many connections and event streams the limit of open files allows, and whether that is too few.
fn carried(descriptors: u64) -> String {
    let connections = ConnectionBounds::within(descriptors).in_all;
    let streams = StreamBounds::within(descriptors).in_all;
    let mut line = format!(
        "\nThe limit of {descriptors} open files carries {connections} connections and {streams} event streams."
    );
    if descriptors < ENOUGH_DESCRIPTORS {
        line.push_str(&format!(
            " It is too low for all that the service can carry: raise the hard limit to {ENOUGH_DESCRIPTORS} (ulimit -Hn, or systemd's LimitNOFILE)."
        ));
    }
    line
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::test_support::test_config::TestConfig;

    #[tokio::test]
    async fn files_of_the_store_that_others_may_read_are_named_and_left_as_they_are() {
        let written = TestConfig::nothing().and_file("shop.sqlite", "");
        let path = written.path("shop.sqlite");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        let url = format!("sqlite:{}", path.display());
        let variables = vec![("PSE__STORE__URL".to_owned(), url)];
        let report = check(None, variables).await;
        let mend = format!("(mode 644): chmod 600 {}\n", path.display());
        assert!(report.is_ok() && report.to_string().ends_with(&mend), "{report}");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o644);
    }

    #[test]
    fn a_limit_that_is_too_low_is_told_with_what_it_carries_and_what_would_do() {
        let low = carried(1_024);
        assert!(
            low.contains("1024 open files carries 768 connections and 512 event streams"),
            "{low}"
        );
        assert!(low.contains("raise the hard limit to 10667"), "{low}");
        let enough = carried(ENOUGH_DESCRIPTORS);
        assert!(enough.ends_with("8000 connections and 4000 event streams."), "{enough}");
    }
}
