//! A test's database, opened as a store.

use pse_store_postgres::test_server::TestDatabase;
use pse_store_postgres::{Address, Connections, PostgresStore, Settings};

/// How a test's database is reached.
pub(crate) fn settings(database: &TestDatabase) -> Settings {
    Settings {
        url: Address::parse(&database.url()).unwrap(),
        direct_url: None,
        prepared: true,
        connections: Connections { buyers: 6, probe: 4, reading: 2 },
        is_real: false,
        holds_sandbox: false,
    }
}

/// Opens a test's database as a process of its own.
pub(crate) async fn open(database: &TestDatabase) -> PostgresStore {
    PostgresStore::open(&settings(database)).await.unwrap()
}
