//! A PostgreSQL server of the run, removed with it.

use std::sync::Arc;

use pse_store_postgres::test_server::TestServer;

use super::Database;
use crate::failure::Failure;

/// What the server is told beside its defaults, by which each commit is on the disk before it is answered: memory as
/// for a server of its own, room for the log, and who sent what.
const SETTINGS: [&str; 3] = ["shared_buffers=1GB", "max_wal_size=8GB", "log_line_prefix=#%a# "];

/// A running server.
pub(crate) struct Server(Arc<TestServer>);

impl Server {
    /// Starts a server that is as durable as one for real payments.
    pub(crate) async fn start() -> Result<Self, Failure> {
        // What it cannot do it panics of, as a part of tests: there it becomes a failure.
        let server = tokio::task::spawn_blocking(|| TestServer::start(&SETTINGS)).await?;
        Ok(Self(Arc::new(server)))
    }

    /// Makes an empty database.
    pub(crate) async fn database(&self, name: &str) -> Result<Database, Failure> {
        Database::of(&self.0, "postgres").run(&format!("CREATE DATABASE {name}")).await?;
        Ok(Database::of(&self.0, name))
    }

    /// What the server is, and how it commits.
    pub(crate) async fn in_a_sentence(&self) -> Result<String, Failure> {
        let show = |name: &str| format!("current_setting('{name}')");
        let names =
            ["server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers"];
        let asked = format!("SELECT {}", names.map(show).join(", "));
        let answer = Database::of(&self.0, "postgres").run(&asked).await?;
        let answer: Vec<&str> = answer.split('|').collect();
        let [version, fsync, commit, pages, memory] = answer.as_slice() else {
            return Err("the server does not tell its settings".into());
        };
        Ok(format!(
            "PostgreSQL {version} on this machine: fsync {fsync}, synchronous_commit {commit}, full_page_writes {pages}, shared_buffers {memory}"
        ))
    }
}
