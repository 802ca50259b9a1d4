//! `[store]`: where payments are kept.

use std::path::PathBuf;

use pse_settings::{Key, Kind, Reported, Section, kinds};
use pse_store_postgres::{Address, Connections};
use secrecy::SecretString;

/// The longest password, in characters.
const LONGEST_PASSWORD: usize = 1_000;

/// The section `[store]`: where payments are kept.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// The address of the store.
    pub url: StoreUrl,
}

/// The address of a store, of a kind that this build has.
#[derive(Debug, Clone)]
pub enum StoreUrl {
    /// The path of an SQLite file, relative to the working directory.
    Sqlite(PathBuf),
    /// A PostgreSQL database.
    Postgres(Box<PostgresConfig>),
}

/// How a PostgreSQL database is reached.
#[derive(Debug, Clone)]
pub struct PostgresConfig {
    /// The address, with the password; it may lead through a pooler.
    pub url: Address,
    /// The address past any pooler, with its password, at which the schema is migrated; `None` where it is the same.
    pub direct_url: Option<Address>,
    /// Whether statements are prepared once for each connection.
    pub prepared: bool,
    /// The most connections of this process, by their use.
    pub connections: Connections,
}

/// What an address names, before the other keys are read.
#[derive(Debug, Clone)]
pub enum StoreAddress {
    /// The path of an SQLite file, relative to the working directory.
    Sqlite(PathBuf),
    /// A PostgreSQL database.
    Postgres(Address),
}

impl StoreConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let url = section.or_default(
            Key::new(
                "url",
                Kind::text(StoreAddress::parse).shown_as(shown),
                "An SQLite file, relative to the working directory (`sqlite:/var/lib/pse/pse.sqlite`), or a PostgreSQL \
                 database (`postgres://pse@db1,db2/pse?sslmode=verify-full`); of several hosts, the first that can be written",
            ),
            "sqlite:pse.sqlite",
        );
        let postgres = PostgresKeys::read(&section);
        let url = match url {
            Ok(StoreAddress::Sqlite(path)) => {
                postgres.refuse(&section).map(|()| StoreUrl::Sqlite(path))
            }
            Ok(StoreAddress::Postgres(url)) => {
                postgres.around(url, &section).map(|config| StoreUrl::Postgres(Box::new(config)))
            }
            Err(reported) => Err(reported),
        };
        section.close();
        Ok(Self { url: url? })
    }
}

/// The keys that only a PostgreSQL database has.
struct PostgresKeys {
    password: Result<Option<SecretString>, Reported>,
    direct_url: Result<Option<Address>, Reported>,
    direct_password: Result<Option<SecretString>, Reported>,
    prepared: Result<bool, Reported>,
    buyers: Result<usize, Reported>,
    probe: Result<usize, Reported>,
    reading: Result<usize, Reported>,
}

impl PostgresKeys {
    fn read(section: &Section<'_>) -> Self {
        let password =
            |name, text| section.secret(Key::new(name, kinds::text_up_to(LONGEST_PASSWORD), text));
        let number = |name, range, text, default| {
            section.or_default(Key::new(name, kinds::count(range), text), default)
        };
        Self {
            password: password("password", "The password of the user in `url`"),
            direct_url: section.optional(Key::new(
                "direct_url",
                Kind::text(|text: &str| Address::parse(text)).shown_as(shown),
                "The database's address past any pooler, at which the schema is migrated; required where `url` leads through a pooler",
            )),
            direct_password: password("direct_password", "The password of the user in `direct_url`"),
            prepared: section.or_default(
                Key::new(
                    "prepared",
                    kinds::switch(),
                    "Whether statements are prepared once for each connection; false for PgBouncer before 1.21",
                ),
                "true",
            ),
            buyers: number(
                "buyers_connections",
                1..=1_000,
                "The most connections to PostgreSQL for what buyers and merchants ask, 1 to 1000",
                "10",
            ),
            probe: number(
                "probe_connections",
                3..=1_000,
                "The most connections to PostgreSQL for the probe and notifications, 3 to 1000",
                "4",
            ),
            reading: number(
                "reading_connections",
                1..=1_000,
                "The most connections to PostgreSQL for lists, exports and figures, 1 to 1000",
                "2",
            ),
        }
    }

