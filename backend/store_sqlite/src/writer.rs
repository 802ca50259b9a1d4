//! The one connection that writes, and its commits.
//!
//! Work waits in a queue. Whatever has gathered while the last commit went to the disk shares
//! the next one (group commit); each answer is given after the commit that holds it. The work
//! runs in the writer's own task: a caller that goes away interrupts nothing.

use futures_util::future::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{mpsc, oneshot};

use super::lock::FileLock;
use pse_core::ports::store::StoreError;

/// How many jobs wait in the queue before callers must wait.
const QUEUE: usize = 1024;
/// How many jobs may share a commit.
const BATCH: usize = 128;

/// Queues work for the connection that writes.
#[derive(Debug)]
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
}

impl Writer {
    /// Starts the writer's task, which holds the file's lock until it ends.
    pub(super) fn start(
        connection: SqliteConnection,
        options: SqliteConnectOptions,
        lock: FileLock,
    ) -> Self {
        let (queue, messages) = mpsc::channel(QUEUE);
        let task = WriterTask { connection: Some(connection), options };
        tokio::spawn(async move {
            let closed = task.run(messages).await;
            drop(lock);
            if let Some(closed) = closed {
                // Nobody need be waiting any more.
                let _ = closed.send(());
            }
        });
        Self { queue }
    }

    /// Runs work in a transaction that no other work can see into. What it returns is given after the commit; when it
    /// returns an error, nothing it did is kept.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StoreError>>,
        F: Send + 'static,
    {
        self.write_and_tell(work, |_| ()).await
    }

    /// Runs work as [`Self::write`] does, and calls `tell` with its result after the commit and before the answer,
    /// also when the caller has gone away.
    pub(super) async fn write_and_tell<T, F>(
        &self,
        work: F,
        tell: impl FnOnce(&T) + Send + 'static,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StoreError>>,
        F: Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job = Work { work: Some(work), outcome: Err(not_run()), tell, answer };
        self.queue.send(Message::Write(Box::new(job))).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }

    /// Waits for all work, then closes the connection and releases the lock.
    pub(super) async fn close(&self) {
        let (closed, done) = oneshot::channel();
        if self.queue.send(Message::Close(closed)).await.is_ok() {
            // An error means that it is closed already.
            let _ = done.await;
        }
    }
}

pub(super) fn closed() -> StoreError {
    StoreError::Failed("it is closed".to_owned())
}

fn not_run() -> StoreError {
    StoreError::Failed("nothing was written".to_owned())
}

enum Message {
    Write(Box<dyn Job>),
    Close(oneshot::Sender<()>),
}

/// Work in the queue, whatever the type of its result.
trait Job: Send {
    /// Does the work; returns whether it is to be kept.
    fn run<'c>(&'c mut self, connection: &'c mut SqliteConnection) -> BoxFuture<'c, bool>;

    /// Gives the caller the result, or the reason why it could not be kept.
    fn answer(self: Box<Self>, failure: Option<&str>);
}

struct Work<T, F, N> {
    work: Option<F>,
    outcome: Result<T, StoreError>,
    tell: N,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F, N> Job for Work<T, F, N>
where
    T: Send,
    N: FnOnce(&T) + Send,
    F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StoreError>> + Send,
{
    fn run<'c>(&'c mut self, connection: &'c mut SqliteConnection) -> BoxFuture<'c, bool> {
        Box::pin(async move {
            if let Some(work) = self.work.take() {
                self.outcome = work(connection).await;
            }
            self.outcome.is_ok()
        })
    }

    fn answer(self: Box<Self>, failure: Option<&str>) {
        let outcome = match (self.outcome, failure) {
            (Ok(_), Some(failure)) => Err(StoreError::Failed(failure.to_owned())),
            (outcome, _) => outcome,
        };
        if let Ok(done) = &outcome {
            (self.tell)(done);
        }
        // Whoever asked may be gone; what was written stays.
        let _ = self.answer.send(outcome);
    }
}

struct WriterTask {
    connection: Option<SqliteConnection>,
    options: SqliteConnectOptions,
}

impl WriterTask {
    /// Works until the store is closed. Returns the channel of the caller who waits for that.
    async fn run(mut self, mut messages: mpsc::Receiver<Message>) -> Option<oneshot::Sender<()>> {
        let mut gathered = Vec::new();
        let mut closing = None;
        while closing.is_none() && messages.recv_many(&mut gathered, BATCH).await > 0 {
            let mut batch = Vec::new();
            for message in gathered.drain(..) {
                match message {
                    Message::Write(job) => batch.push(job),
                    Message::Close(waiting) => {
                        messages.close();
                        closing = Some(waiting);
                    }
                }
            }
            self.commit(batch).await;
        }
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "The store's connection did not close well.");
        }
        closing
    }

    async fn commit(&mut self, mut batch: Vec<Box<dyn Job>>) {
        let failure = self.transaction(&mut batch).await.err().map(|error| error.to_string());
        if failure.is_some() {
            // What is left of the transaction goes with the connection.
            self.connection = None;
        }
        for job in batch {
            job.answer(failure.as_deref());
        }
    }

    async fn transaction(&mut self, batch: &mut [Box<dyn Job>]) -> Result<(), sqlx::Error> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            None => self.connection.insert(self.options.connect().await?),
        };
        match batch {
            [] => return Ok(()),
            [job] => {
                execute(connection, "BEGIN IMMEDIATE").await?;
                if !job.run(connection).await {
                    return execute(connection, "ROLLBACK").await;
                }
            }
            jobs => {
                execute(connection, "BEGIN IMMEDIATE").await?;
                for job in jobs {
                    execute(connection, "SAVEPOINT job").await?;
                    if !job.run(connection).await {
                        execute(connection, "ROLLBACK TO job").await?;
                    }
                    execute(connection, "RELEASE job").await?;
                }
            }
        }
        execute(connection, "COMMIT").await
    }
}

async fn execute(
    connection: &mut SqliteConnection,
    statement: &'static str,
) -> Result<(), sqlx::Error> {
    sqlx::query(statement).execute(connection).await.map(|_| ())
}
