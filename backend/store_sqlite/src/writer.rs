//! The one connection that writes, on a thread of its own, and its commits.
//!
//! Work waits in a queue. Whatever has gathered while the last commit went to the disk shares
//! the next one (group commit); each answer is given after the commit that holds it. The work
//! runs on the writer's own thread: a caller that goes away interrupts nothing.

use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::connections::to_write;
use super::failure::Failure;
use super::health::Health;
use super::lock::FileLock;
use super::statements::run;
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
    /// Starts the writer's thread, which holds the file's lock until it ends.
    pub(super) fn start(
        connection: Connection,
        path: &Path,
        lock: FileLock,
        health: Health,
    ) -> io::Result<Self> {
        let (queue, messages) = mpsc::channel(QUEUE);
        let writer = WriterThread { connection: Some(connection), path: path.to_owned(), health };
        thread::Builder::new().name("store-writer".to_owned()).spawn(move || {
            let closed = writer.run(messages);
            drop(lock);
            if let Some(closed) = closed {
                // Nobody need be waiting any more.
                let _ = closed.send(());
            }
        })?;
        Ok(Self { queue })
    }

    /// Runs work in a transaction that no other work can see into. What it returns is given after the commit; when it
    /// returns an error, nothing it did is kept. It may be run again, when all it did before was rolled back.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.write_and_tell(work, |_| ()).await
    }

    /// Runs work as [`Self::write`] does, and calls `tell` with its result after the commit and before the answer,
    /// also when the caller has gone away.
    pub(super) async fn write_and_tell<T: Send + 'static>(
        &self,
        work: impl Fn(&Connection) -> Result<T, Failure> + Send + 'static,
        tell: impl FnOnce(&T) + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let outcome = Err(Failure::Other(NOTHING_WRITTEN));
        let job = Work { work, outcome, tell, answer };
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

const NOTHING_WRITTEN: &str = "nothing was written";

pub(super) fn closed() -> StoreError {
    StoreError::Failed("it is closed".to_owned())
}

enum Message {
    Write(Box<dyn Job>),
    Close(oneshot::Sender<()>),
}

/// Work in the queue, whatever the type of its result.
trait Job: Send {
    /// Does the work; returns whether it is to be kept.
    fn run(&mut self, connection: &Connection, health: &Health) -> bool;

    /// Gives the caller the result, or the reason why it could not be kept.
    fn answer(self: Box<Self>, failure: Option<StoreError>);
}

struct Work<T, F, N> {
    work: F,
    outcome: Result<T, Failure>,
    tell: N,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F, N> Job for Work<T, F, N>
where
    T: Send,
    N: FnOnce(&T) + Send,
    F: Fn(&Connection) -> Result<T, Failure> + Send,
{
    fn run(&mut self, connection: &Connection, health: &Health) -> bool {
        self.outcome = (self.work)(connection);
        if let Err(failure) = &self.outcome {
            health.notice(failure);
        }
        self.outcome.is_ok()
    }

    fn answer(self: Box<Self>, failure: Option<StoreError>) {
        let outcome = match (self.outcome, failure) {
            (Ok(_), Some(failure)) | (_, Some(failure @ StoreError::Damaged(_))) => Err(failure),
            (outcome, _) => outcome.map_err(StoreError::from),
        };
        if let Ok(done) = &outcome {
            (self.tell)(done);
        }
        // Whoever asked may be gone; what was written stays.
        let _ = self.answer.send(outcome);
    }
}

type Batch = Vec<Box<dyn Job>>;

struct WriterThread {
    connection: Option<Connection>,
    path: PathBuf,
    health: Health,
}

impl WriterThread {
    /// Works until the store is closed. Returns the channel of the caller who waits for that.
    fn run(mut self, mut messages: mpsc::Receiver<Message>) -> Option<oneshot::Sender<()>> {
        let mut gathered = Vec::new();
        let mut closing = None;
        while closing.is_none() && messages.blocking_recv_many(&mut gathered, BATCH) > 0 {
            let mut batch = Batch::new();
            for message in gathered.drain(..) {
                match message {
                    Message::Write(job) => batch.push(job),
                    Message::Close(waiting) => {
                        messages.close();
                        closing = Some(waiting);
                    }
                }
            }
            self.commit(batch);
        }
        if let Some(connection) = self.connection.take()
            && let Err((_, error)) = connection.close()
        {
            tracing::warn!(%error, "The store's connection did not close well.");
        }
        closing
    }

    fn commit(&mut self, mut batch: Batch) {
        let done = self.health.check().and_then(|()| self.together(&mut batch));
        match done {
            Ok(true) => answer(batch, None),
            // It is its own failure.
            Ok(false) if batch.len() == 1 => {
                answer(batch, Some(&StoreError::Failed(NOTHING_WRITTEN.to_owned())));
            }
            // Seldom, as what fails does so before it writes: each has a commit of its own, and one fails.
            Ok(false) => batch.into_iter().for_each(|job| self.commit(vec![job])),
            Err(failure) => {
                // What is left of the transaction goes with the connection.
                self.connection = None;
                self.health.notice(&failure);
                let why = self.health.check().err().unwrap_or(failure);
                answer(batch, Some(&why.into()));
            }
        }
    }

    /// Runs jobs and commits them at once. When one fails after it wrote something, all are rolled back: `false`.
    fn together(&mut self, batch: &mut [Box<dyn Job>]) -> Result<bool, Failure> {
        if batch.is_empty() {
            return Ok(true);
        }
        let connection = match &mut self.connection {
            Some(connection) => connection,
            None => self.connection.insert(to_write(&self.path)?),
        };
        run(connection, "BEGIN IMMEDIATE", [])?;
        for job in batch {
            let before = connection.total_changes();
            let kept = job.run(connection, &self.health);
            if connection.is_autocommit() {
                // SQLite itself has rolled everything back, as it does when the disk is full.
                return Ok(false);
            }
            if !kept && connection.total_changes() != before {
                run(connection, "ROLLBACK", [])?;
                return Ok(false);
            }
        }
        run(connection, "COMMIT", [])?;
        Ok(true)
    }
}

fn answer(batch: Batch, failure: Option<&StoreError>) {
    for job in batch {
        job.answer(failure.cloned());
    }
}