    /// Refuses what an SQLite file has not.
    fn refuse(&self, section: &Section<'_>) -> Result<(), Reported> {
        let reason = "is for a PostgreSQL database, and store.url names an SQLite file";
        let written = [
            ("password", matches!(self.password, Ok(Some(_)))),
            ("direct_url", matches!(self.direct_url, Ok(Some(_)))),
            ("direct_password", matches!(self.direct_password, Ok(Some(_)))),
        ];
        let mut refused = Ok(());
        for (key, _) in written.into_iter().filter(|(_, is_written)| *is_written) {
            refused = Err(section.refuse(key, reason));
        }
        refused
    }

    fn around(self, url: Address, section: &Section<'_>) -> Result<PostgresConfig, Reported> {
        let url = with_password(url, self.password, "password", section);
        let direct_url = match (self.direct_url, self.direct_password) {
            (Ok(Some(direct)), password) => {
                with_password(direct, password, "direct_password", section).map(Some)
            }
            (Ok(None), Ok(Some(_))) => {
                Err(section.refuse("direct_password", "is given without direct_url"))
            }
            (Ok(None), Ok(None)) => Ok(None),
            (Err(reported), _) | (Ok(None), Err(reported)) => Err(reported),
        };
        let connections =
            Connections { buyers: self.buyers?, probe: self.probe?, reading: self.reading? };
        Ok(PostgresConfig {
            url: url?,
            direct_url: direct_url?,
            prepared: self.prepared?,
            connections,
        })
    }
}

fn with_password(
    address: Address,
    password: Result<Option<SecretString>, Reported>,
    key: &str,
    section: &Section<'_>,
) -> Result<Address, Reported> {
    match password? {
        None => Ok(address),
        Some(_) if address.has_password() => {
            Err(section
                .refuse(key, "is given, and the address has a password, too; keep one of them"))
        }
        Some(password) => Ok(address.with_password(password)),
    }
}

/// What may be shown of an address. A text that is not one may have its password anywhere.
fn shown(text: &str) -> Option<String> {
    match StoreAddress::parse(text) {
        Ok(StoreAddress::Postgres(address)) => Some(address.masked()),
        Ok(StoreAddress::Sqlite(_)) => Some(text.to_owned()),
        Err(_) => Some(text.to_owned())
            .filter(|text| text.starts_with("sqlite:") || !text.contains("://")),
    }
}

impl StoreAddress {
    /// Reads an address. The error is the end of a sentence that begins with the key, and quotes no password.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn parse(text: &str) -> Result<Self, String> {
        if pse_store_postgres::address::is_address(text) {
            return Address::parse(text).map(Self::Postgres);
        }
        sqlite_file(text).map(Self::Sqlite)
    }
}

fn sqlite_file(text: &str) -> Result<PathBuf, String> {
    let refuse = |why: &str| Err(why.to_owned());
    let Some(rest) = text.strip_prefix("sqlite:") else {
        return refuse("is not a store such as sqlite:pse.sqlite or postgres://user@host/database");
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
    Ok(PathBuf::from(path))
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
            assert_eq!(sqlite_file(text), Ok(path.into()), "{text}");
        }
    }

    #[test]
    fn what_keeps_nothing_is_refused() {
        for (text, reason) in [
            ("mysql://host/db", "not a store such as sqlite:pse.sqlite"),
            ("pse.sqlite", "not a store such as sqlite:pse.sqlite"),
            ("sqlite:", "names no file"),
            ("sqlite:///data/", "names no file"),
            ("sqlite::memory:", "lost with the process"),
            ("sqlite:pse.sqlite?mode=ro", "settings after \"?\""),
        ] {
            let error = sqlite_file(text).unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn nothing_is_shown_of_an_address_that_cannot_be_told_apart() {
        assert_eq!(
            shown("postgres://pse:hush@db/pse").as_deref(),
            Some("postgres://pse:********@db/pse")
        );
        assert_eq!(shown("sqlite:pse.sqlite").as_deref(), Some("sqlite:pse.sqlite"));
        for text in ["postgres://pse:hush/db", "mysql://pse:hush/db", "postgresql://x:hush@"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
