//! Which database a tool works with, and the way to it.

use std::fmt::Display;

use pse_store_tools::ToolError;

use crate::address::Address;
use crate::failure::Failure;
use crate::migrations::{self, MIGRATIONS};
use crate::pool::Client;
use crate::reach;
use crate::server::Server;
use crate::settings::{DIRECT, Keys, URL};

/// The keys by which a command's other database is written.
const TARGET: Keys = Keys { url: "--to", password: "--to-password-file" };

/// A database, and the role that owns its tables.
#[derive(Debug, Clone)]
pub struct Place {
    address: Address,
    keys: Keys,
    is_real: bool,
}

impl Place {
    /// The configured store. `is_real` is whether real payments are taken, for which a server must not lose what it has committed.
    #[must_use]
    pub fn of_store(url: &Address, direct_url: Option<&Address>, is_real: bool) -> Self {
        let (address, keys) = match direct_url {
            Some(direct) => (direct.clone(), DIRECT),
            None => (url.clone(), URL),
        };
        Self { address, keys, is_real }
    }

    /// The database that a command names beside the configured store.
    #[must_use]
    pub const fn target(address: Address, is_real: bool) -> Self {
        Self { address, keys: TARGET, is_real }
    }

    /// The address without a password.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Connects to the server, if it can be written.
    pub(super) async fn connect(&self) -> Result<Client, ToolError> {
        Ok(self.reached().await?.0)
    }

    /// Connects to a server that is to become the store: where real payments are taken, it may not lose what it has committed.
    pub(super) async fn connect_durably(&self) -> Result<Client, ToolError> {
        let (client, server) = self.reached().await?;
        server.check_durable(self.is_real).map_err(|reason| self.named(&reason))?;
        Ok(client)
    }

    async fn reached(&self) -> Result<(Client, Server), ToolError> {
        let reached = reach::apart(&self.address, self.keys).await;
        let (client, server) = reached.map_err(|reason| self.named(&reason))?;
        server.check_version().map_err(|reason| self.named(&reason))?;
        Ok((client, server))
    }

    /// Refuses a database that has no store of just this program's version.
    pub(super) async fn check_current(&self, client: &Client) -> Result<(), ToolError> {
        let has_table = migrations::has_table(client).await;
        if !has_table.map_err(|failure| self.failed(&failure))? {
            return Err(self.says("there is no store in the database yet"));
        }
        let missing = migrations::missing(client, &MIGRATIONS).await;
        let missing = missing.map_err(|error| self.says(error))?;
        if !missing.is_empty() {
            return Err(self.says(
                "the store is of an older version: start and stop the service with this version first, which migrates it",
            ));
        }
        let (found, known) = (self.version(client).await?, migrations::newest(&MIGRATIONS));
        if found > known {
            return Err(self.says(format!(
                "the schema is version {found}, newer than this program knows ({known}): do this with the program that wrote it"
            )));
        }
        Ok(())
    }

    /// The newest migration that the database has; 0 where it has none.
    pub(super) async fn version(&self, client: &Client) -> Result<i64, ToolError> {
        migrations::version(client).await.map_err(|failure| self.failed(&failure))
    }

    /// A failure of the database, for the operator.
    pub(super) fn failed(&self, failure: &Failure) -> ToolError {
        let lacks = failure.to_string().contains("(42501)");
        let mend = if lacks {
            ": the role lacks what docs/postgresql.md grants to the tables' owner"
        } else {
            ""
        };
        self.says(format!("{failure}{mend}"))
    }

    /// A sentence about the database, for the operator.
    pub(super) fn says(&self, what: impl Display) -> ToolError {
        ToolError(format!("{}: {what}", self.keys.url))
    }

    /// A reason that may name the key of the store's address, whatever key this is.
    fn named(&self, reason: &impl Display) -> ToolError {
        let reason = reason.to_string();
        let url = self.keys.url;
        match reason.strip_prefix(URL.url) {
            Some(_) if url.starts_with(URL.url) => ToolError(reason),
            Some(rest) => ToolError(format!("{url}{rest}")),
            None if reason.starts_with(url) => ToolError(reason),
            None => self.says(reason),
        }
    }
}
