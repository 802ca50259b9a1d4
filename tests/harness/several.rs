//! Several services over one database, at once or one after the other, and the provider behind them.

use std::net::TcpListener;

use crate::database::Database;
use crate::{Backend, Buyer, Sandbox, Setup, wait_until};

/// A database, and the provider of whoever uses it.
#[derive(Debug)]
pub struct Several {
    /// What the services share.
    pub database: Database,
    /// The provider that they share.
    pub sandbox: Sandbox,
}

impl Several {
    /// A database on the server that tests share.
    pub async fn new() -> Self {
        Self::over(Database::on_the_shared_server()).await
    }

    /// That database.
    pub async fn over(database: Database) -> Self {
        Self { database, sandbox: Sandbox::start().await }
    }

    /// The setup of one more service, which listens where it did before when it is started again.
    #[must_use]
    pub fn setup(&self) -> Setup {
        let setup = Setup::new()
            .set("PSE__SERVER__LISTEN", free_address())
            .set("PSE__STORE__URL", self.database.url())
            .endpoint(&self.sandbox.endpoint());
        if self.database.is_file() {
            return setup;
        }
        setup
            .set("PSE__STORE__BUYERS_CONNECTIONS", "6")
            .set("PSE__STORE__PROBE_CONNECTIONS", "3")
            .set("PSE__STORE__READING_CONNECTIONS", "1")
    }

    /// Two replicas, running.
    pub async fn two(&self) -> (Backend, Backend) {
        (self.setup().start().await, self.setup().start().await)
    }
}

/// The same buyer with a page of another replica.
#[must_use]
pub fn at(replica: &Backend, buyer: &Buyer) -> Buyer {
    Buyer::at(replica.http(), &buyer.checkout, &buyer.reference)
}

/// Waits until the provider has been called so often.
pub async fn called(sandbox: &Sandbox, operation: &str, times: usize) {
    wait_until(&format!("{times} calls of {operation}"), async || {
        (sandbox.calls(operation).await >= times).then_some(())
    })
    .await;
}

/// An address of this machine with a port that nobody listens on.
///
/// # Panics
/// When that cannot be done.
#[must_use]
pub fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("a listener has an address").to_string()
}
