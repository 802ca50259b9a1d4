//! What a server must be to hold money: new enough, in UTF-8, durable, with limits, and with room for every replica.

use std::collections::BTreeMap;

use tokio_postgres::types::Type;

use super::cannot_open::CannotOpen;
use super::failure::Failure;
use super::limits::{ISOLATION, Limits, MARK};
use super::pool::Client;
use super::settings::Connections;

/// The oldest version whose behaviour is relied on, as the server numbers versions.
const OLDEST: i64 = 140_000;

/// The longest limits that are taken from the role where a pooler is in between, in milliseconds.
const LONGEST: [(&str, i64); 3] = [
    ("statement_timeout", 60_000),
    ("lock_timeout", 30_000),
    ("idle_in_transaction_session_timeout", 120_000),
];

const SETTINGS: &str = "SELECT name, setting FROM pg_settings WHERE name IN (
        'server_version_num', 'server_version', 'server_encoding', 'fsync', 'full_page_writes',
        'synchronous_commit', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
        'max_connections', 'superuser_reserved_connections', 'reserved_connections',
        'default_transaction_isolation', 'session_replication_role')
    UNION ALL SELECT 'role', current_user::text
    UNION ALL SELECT 'database', current_database()::text
    UNION ALL SELECT 'role_connections', rolconnlimit::text FROM pg_roles WHERE rolname = current_user
    UNION ALL SELECT 'database_connections', datconnlimit::text FROM pg_database WHERE datname = current_database()";

/// What a server says about itself and the role.
#[derive(Debug)]
pub(crate) struct Server(BTreeMap<String, String>);

/// Whether a connection is one of the server's own, so that what is set on it stays.
pub(crate) async fn is_unpooled(client: &Client) -> Result<bool, Failure> {
    let question = "SELECT coalesce(current_setting($1, true), '')";
    let row = client.first(question, &[(&MARK, Type::TEXT)]).await?;
    Ok(row.map(|row| row.try_get::<_, String>(0)).transpose()?.is_some_and(|mark| mark == "on"))
}

impl Server {
    /// Asks a server for what is judged here.
    pub(crate) async fn asked(client: &Client) -> Result<Self, Failure> {
        let mut settings = BTreeMap::new();
        for row in client.rows(SETTINGS, &[]).await? {
            settings.insert(row.try_get(0)?, row.try_get(1)?);
        }
        Ok(Self(settings))
    }

    fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn number(&self, name: &str) -> i64 {
        self.text(name).parse().unwrap_or_default()
    }

    /// The role, as it is written in a statement.
    fn role(&self) -> String {
        format!("\"{}\"", self.text("role").replace('"', "\"\""))
    }

    /// Refuses a server that is too old, and a database that cannot keep every name.
    pub(crate) fn check_version(&self) -> Result<(), CannotOpen> {
        if self.number("server_version_num") < OLDEST {
            return Err(CannotOpen::Unfit(format!(
                "store.url: the server is PostgreSQL {}, and 14 or later is needed",
                self.text("server_version")
            )));
        }
        match self.text("server_encoding") {
            "UTF8" => Ok(()),
            other => Err(CannotOpen::Unfit(format!(
                "store.url: the database is kept in {other}, which has not every letter; create one with ENCODING 'UTF8'"
            ))),
        }
    }

    /// Refuses settings of the role or the database under which the store's statements would do something else.
    pub(crate) fn check_habits(&self) -> Result<(), CannotOpen> {
        let habits = [
            (
                "default_transaction_isolation",
                ISOLATION,
                "statements would fail that are written for another isolation",
            ),
            (
                "session_replication_role",
                "origin",
                "triggers would not keep what follows from a payment",
            ),
        ];
        let wrong = habits.into_iter().find(|(name, wanted, _)| self.text(name) != *wanted);
        let Some((name, wanted, why)) = wrong else { return Ok(()) };
        Err(CannotOpen::Unfit(format!(
            "store.url: {name} is {}, so that {why}; run ALTER ROLE {} SET {name} = '{wanted}'",
            self.text(name),
            self.role()
        )))
    }

    /// Whether the other was asked in a database of the same name.
    pub(crate) fn is_same_database(&self, other: &Self) -> bool {
        self.text("database") == other.text("database")
    }

