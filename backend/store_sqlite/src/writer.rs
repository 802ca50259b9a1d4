//! Writing: through the one connection that does, with group commit.
//!
//! Work waits in a queue. Whatever has gathered while the last commit went to the disk shares
//! the next one (group commit); each answer is given after the commit that holds it. The work
//! runs on the writer's own thread: a caller that goes away interrupts nothing. Work that comes
//! alone is done on the thread that asks for it, as the way to another and back takes as long
//! as the commit; it is done whole before anything else can happen to its caller.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Instant;

use rusqlite::Connection;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

use super::committer::{Batch, Committer};
use super::failure::Failure;
use super::health::Health;
use super::job::{Job, Work};
use super::lock::FileLock;
use super::pace::Pace;
use pse_core::ports::store::StoreError;

/// How many jobs wait in the queue before callers must wait.
const QUEUE: usize = 1024;
/// How many jobs may share a commit.
const BATCH: usize = 128;

/// Has work done by the connection that writes.
#[derive(Debug)]
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
    shared: Arc<Shared>,
    /// Whether a thread that serves others may do the work: not where there is no other one.
    in_place: bool,
}

/// What the writer's thread and those that write in its place share.
#[derive(Debug)]
struct Shared {
    committer: Mutex<Committer>,
    pace: Pace,
}

enum Message {
    Write(Box<dyn Job>),
    Close(oneshot::Sender<()>),
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
        let committer = Mutex::new(Committer::new(connection, path, health));
        let shared = Arc::new(Shared { committer, pace: Pace::default() });
        let writer = WriterThread(Arc::clone(&shared));
        thread::Builder::new().name("store-writer".to_owned()).spawn(move || {
            let closed = writer.run(messages);
            drop(lock);
            if let Some(closed) = closed {
                // Nobody need be waiting any more.
                let _ = closed.send(());
            }
        })?;
        let threads = Handle::try_current().map_or(1, |runtime| runtime.metrics().num_workers());
        Ok(Self { queue, shared, in_place: threads > 1 })
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
        let (job, answered) = Work::new(work, tell);
        if let Some(job) = self.write_in_place(Box::new(job)) {
            self.queue(job).await?;
        }
        answered.await.map_err(|_| closed())?
    }

    /// Runs work as [`Self::write`] does, on the writer's thread in any case: for a caller with more to do meanwhile.
    pub(super) async fn write_elsewhere<T: Send + 'static>(
        &self,
        work: impl Fn(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (job, answered) = Work::new(work, |_: &T| ());
        self.queue(Box::new(job)).await?;
        answered.await.map_err(|_| closed())?
    }

    async fn queue(&self, job: Box<dyn Job>) -> Result<(), StoreError> {
        let place = self.queue.reserve().await.map_err(|_| closed())?;
        self.shared.pace.queue();
        place.send(Message::Write(job));
        Ok(())
    }

    /// Does a job, commit and answer included, on the thread that asks for it; gives it back when that is not for now.
    fn write_in_place(&self, job: Box<dyn Job>) -> Option<Box<dyn Job>> {
        if !self.in_place || !self.shared.pace.is_lone() {
            return Some(job);
        }
        let Ok(mut committer) = self.shared.committer.try_lock() else { return Some(job) };
        // The connection is closed after the queue, and not while this has it.
        if self.queue.is_closed() {
            return Some(job);
        }
        self.shared.commit(&mut committer, vec![job]);
        None
    }

    /// Expects work to come alone from now on, whatever came before and on however few threads.
    #[cfg(test)]
    pub(super) fn expect_it_alone(&mut self) {
        self.in_place = true;
        self.shared.pace.expect_lone();
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

impl Shared {
    fn committer(&self) -> MutexGuard<'_, Committer> {
        self.committer.lock().unwrap_or_else(|poisoned| {
            // Work panicked: what it has done goes with its connection.
            self.committer.clear_poison();
            let mut committer = poisoned.into_inner();
            committer.let_go();
            committer
        })
    }

    fn commit(&self, committer: &mut Committer, batch: Batch) {
        let (jobs, began) = (batch.len(), Instant::now());
        committer.commit(batch);
        self.pace.committed(jobs, began.elapsed());
    }
}

/// The writer's thread. However it ends, nothing is left of what it has not committed.
struct WriterThread(Arc<Shared>);

impl WriterThread {
    /// Works until the store is closed. Returns the channel of the caller who waits for that.
    fn run(self, mut messages: mpsc::Receiver<Message>) -> Option<oneshot::Sender<()>> {
        let shared = &*self.0;
        let mut gathered = Vec::new();
        let mut closing = None;
        while closing.is_none() && messages.blocking_recv_many(&mut gathered, BATCH) > 0 {
            let mut committer = shared.committer();
            // Where somebody was writing in place, more has gathered.
            while gathered.len() < BATCH
                && let Ok(message) = messages.try_recv()
            {
                gathered.push(message);
            }
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
            let jobs = batch.len();
            shared.commit(&mut committer, batch);
            shared.pace.done(jobs);
        }
        shared.committer().close();
        closing
    }
}

impl Drop for WriterThread {
    fn drop(&mut self) {
        self.0.committer().let_go();
    }
}
