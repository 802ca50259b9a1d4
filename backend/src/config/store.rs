//! `[store]`: where payments are kept.

use std::path::PathBuf;

use pse_settings::{Key, Kind, Reported, Section};

/// The section `[store]`: where payments are kept.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// The address of the store.
    pub url: StoreUrl,
}

/// The address of a store, of a kind that this build has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreUrl {
    /// The path of an SQLite file, relative to the working directory.
    Sqlite(PathBuf),
}

impl StoreConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let url = section.or_default(
            Key::new(
                "url",
                Kind::text(StoreUrl::parse),
                "An SQLite file, relative to the working directory (`sqlite:/var/lib/pse/pse.sqlite`). \
                 This build has no PostgreSQL store",
            ),
            "sqlite:pse.sqlite",
        );
        section.close();
        Ok(Self { url: url? })
    }
}

impl StoreUrl {
    fn parse(text: &str) -> Result<Self, String> {
        let refuse = |why: &str| Err(why.to_owned());
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return refuse("can't be used: this build has no PostgreSQL store");
        }
        let Some(rest) = text.strip_prefix("sqlite:") else {
            return refuse("is not a store such as sqlite:pse.sqlite");
        };
        let path = rest.strip_prefix("//").unwrap_or(rest);
        // The settings are this program's own; the usual one says nothing new.
        let path = path.strip_suffix("?mode=rwc").unwrap_or(path);
        if path.contains('?') {
            return refuse("has settings after \"?\", which are not taken");
        }
        if path.contains(":memory:") {
            return refuse("is kept in memory: payments would be lost with the process");
        }
        if path.is_empty() || path.ends_with('/') {
            return refuse("names no file");
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sqlite_file_is_named_in_every_usual_way() {
        for (text, path) in [
            ("sqlite:pse.sqlite", "pse.sqlite"),
            ("sqlite://data/pse.sqlite", "data/pse.sqlite"),
            ("sqlite:///var/lib/pse.sqlite", "/var/lib/pse.sqlite"),
            ("sqlite:/var/lib/pse.sqlite", "/var/lib/pse.sqlite"),
            ("sqlite:pse.sqlite?mode=rwc", "pse.sqlite"),
        ] {
            assert_eq!(StoreUrl::parse(text), Ok(StoreUrl::Sqlite(path.into())), "{text}");
        }
    }

    #[test]
    fn what_keeps_nothing_is_refused() {
        for (text, reason) in [
            ("postgres://u:p@host/db", "this build has no PostgreSQL store"),
            ("postgresql://host/db", "this build has no PostgreSQL store"),
            ("mysql://host/db", "not a store such as sqlite:pse.sqlite"),
            ("pse.sqlite", "not a store such as sqlite:pse.sqlite"),
            ("sqlite:", "names no file"),
            ("sqlite:///data/", "names no file"),
            ("sqlite::memory:", "lost with the process"),
            ("sqlite:pse.sqlite?mode=ro", "settings after \"?\""),
        ] {
            let error = StoreUrl::parse(text).unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}
