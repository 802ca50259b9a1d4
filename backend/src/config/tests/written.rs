//! What a test's operator writes, in a folder that is gone afterwards.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::config::load::load_from;
use crate::config::{Config, Report, check};

/// A merchant's whole and safe configuration for a real provider.
pub(super) const REAL: &str = r#"
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

/// A folder with an operator's files.
pub(super) struct Written {
    folder: PathBuf,
    variables: Vec<(String, String)>,
}

impl Written {
    pub(super) fn nothing() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("pse-config-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder, variables: Vec::new() }
    }

    /// The file `pse.toml`.
    pub(super) fn file(text: &str) -> Self {
        Self::nothing().and_file("pse.toml", text)
    }

    pub(super) fn and_file(self, name: &str, text: &str) -> Self {
        std::fs::write(self.folder.join(name), text).unwrap();
        self
    }

    pub(super) fn and(mut self, variable: &str, value: &str) -> Self {
        self.variables.push((variable.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The configuration it makes.
    pub(super) fn config(&self) -> Config {
        self.load().map_err(|mistakes| mistakes.join("\n")).unwrap()
    }

    /// What is wrong in it, a line each; the folder's name is taken out.
    pub(super) fn mistakes(&self) -> Vec<String> {
        self.load().expect_err("a mistake")
    }

    fn load(&self) -> Result<Config, Vec<String>> {
        let loaded = load_from(None, &self.path("pse.toml"), self.variables.clone());
        let folder = format!("{}/", self.folder.display());
        loaded.map(|loaded| loaded.config).map_err(|errors| {
            errors.0.iter().map(|error| error.to_string().replace(&folder, "")).collect()
        })
    }

    /// What `check` prints of it, read from that file.
    pub(super) fn report(&self) -> Report {
        let file = self.path("pse.toml");
        let path: Option<&Path> = file.exists().then_some(&file);
        check(path, self.variables.clone())
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}
