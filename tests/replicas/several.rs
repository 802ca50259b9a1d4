//! Replicas of the service over one database, and the provider behind them.

use std::net::TcpListener;
use std::time::Duration;

use pse_store_postgres::test_server::{TestDatabase, TestServer};
use pse_tests::{Backend, Buyer, Sandbox, Setup, wait_until};
use serde_json::Value;
use tokio::time::timeout;

/// The name of the database of a server that a test has for itself.
const OWN: &str = "pse";

/// A database that can be asked in plain SQL.
pub(crate) enum Database {
    /// On the server that tests share.
    Shared(TestDatabase),
    /// On servers of the test's own: the first that can be written is asked.
    Own(Vec<TestServer>),
}

impl Database {
    /// A database on a server of its own, whose commits are not brought to the disk: it is not the power that fails here.
    pub(crate) fn on_a_server_of_its_own() -> Self {
        let server = TestServer::start(&["fsync=off"]);
        let _ = server.run("postgres", &format!("CREATE DATABASE {OWN}"));
        Self::Own(vec![server])
    }

    /// The server of the test's own, in the order of the address.
    pub(crate) fn server(&self, place: usize) -> &TestServer {
        match self {
            Self::Shared(_) => panic!("it is not this test's server"),
            Self::Own(servers) => &servers[place],
        }
    }

    /// Adds a standby that follows the first server.
    pub(crate) fn add_standby(&mut self) {
        if let Self::Own(servers) = self {
            let standby = servers[0].standby(&["fsync=off"]);
            servers.push(standby);
        }
    }

    /// From now on nothing is committed that the standby has not.
    pub(crate) fn waits_for_its_standby(&self) {
        let primary = self.server(0);
        let _ = primary.run("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        let _ = primary.run("postgres", "SELECT pg_reload_conf()");
        let is_followed = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
        while primary.run("postgres", is_followed) != "1" {
            std::thread::park_timeout(Duration::from_millis(50));
        }
    }

    /// The address for `store.url`.
    pub(crate) fn url(&self) -> String {
        match self {
            Self::Shared(database) => database.url(),
            Self::Own(servers) => {
                let hosts = servers.iter().map(|server| format!("127.0.0.1:{}", server.port()));
                format!("postgres://postgres@{}/{OWN}", hosts.collect::<Vec<_>>().join(","))
            }
        }
    }

    /// Runs statements at the server that can be written, and returns what they give.
    pub(crate) fn run(&self, statements: &str) -> String {
        match self {
            Self::Shared(database) => database.run(statements),
            Self::Own(servers) => {
                let primary = servers.iter().find(|server| server.is_primary());
                primary.expect("a server can be written").run(OWN, statements)
            }
        }
    }

    /// The rows of a query, each a JSON object.
    pub(crate) fn rows(&self, query: &str) -> Vec<Value> {
        let query = format!("SELECT coalesce(json_agg(found), '[]') FROM ({query}) AS found");
        let rows: Value = self.run(&query).parse().expect("the server writes JSON");
        rows.as_array().expect("the rows are a list").clone()
    }
}

/// A database, and the provider of whoever uses it.
pub(crate) struct Several {
    pub(crate) database: Database,
    pub(crate) sandbox: Sandbox,
}

impl Several {
    /// A database on the server that tests share.
    pub(crate) async fn new() -> Self {
        Self::over(Database::Shared(TestServer::shared().database())).await
    }

    /// That database.
    pub(crate) async fn over(database: Database) -> Self {
        Self { database, sandbox: Sandbox::start().await }
    }

    /// The setup of one more replica, which listens where it did before when it is started again.
    pub(crate) fn setup(&self) -> Setup {
        Setup::new()
            .set("PSE__SERVER__LISTEN", free_address())
            .set("PSE__STORE__URL", self.database.url())
            .set("PSE__STORE__BUYERS_CONNECTIONS", "6")
            .set("PSE__STORE__PROBE_CONNECTIONS", "3")
            .set("PSE__STORE__READING_CONNECTIONS", "1")
            .endpoint(&self.sandbox.endpoint())
    }

    /// Two replicas.
    pub(crate) async fn two(&self) -> (Backend, Backend) {
        (self.setup().start().await, self.setup().start().await)
    }
}

/// The same buyer with a page of another replica.
pub(crate) fn at(replica: &Backend, buyer: &Buyer) -> Buyer {
    Buyer::at(replica.http(), &buyer.checkout, &buyer.reference)
}

/// Lets time pass, where what a test waits for is that nothing happens, or has a moment of its own.
pub(crate) async fn pause(duration: Duration) {
    // Running out is the point.
    let _ = timeout(duration, std::future::pending::<()>()).await;
}

/// Looks until there is something, for as long as that; says what was waited for.
pub(crate) async fn wait_long<T>(
    what: &str,
    longest: Duration,
    mut look: impl AsyncFnMut() -> Option<T>,
) -> T {
    let looking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            pause(Duration::from_millis(200)).await;
        }
    };
    timeout(longest, looking).await.unwrap_or_else(|_| panic!("waited in vain for {what}"))
}

/// Waits until the provider has been called so often.
pub(crate) async fn called(sandbox: &Sandbox, operation: &str, times: usize) {
    wait_until(&format!("{times} calls of {operation}"), async || {
        (sandbox.calls(operation).await >= times).then_some(())
    })
    .await;
}

/// An address of this machine with a port that nobody listens on.
pub(crate) fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("a listener has an address").to_string()
}
