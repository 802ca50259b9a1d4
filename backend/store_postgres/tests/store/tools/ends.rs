//! The two ends of a copy: SQLite files in a folder, and databases.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use pse_core::ports::store::Store;
use pse_store_postgres::Address;
use pse_store_postgres::test_server::{TestDatabase, TestServer};
use pse_store_postgres::tools::place::Place;
use pse_store_postgres::tools::source::PostgresSource;
use pse_store_postgres::tools::target::PostgresTarget;
use pse_store_postgres::tools::verify::verify;
use pse_store_sqlite::SqliteStore;
use pse_store_sqlite::copying::source::SqliteSource;
use pse_store_sqlite::copying::target::SqliteTarget;
use pse_store_tools::ToolError;
use pse_store_tools::copy::{Copied, copy};
use pse_store_tools::rows::{Source, Target};
use tempfile::TempDir;
use tokio::runtime::Builder;

use super::filled::fill;
use crate::opened;

/// A store at one end of a copy.
pub(crate) enum End {
    File(TempDir),
    Database(TestDatabase),
}

impl End {
    /// A file that is not there yet.
    pub(crate) fn file() -> Self {
        Self::File(TempDir::new().unwrap())
    }

    /// An empty database.
    pub(crate) fn database() -> Self {
        Self::Database(TestServer::shared().database())
    }

    /// A file with something of everything, which no process has open.
    pub(crate) fn filled_file() -> Self {
        static SAMPLE: LazyLock<Vec<u8>> =
            LazyLock::new(|| std::fs::read(filled(End::file()).path()).unwrap());
        let file = Self::file();
        std::fs::write(file.path(), &*SAMPLE).unwrap();
        file
    }

    /// A database with something of everything, which no process has open.
    pub(crate) fn filled_database() -> Self {
        static SAMPLE: LazyLock<TestDatabase> = LazyLock::new(|| {
            let End::Database(database) = filled(End::database()) else { panic!("a database") };
            database
        });
        Self::like(&SAMPLE)
    }

    /// Another database with everything of one that nobody uses.
    pub(crate) fn like(sample: &TestDatabase) -> Self {
        let (database, server) = (TestServer::shared().database(), TestServer::shared());
        let name = database.name();
        server.run("postgres", &format!("DROP DATABASE {name}"));
        server.run("postgres", &format!("CREATE DATABASE {name} TEMPLATE {}", sample.name()));
        Self::Database(database)
    }

    pub(crate) async fn open(&self) -> Box<dyn Store> {
        match self {
            Self::File(_) => {
                Box::new(SqliteStore::open(self.path().to_str().unwrap()).await.unwrap())
            }
            Self::Database(database) => Box::new(opened::open(database).await),
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        let Self::File(folder) = self else { panic!("it is a database") };
        folder.path().join("pse.sqlite")
    }

    pub(crate) fn db(&self) -> &TestDatabase {
        let Self::Database(database) = self else { panic!("it is a file") };
        database
    }

    pub(crate) fn place(&self) -> Place {
        place(self.db())
    }

    pub(crate) async fn copied_to(&self, other: &Self) -> Result<Copied, ToolError> {
        let mut source: Box<dyn Source> = match self {
            Self::File(_) => Box::new(SqliteSource::open(&self.path())?),
            Self::Database(_) => Box::new(PostgresSource::open(&self.place()).await?),
        };
        let mut target: Box<dyn Target> = match other {
            Self::File(_) => Box::new(SqliteTarget::open(&other.path())?),
            Self::Database(_) => Box::new(PostgresTarget::open(&other.place()).await?),
        };
        copy(&mut *source, &mut *target).await
    }

    /// What a whole check finds.
    pub(crate) async fn findings(&self) -> Vec<String> {
        match self {
            Self::File(_) => {
                pse_store_sqlite::verify::verify(Path::new(&self.path())).unwrap().findings
            }
            Self::Database(_) => verify(&self.place()).await.unwrap().findings,
        }
    }
}

/// Fills a store, in a runtime of its own with which every connection ends.
fn filled(end: End) -> End {
    let work = move || {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let store = end.open().await;
            fill(&*store).await;
            store.close().await;
        });
        end
    };
    std::thread::spawn(work).join().unwrap()
}

pub(crate) fn place(database: &TestDatabase) -> Place {
    Place::of_store(&Address::parse(&database.url()).unwrap(), None, false)
}
