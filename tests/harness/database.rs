//! The database behind the service, which a test asks in plain SQL, past the service.

use std::path::{Path, PathBuf};
use std::time::Duration;

use pse_store_postgres::test_server::{TestDatabase, TestServer};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use crate::folder::TempFolder;

/// The name of the database of a server that a test has for itself.
const OWN: &str = "pse";

/// A database that can be asked in plain SQL.
#[derive(Debug)]
pub enum Database {
    /// On the server that tests share.
    Shared(TestDatabase),
    /// On servers of the test's own: the first that can be written is asked.
    Own(Vec<TestServer>),
    /// An SQLite file in a folder of its own.
    File(TempFolder),
}

impl Database {
    /// A database on the server that tests share.
    #[must_use]
    pub fn on_the_shared_server() -> Self {
        Self::Shared(TestServer::shared().database())
    }

    /// An SQLite file that is not there yet.
    #[must_use]
    pub fn in_a_file() -> Self {
        Self::File(TempFolder::new())
    }

    /// Whether it is an SQLite file.
    #[must_use]
    pub const fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// A database on a server of its own, whose commits are not brought to the disk: it is not the power that fails here.
    #[must_use]
    pub fn on_a_server_of_its_own() -> Self {
        let server = TestServer::start(&["fsync=off"]);
        let _ = server.run("postgres", &format!("CREATE DATABASE {OWN}"));
        Self::Own(vec![server])
    }

    /// The server of the test's own, in the order of the address.
    ///
    /// # Panics
    /// When that cannot be done.
    #[must_use]
    pub fn server(&self, place: usize) -> &TestServer {
        match self {
            Self::Shared(_) | Self::File(_) => panic!("it is not this test's server"),
            Self::Own(servers) => &servers[place],
        }
    }

    /// Adds a standby that follows the first server.
    pub fn add_standby(&mut self) {
        if let Self::Own(servers) = self {
            let standby = servers[0].standby(&["fsync=off"]);
            servers.push(standby);
        }
    }

    /// From now on nothing is committed that the standby has not.
    pub fn waits_for_its_standby(&self) {
        let primary = self.server(0);
        let _ = primary.run("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        let _ = primary.run("postgres", "SELECT pg_reload_conf()");
        let is_followed = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
        while primary.run("postgres", is_followed) != "1" {
            std::thread::park_timeout(Duration::from_millis(50));
        }
    }

    /// The address for `store.url`.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Shared(database) => database.url(),
            Self::Own(servers) => {
                let hosts = servers.iter().map(|server| format!("127.0.0.1:{}", server.port()));
                format!("postgres://postgres@{}/{OWN}", hosts.collect::<Vec<_>>().join(","))
            }
            Self::File(folder) => format!("sqlite:{}", file_in(folder).display()),
        }
    }

    /// Runs statements at the server that can be written, and returns what they give.
    ///
    /// # Panics
    /// When that cannot be done.
    #[must_use]
    pub fn run(&self, statements: &str) -> String {
        match self {
            Self::Shared(database) => database.run(statements),
            Self::Own(servers) => {
                let primary = servers.iter().find(|server| server.is_primary());
                primary.expect("a server can be written").run(OWN, statements)
            }
            Self::File(_) => panic!("another program's file is only read"),
        }
    }

    /// The rows of a query, each a JSON object.
    ///
    /// # Panics
    /// When that cannot be done.
    #[must_use]
    pub fn rows(&self, query: &str) -> Vec<Value> {
        if let Self::File(folder) = self {
            return rows_of(&file_in(folder), query).expect("the file can be read");
        }
        let query = format!("SELECT coalesce(json_agg(found), '[]') FROM ({query}) AS found");
        let rows: Value = self.run(&query).parse().expect("the server writes JSON");
        rows.as_array().expect("the rows are a list").clone()
    }
}

fn file_in(folder: &TempFolder) -> PathBuf {
    folder.path().join("pse.sqlite")
}

fn rows_of(file: &Path, query: &str) -> rusqlite::Result<Vec<Value>> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare(query)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let object = |row: &rusqlite::Row<'_>| {
        let cells = names.iter().enumerate().map(|(place, name)| {
            let cell = match row.get_ref(place)? {
                ValueRef::Integer(number) => number.into(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Null,
            };
            Ok((name.clone(), cell))
        });
        cells.collect::<rusqlite::Result<serde_json::Map<_, _>>>().map(Value::Object)
    };
    statement.query_map([], object)?.collect()
}
