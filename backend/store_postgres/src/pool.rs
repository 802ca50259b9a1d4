//! Connections lent out, and the two ways of using one: reading, which may be dropped, and writing, which nobody can
//! interrupt.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{self, Object, PoolError, TimeoutType};
use futures_util::future::BoxFuture;
use pse_core::ports::store::StoreError;
use tokio::time::Instant;
use tokio_util::task::TaskTracker;

use super::connection::{Connection, Usage};
use super::connector::{Connector, Kind, Route};
use super::failure::Failure;
use super::limits::Limits;
use super::pause::{backoff, pause};
use super::refusal::Refusals;
use super::refused_writes::RefusedWrites;

/// How long a connection is waited for when all are in use.
const BORROWED_WITHIN: Duration = Duration::from_secs(4);
/// How much longer than the server's own limit an answer is waited for.
const AROUND_A_STATEMENT: Duration = Duration::from_secs(5);
/// How often a write is tried when others stand in its way.
const ATTEMPTS: u32 = 6;
/// How long it is tried to find out what became of a write whose connection was lost.
const REREAD_WITHIN: Duration = Duration::from_secs(10);

/// A borrowed connection. Given back when dropped; one that is broken, or on which a transaction may be open, is cut
/// instead, which rolls back.
#[derive(Debug)]
pub(crate) struct Client(Object<Connector>);

impl Deref for Client {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if self.0.is_usable() {
            return;
        }
        self.0.cut();
        if self.0.is_demoted()
            && let Some(pool) = Object::pool(&self.0)
        {
            pool.retain(|_, _| false);
        }
    }
}

/// The connections for one part of the service.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    connections: managed::Pool<Connector>,
    plan: Plan,
    /// What must be finished before the store is closed.
    work: TaskTracker,
    refused: Arc<RefusedWrites>,
}

/// What is asked of a pool.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// What the server's list of connections says.
    pub(crate) name: &'static str,
    /// The key of the configuration that says how many there are.
    pub(crate) key: &'static str,
    /// The most connections.
    pub(crate) size: usize,
    /// How long the server lets a statement take; `None` for as long as it takes.
    pub(crate) statement: Option<Duration>,
}

impl Plan {
    /// The limits of the pool's connections.
    pub(crate) fn limits(&self) -> Limits {
        Limits::of_statements(self.statement.unwrap_or_default())
    }

    /// How the pool's connections are made.
    pub(crate) fn kind(&self, prepared: bool) -> Kind {
        let patience = self.statement.map(|limit| limit + AROUND_A_STATEMENT);
        let usage = Usage { prepared, patience };
        Kind { name: self.name, limits: self.limits(), usage }
    }
}

impl Pool {
    /// A pool without a connection yet.
    pub(crate) fn new(
        route: &Arc<Route>,
        plan: Plan,
        prepared: bool,
    ) -> Result<Self, managed::BuildError> {
        let connector = Connector { route: Arc::clone(route), kind: plan.kind(prepared) };
        let config = managed::PoolConfig {
            max_size: plan.size,
            timeouts: managed::Timeouts {
                wait: Some(BORROWED_WITHIN),
                ..managed::Timeouts::default()
            },
            // The one that was used last has its statements prepared.
            queue_mode: managed::QueueMode::Lifo,
        };
        let builder = managed::Pool::builder(connector).config(config).runtime(Runtime::Tokio1);
        Ok(Self {
            connections: builder.build()?,
            plan,
            work: TaskTracker::new(),
            refused: Arc::default(),
        })
    }

    /// What was asked of the pool.
    pub(crate) const fn plan(&self) -> Plan {
        self.plan
    }

