//! One connection, and the statements it carries out.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::TryStreamExt as _;
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Row, Statement};

use super::failure::{Failure, is_stale_plan};

/// A value for a statement, with its type there.
pub(crate) type Param<'a> = (&'a (dyn ToSql + Sync), Type);

/// How a connection is used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usage {
    /// Whether statements are prepared once and kept.
    pub(crate) prepared: bool,
    /// How long an answer is waited for at most. The server has its own limit, which is shorter: this one is for a server
    /// that does not answer at all. `None` where a statement may take as long as it takes.
    pub(crate) patience: Option<Duration>,
}

/// A connection to the database.
pub(crate) struct Connection {
    client: tokio_postgres::Client,
    /// The task that writes and reads the socket.
    driver: AbortHandle,
    usage: Usage,
    statements: Mutex<HashMap<String, Statement>>,
    /// A transaction may be open.
    open: AtomicBool,
    /// A statement of the transaction has failed, so that the server will not commit it.
    failed: AtomicBool,
    /// The connection is not to be used again.
    broken: AtomicBool,
    /// The server has become one that cannot be written: other connections to it are as useless.
    demoted: AtomicBool,
}

impl Connection {
    pub(crate) fn new(client: tokio_postgres::Client, driver: AbortHandle, usage: Usage) -> Self {
        Self {
            client,
            driver,
            usage,
            statements: Mutex::default(),
            open: AtomicBool::new(false),
            failed: AtomicBool::new(false),
            broken: AtomicBool::new(false),
            demoted: AtomicBool::new(false),
        }
    }

    /// Carries a statement out, and returns its rows. A text always has the same types of parameters.
    pub(crate) async fn rows(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>, Failure> {
        self.answered(async {
            if !self.usage.prepared {
                return self.client.query_typed(sql, params).await;
            }
            let statement = self.statement(sql, params).await?;
            let values = params.iter().map(|(value, _)| *value);
            self.client.query_raw(&statement, values).await?.try_collect().await
        })
        .await
    }

    /// Carries a statement out, and returns its first row.
    pub(crate) async fn first(
        &self,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<Option<Row>, Failure> {
        Ok(self.rows(sql, params).await?.into_iter().next())
    }

    /// Carries a statement out, and returns how many rows it changed.
    pub(crate) async fn run(&self, sql: &str, params: &[Param<'_>]) -> Result<u64, Failure> {
        self.answered(async {
            if !self.usage.prepared {
                let params = params.iter().map(|(value, kind)| (*value, kind.clone()));
                let mut rows = std::pin::pin!(self.client.query_typed_raw(sql, params).await?);
                while rows.try_next().await?.is_some() {}
                return Ok(rows.rows_affected().unwrap_or_default());
            }
            let statement = self.statement(sql, params).await?;
            self.client.execute_raw(&statement, params.iter().map(|(value, _)| *value)).await
        })
        .await
    }

    /// Carries out several statements without parameters, which may begin or end a transaction.
    pub(crate) async fn batch(&self, sql: &str) -> Result<(), Failure> {
        // Whatever they are: it is known to be over only after COMMIT or ROLLBACK.
        self.open.store(true, Ordering::Relaxed);
        self.answered(self.client.batch_execute(sql)).await?;
        if ["COMMIT", "ROLLBACK"].contains(&sql) {
            self.open.store(false, Ordering::Relaxed);
            self.failed.store(false, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Begins a transaction.
    pub(crate) async fn begin(&self) -> Result<(), Failure> {
        self.failed.store(false, Ordering::Relaxed);
        self.batch("BEGIN ISOLATION LEVEL READ COMMITTED").await
    }

    /// Commits the transaction. The server answers `COMMIT` without an error after a statement has failed, and commits
    /// nothing then: that is a failure here.
    pub(crate) async fn commit(&self) -> Result<(), Failure> {
        if self.failed.load(Ordering::Relaxed) {
            self.roll_back().await;
            let why = "a statement of the transaction had failed, and it was to be committed all the same";
            return Err(Failure::Failed(why.to_owned()));
        }
        self.batch("COMMIT").await
    }

    /// Ends the transaction without any of its changes; a connection that cannot even do that is given up.
    pub(crate) async fn roll_back(&self) {
        if self.batch("ROLLBACK").await.is_err() {
            self.broken.store(true, Ordering::Relaxed);
        }
    }

    /// Whether somebody else may borrow the connection: it works, and no transaction is open on it.
    pub(crate) fn is_usable(&self) -> bool {
        !self.broken.load(Ordering::Relaxed)
            && !self.open.load(Ordering::Relaxed)
            && !self.client.is_closed()
    }

    /// How the connection is used.
    #[cfg(test)]
    pub(crate) const fn usage(&self) -> Usage {
        self.usage
    }

    /// Ends the connection at once; the server rolls back what is not committed.
    pub(crate) fn cut(&self) {
        self.broken.store(true, Ordering::Relaxed);
        self.driver.abort();
    }

    /// Whether its server has turned out to be one that cannot be written any more.
    pub(crate) fn is_demoted(&self) -> bool {
        self.demoted.load(Ordering::Relaxed)
    }

    /// The statement prepared on this connection.
    async fn statement(
        &self,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<Statement, tokio_postgres::Error> {
        let kept = self.statements.lock().unwrap_or_else(PoisonError::into_inner).get(sql).cloned();
        if let Some(statement) = kept {
            return Ok(statement);
        }
        let types: Vec<Type> = params.iter().map(|(_, kind)| kind.clone()).collect();
        let statement = self.client.prepare_typed(sql, &types).await?;
        let mut statements = self.statements.lock().unwrap_or_else(PoisonError::into_inner);
        statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    async fn answered<T>(
        &self,
        asked: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, Failure> {
        let answer = match self.usage.patience {
            None => asked.await,
            Some(patience) => match timeout(patience, asked).await {
                Ok(answer) => answer,
                Err(_) => {
                    self.broken.store(true, Ordering::Relaxed);
                    let why =
                        format!("the server has not answered within {} s", patience.as_secs());
                    return Err(Failure::Unknown(why));
                }
            },
        };
        answer.map_err(|error| self.noted(&error))
    }

    /// The failure, after what it means for this connection was noted.
    fn noted(&self, error: &tokio_postgres::Error) -> Failure {
        self.failed.store(true, Ordering::Relaxed);
        if error.as_db_error().is_some_and(is_stale_plan) {
            self.statements.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
        let failure = Failure::of_call(error);
        let is_demoted = error.code() == Some(&SqlState::READ_ONLY_SQL_TRANSACTION);
        if is_demoted || matches!(failure, Failure::Unknown(_)) {
            self.broken.store(true, Ordering::Relaxed);
            self.demoted.store(is_demoted, Ordering::Relaxed);
        }
        failure
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("usage", &self.usage).finish_non_exhaustive()
    }
}
