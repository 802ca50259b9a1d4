//! Where the programs of a PostgreSQL server for tests are: Debian's newest, or those of another version that
//! `scripts/setup test` has fetched.

#![expect(clippy::panic, reason = "this is a part of tests")]

use std::fs;
use std::path::{Path, PathBuf};

/// Where Debian's packages put each version's programs.
const INSTALLED: &str = "/usr/lib/postgresql";
/// Where `scripts/setup` puts other versions' servers: without the clients, for which Debian's are taken.
const FETCHED: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/postgres-versions/node_modules");
/// The variable that names the version of the servers that tests share.
const CHOICE: &str = "POSTGRES_VERSION";

/// The programs of one version.
#[derive(Debug)]
pub(crate) struct Programs {
    version: u32,
    own: PathBuf,
    debians: PathBuf,
}

impl Programs {
    /// Those of the version that the variable `POSTGRES_VERSION` names, else Debian's newest.
    pub(crate) fn chosen() -> Self {
        let choice = std::env::var_os(CHOICE);
        match choice.as_ref().and_then(|text| text.to_str()).filter(|text| !text.is_empty()) {
            None => newest(),
            Some(version) => {
                let number = version.parse();
                Self::of(number.unwrap_or_else(|_| panic!("{CHOICE} is no number: {version}")))
            }
        }
    }

    /// Those of a version.
    pub(crate) fn of(version: u32) -> Self {
        let debians = newest();
        if debians.version == version {
            return debians;
        }
        let own = Path::new(FETCHED).join(format!("postgres-{version}/native/bin"));
        assert!(
            own.join("postgres").exists(),
            "there is no PostgreSQL {version} in {}: scripts/setup test",
            own.display()
        );
        Self { version, own, debians: debians.own }
    }

    /// The major version.
    pub(crate) const fn version(&self) -> u32 {
        self.version
    }

    /// A program by its name.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        let own = self.own.join(name);
        if own.exists() { own } else { self.debians.join(name) }
    }
}

fn newest() -> Programs {
    let versions = fs::read_dir(INSTALLED).into_iter().flatten().flatten();
    let numbered = versions.filter_map(|version| {
        let number: u32 = version.file_name().to_str()?.parse().ok()?;
        let programs = version.path().join("bin");
        programs.join("initdb").exists().then_some((number, programs))
    });
    let newest = numbered.max_by_key(|(number, _)| *number);
    let why = "no PostgreSQL server is installed: apt-get install postgresql (scripts/setup does)";
    let (version, own) = newest.unwrap_or_else(|| panic!("{why}"));
    Programs { version, own: own.clone(), debians: own }
}
