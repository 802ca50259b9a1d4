//! A database of the run's server: statements run in it, and the store opened in it.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use pse_store_postgres::test_server::TestServer;
use pse_store_postgres::{Address, Connections, PostgresStore, Settings};
use tokio::process::Command;

use super::sent::{Sent, sent};
use crate::failure::Failure;

/// A database.
#[derive(Clone)]
pub(crate) struct Database {
    server: Arc<TestServer>,
    name: String,
}

impl Database {
    pub(super) fn of(server: &Arc<TestServer>, name: &str) -> Self {
        Self { server: Arc::clone(server), name: name.to_owned() }
    }

    /// Its address, as its owner.
    pub(crate) fn url(&self) -> String {
        self.server.url(&self.name)
    }

    /// A program that was installed with the server.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.server.program(name)
    }

    /// Runs statements in one transaction and returns what they give: a line for each row, columns divided by `|`.
    pub(crate) async fn run(&self, statements: &str) -> Result<String, Failure> {
        let mut command = Command::new(self.program("psql"));
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statements]);
        command.arg(self.url()).stdin(Stdio::null()).kill_on_drop(true);
        let output = command.output().await.map_err(|error| format!("cannot run psql: {error}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
    }

    /// Runs a statement that gives one number.
    pub(crate) async fn number(&self, statement: &str) -> Result<f64, Failure> {
        let answer = self.run(statement).await?;
        answer.parse().map_err(|_| format!("{statement}\ngave {answer}").into())
    }

    /// Opens the store in it, with so many connections for buyers and for the probe.
    pub(crate) async fn store(
        &self,
        buyers: usize,
        probe: usize,
    ) -> Result<Arc<PostgresStore>, Failure> {
        let settings = Settings {
            url: Address::parse(&self.url())?,
            direct_url: None,
            prepared: true,
            connections: Connections { buyers, probe, reading: 4 },
            is_real: true,
            holds_sandbox: false,
        };
        Ok(Arc::new(PostgresStore::open(&settings).await?))
    }

    /// Lets the server write down what every connection made from now on sends, or no more.
    pub(crate) async fn note_all(&self, noted: bool) -> Result<(), Failure> {
        let what = if noted { "all" } else { "none" };
        self.run(&format!("ALTER DATABASE {} SET log_statement = '{what}'", self.name)).await?;
        Ok(())
    }

    /// How much the server has written down until now.
    pub(crate) fn noted(&self) -> Result<u64, Failure> {
        Ok(std::fs::metadata(self.server.folder().join("log"))?.len())
    }

    /// The statements that connections whose name ends so have sent since then, in their order.
    pub(crate) fn sent_since(&self, noted: u64, by: &str) -> Result<Vec<Sent>, Failure> {
        let mut log = std::fs::File::open(self.server.folder().join("log"))?;
        log.seek(SeekFrom::Start(noted))?;
        let mut text = String::new();
        log.read_to_string(&mut text)?;
        Ok(sent(&text, by))
    }
}