    /// The database's name.
    pub(crate) fn database(&self) -> &str {
        self.text("database")
    }

    /// Says what the server may lose that it has committed; with real payments that is refused.
    pub(crate) fn check_durable(&self, is_real: bool) -> Result<Vec<String>, CannotOpen> {
        let loose = ["fsync", "full_page_writes", "synchronous_commit"];
        let loose = loose.into_iter().filter(|name| self.text(name) == "off");
        let sentences: Vec<String> = loose
            .map(|name| {
                let mend = if name == "synchronous_commit" {
                    format!("ALTER ROLE {} SET synchronous_commit = on", self.role())
                } else {
                    format!("ALTER SYSTEM SET {name} = on, then SELECT pg_reload_conf()")
                };
                format!("store.url: {name} is off: the server may lose payments it has committed; run {mend}")
            })
            .collect();
        match is_real && !sentences.is_empty() {
            true => Err(CannotOpen::Unfit(sentences.join("\n"))),
            false => Ok(sentences),
        }
    }

    /// Refuses a role without limits of its own, where a pooler keeps those of a connection from the server.
    pub(crate) fn check_role_limits(&self, wanted: &Limits) -> Result<(), CannotOpen> {
        let wrong: Vec<(&str, u128)> = wanted
            .named()
            .into_iter()
            .zip(LONGEST)
            .filter(|(_, (name, longest))| !(1..=*longest).contains(&self.number(name)))
            .map(|(limit, _)| limit)
            .collect();
        if wrong.is_empty() {
            return Ok(());
        }
        let found: Vec<String> =
            wrong.iter().map(|(name, _)| format!("{name} is {}", self.text(name))).collect();
        let role = self.role();
        let mend: Vec<String> = wrong
            .iter()
            .map(|(name, wanted)| format!("ALTER ROLE {role} SET {name} = '{wanted}ms';"))
            .collect();
        Err(CannotOpen::Unfit(format!(
            "store.url leads through a pooler, so the role must have the limits, and {}: run {} then RECONNECT in the pooler's console",
            found.join(", "),
            mend.join(" ")
        )))
    }

    /// Refuses more connections than the server, the role and the database have room for, with so many replicas.
    pub(crate) fn check_room(
        &self,
        connections: &Connections,
        replicas: u32,
    ) -> Result<(), CannotOpen> {
        let reserved =
            self.number("superuser_reserved_connections") + self.number("reserved_connections");
        let room = [
            ("max_connections, less what is reserved", self.number("max_connections") - reserved),
            ("the role's CONNECTION LIMIT", self.number("role_connections")),
            ("the database's CONNECTION LIMIT", self.number("database_connections")),
        ];
        let each = i64::try_from(connections.total()).unwrap_or(i64::MAX);
        let wanted = each.saturating_mul(replicas.into());
        // A negative limit is none. One more is for migrations.
        let narrow = room.into_iter().find(|(_, room)| *room >= 0 && wanted >= *room);
        let Some((what, room)) = narrow else { return Ok(()) };
        let Connections { buyers, probe, reading } = connections;
        Err(CannotOpen::Unfit(format!(
            "store.buyers_connections ({buyers}), store.probe_connections ({probe}) and store.reading_connections ({reading}) \
             are too many: {each} for each of {replicas} replicas and one for migrations, and the server takes {room} ({what})"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_version(number: &str, name: &str) -> Result<(), String> {
        let said =
            [("server_version_num", number), ("server_version", name), ("server_encoding", "UTF8")];
        let server = Server(said.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        server.check_version().map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_older_than_fourteen_is_refused_and_what_is_newer_than_known_is_not() {
        for (number, name) in [
            ("140000", "14.0"),
            ("140019", "14.19"),
            ("180001", "18.1"),
            ("190000", "19devel"),
            ("250003", "25.3"),
        ] {
            assert_eq!(of_version(number, name), Ok(()), "{name}");
        }
        for (number, name) in
            [("130022", "13.22 (Debian 13.22-1)"), ("90624", "9.6.24"), ("80400", "8.4")]
        {
            let why =
                format!("store.url: the server is PostgreSQL {name}, and 14 or later is needed");
            assert_eq!(of_version(number, name), Err(why));
        }
    }
}
