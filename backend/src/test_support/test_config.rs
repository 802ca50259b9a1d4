//! Configuration files of a test, in a folder that is removed afterwards.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::config::load::load_from;
use crate::config::{Config, ConfigReport, CredentialsConfig, SiteConfig, check};

/// A complete configuration file for a real provider.
pub(crate) const REAL: &str = r#"
[server]
public_url = "https://pagos.example.co"

[provider]
endpoint = "https://api.example.com/soap/pse/"

[sites.shop]
login = "0123456789abcdef0123456789abcdef"
tran_key = "a-secret-of-the-merchant"
api_keys = ["sk_live_0123456789abcdef"]
allowed_origins = ["https://tienda.example.co"]
return_hosts = ["tienda.example.co"]
merchant = { name = "Tienda", nit = "900123456", phone = "6024567890", email = "pagos@example.co" }
"#;

/// Returns a site's credentials at the provider of its new payments.
pub(crate) fn credentials(site: &SiteConfig) -> &CredentialsConfig {
    &site.credentials[&site.provider]
}

/// A folder with configuration files, and environment variables, for one test.
pub(crate) struct TestConfig {
    folder: PathBuf,
    variables: Vec<(String, String)>,
}

impl TestConfig {
    pub(crate) fn nothing() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("pse-config-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder, variables: Vec::new() }
    }

    /// Makes a folder with a file `pse.toml`.
    pub(crate) fn file(text: &str) -> Self {
        Self::nothing().and_file("pse.toml", text)
    }

    pub(crate) fn and_file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.folder.join(name), text).unwrap();
        self
    }

    pub(crate) fn and(mut self, variable: &str, value: &str) -> Self {
        self.variables.push((variable.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Reads the configuration, which must be valid.
    pub(crate) fn config(&self) -> Config {
        self.load().map_err(|mistakes| mistakes.join("\n")).unwrap()
    }

    /// Reads the mistakes in the configuration, a line each, without the folder's name.
    pub(crate) fn mistakes(&self) -> Vec<String> {
        self.load().expect_err("a mistake")
    }

    fn load(&self) -> Result<Config, Vec<String>> {
        let loaded = load_from(None, &self.path("pse.toml"), self.variables.clone());
        let folder = format!("{}/", self.folder.display());
        loaded.map(|loaded| loaded.config).map_err(|errors| {
            errors.0.iter().map(|error| error.to_string().replace(&folder, "")).collect()
        })
    }

    /// Returns what `check` prints of the configuration.
    pub(crate) fn report(&self) -> ConfigReport {
        let file = self.path("pse.toml");
        let path: Option<&Path> = file.exists().then_some(&file);
        check(path, self.variables.clone()).1
    }
}

impl Drop for TestConfig {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}
