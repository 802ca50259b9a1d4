//! What a process does for the store by itself while it has it open: it gives signs of life, tells its followers what
//! others changed, measures the database's clock, and removes what has served.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use pse_core::ports::store::{ChangeBroadcast, StoreError};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use super::changes::{self, Place};
use super::database_clock::DatabaseClock;
use super::pool::Pool;
use super::processes::{self, Process};

/// How often a sign of life is given.
pub(crate) const BEAT: Duration = Duration::from_secs(3);
/// How often changes are read while somebody follows them.
const READ: Duration = Duration::from_millis(400);
/// How often what has served is removed.
const SWEEP: Duration = Duration::from_secs(60);

/// Keeps a process's place in the store.
#[derive(Clone)]
pub(crate) struct Keeper {
    pub(crate) pool: Pool,
    pub(crate) process: Process,
    pub(crate) followers: Arc<ChangeBroadcast>,
    pub(crate) clock: DatabaseClock,
    /// How many processes have the store open.
    pub(crate) living: Arc<AtomicU32>,
    /// Woken when somebody begins to follow.
    pub(crate) followed: Arc<Notify>,
}

/// The task of a keeper, until it is stopped or dropped.
pub(crate) struct Keeping {
    stop: CancellationToken,
    task: Mutex<Option<AbortOnDropHandle<()>>>,
}

impl Keeping {
    /// Ends the task, after what it is doing.
    pub(crate) async fn stop(&self) {
        self.stop.cancel();
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            // A task that has failed has ended, too.
            let _ = task.await;
        }
    }
}

impl Keeper {
    /// Begins to keep the place. Changes are read from `place` on.
    pub(crate) fn start(self, place: Place) -> Keeping {
        let stop = CancellationToken::new();
        let task = AbortOnDropHandle::new(tokio::spawn(self.run(place, stop.clone())));
        Keeping { stop, task: Mutex::new(Some(task)) }
    }

    /// Keeps the place until it is stopped. What fails is tried again the next time; the time until then is short enough
    /// for nobody to hold the process for dead.
    async fn run(self, mut place: Place, stop: CancellationToken) {
        let mut beaten: Option<Instant> = None;
        let mut swept = Instant::now();
        let mut server = None;
        let mut is_failing = false;
        loop {
            let is_due = beaten.is_none_or(|at| at.elapsed() >= BEAT);
            let mut done = if is_due { self.beat(&mut server, &mut place).await } else { Ok(()) };
            if is_due && done.is_ok() {
                beaten = Some(Instant::now());
            }
            if done.is_ok() {
                done = self.read(&mut place).await;
            }
            if done.is_ok() && swept.elapsed() >= SWEEP {
                swept = Instant::now();
                done = self.sweep().await;
            }
            match done {
                Ok(()) => is_failing = false,
                Err(error) => {
                    place.lose();
                    if !is_failing {
                        tracing::warn!(%error, "the store does not answer this process's signs of life");
                    }
                    is_failing = true;
                }
            }
            let pause = if self.followers.is_followed() { READ } else { BEAT };
            let pause = if is_failing { READ } else { pause };
            tokio::select! {
                () = stop.cancelled() => return,
                _ = tokio::time::timeout(pause, self.followed.notified()) => {}
            }
        }
    }

    /// Gives a sign of life, and learns the database's clock by it, and whether the server is still the same: another one
    /// may not have every change that was read of the last one.
    async fn beat(&self, server: &mut Option<i64>, place: &mut Place) -> Result<(), StoreError> {
        let process = &self.process;
        let asked = self.clock.ask();
        let heard =
            self.pool.read(|client| async move { processes::beat(&client, process).await }).await?;
        self.clock.learn(asked, heard.clock);
        self.living.store(heard.living, Ordering::Relaxed);
        if server.replace(heard.started).is_some_and(|last| last != heard.started) {
            place.lose();
        }
        Ok(())
    }

    async fn read(&self, place: &mut Place) -> Result<(), StoreError> {
        // The pool may begin again; what was seen stays seen.
        let place = tokio::sync::Mutex::new(place);
        self.pool
            .read(|client| async {
                let client = client;
                let mut place = place.lock().await;
                changes::follow(&client, &mut place, &self.process, &self.followers).await
            })
            .await
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        self.pool
            .read(|client| async move {
                changes::remove_old(&client).await?;
                processes::forget(&client, &self.process).await
            })
            .await
    }
}