    /// Whether no write was refused lately for a reason that all have.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        self.refused.check()
    }

    /// Borrows a connection, for the statements of one answer.
    pub(crate) async fn borrow(&self) -> Result<Client, PoolError<Refusals>> {
        self.connections.get().await.map(Client)
    }

    async fn lend(&self) -> Result<Client, StoreError> {
        self.borrow().await.map_err(|error| StoreError::Failed(self.no_connection(&error)))
    }

    fn no_connection(&self, error: &PoolError<Refusals>) -> String {
        let status = self.connections.status();
        match error {
            PoolError::Timeout(TimeoutType::Wait) => format!(
                "no connection was free within {} s: all {} of {} are in use",
                BORROWED_WITHIN.as_secs(),
                status.max_size,
                self.plan.key
            ),
            PoolError::Backend(refusals) => refusals.to_string(),
            PoolError::Closed => CLOSED.to_owned(),
            PoolError::Timeout(TimeoutType::Create | TimeoutType::Recycle)
            | PoolError::NoRuntimeSpecified
            | PoolError::PostCreateHook(_) => error.to_string(),
        }
    }

    /// Reads. The future may be dropped. What fails because its connection had died is read once more on a new one.
    pub(crate) async fn read<T, R>(&self, work: impl Fn(Client) -> R) -> Result<T, StoreError>
    where
        R: Future<Output = Result<T, Failure>>,
    {
        match work(self.lend().await?).await {
            Err(Failure::Unknown(_)) => {
                // What ended one connection has mostly ended all.
                self.connections.retain(|_, _| false);
            }
            Err(Failure::Retry(_)) => {}
            done => return Ok(done?),
        }
        Ok(work(self.lend().await?).await?)
    }

    /// Writes, in a task of its own that no dropped caller cancels. Tried again, with a bound, where another stood in the
    /// way. Where the connection was lost, so that it may have been done or not, `reread` looks on a new connection: what
    /// it finds is the answer; where it finds nothing, the write is tried once more. The first attempt may still be done
    /// after that, so `work` must be refused by the database when it comes second (a key, a version).
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl for<'c> Fn(&'c Client) -> BoxFuture<'c, Result<T, Failure>> + Send + Sync + 'static,
        reread: impl for<'c> Fn(&'c Client) -> BoxFuture<'c, Result<Option<T>, Failure>>
        + Send
        + Sync
        + 'static,
    ) -> Result<T, StoreError> {
        let pool = self.clone();
        let task = self.work.spawn(async move { pool.attempts(&work, &reread).await });
        task.await.unwrap_or_else(|_| Err(StoreError::Failed(CLOSED.to_owned())))
    }

    async fn attempts<T>(
        &self,
        work: &(impl for<'c> Fn(&'c Client) -> BoxFuture<'c, Result<T, Failure>> + Sync),
        reread: &(impl for<'c> Fn(&'c Client) -> BoxFuture<'c, Result<Option<T>, Failure>> + Sync),
    ) -> Result<T, StoreError> {
        let mut was_lost = false;
        let mut attempt = 0;
        loop {
            attempt += 1;
            let failure = {
                let client = self.lend().await?;
                match work(&client).await {
                    Ok(done) => return Ok(done),
                    Err(failure) => failure,
                }
            };
            match failure {
                Failure::Retry(_) if attempt < ATTEMPTS => pause(backoff(attempt)).await,
                Failure::Unknown(why) => match self.was_done(&why, reread).await? {
                    Some(done) => return Ok(done),
                    None if was_lost => return Err(StoreError::Failed(why)),
                    None => was_lost = true,
                },
                other @ (Failure::Unique { .. }
                | Failure::Retry(_)
                | Failure::Corrupt(_)
                | Failure::Failed(_)) => {
                    self.refused.note(&other);
                    return Err(other.into());
                }
            }
        }
    }

    /// Looks on a new connection for what a write whose connection was lost has done. A server that restarts, or that
    /// another replaces, is waited for.
    async fn was_done<T>(
        &self,
        why: &str,
        reread: &(impl for<'c> Fn(&'c Client) -> BoxFuture<'c, Result<Option<T>, Failure>> + Sync),
    ) -> Result<Option<T>, StoreError> {
        let until = Instant::now() + REREAD_WITHIN;
        let mut attempt = 0;
        loop {
            attempt += 1;
            self.connections.retain(|_, _| false);
            let unread = match self.borrow().await {
                Ok(client) => match reread(&client).await {
                    Ok(found) => return Ok(found),
                    Err(failure) => failure.to_string(),
                },
                Err(error) => self.no_connection(&error),
            };
            if Instant::now() >= until {
                return Err(StoreError::Failed(format!(
                    "the connection was lost ({why}), and whether the store has it is not known: {unread}"
                )));
            }
            pause(backoff(attempt + 2)).await;
        }
    }

    /// Lends no more connections, and returns when every write is over.
    pub(crate) async fn close(&self) {
        self.work.close();
        self.work.wait().await;
        self.connections.close();
    }
}

/// What a call of a closed store is told.
const CLOSED: &str = "the store is closed";
