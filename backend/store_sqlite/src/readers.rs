//! The connections that read. A read of a few rows is done where it is asked for, on the runtime's own thread: the way to
//! another thread and back takes longer than the read. It never waits: where another connection stands in the way, and
//! whatever may read many rows, goes to a thread that may.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::available_parallelism;

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connections::{Waiting, to_read};
use super::failure::Failure;
use super::health::Health;
use super::writer::closed;
use pse_core::ports::store::StoreError;

/// How many reads that may take their time run at once.
const PATIENT: usize = 2;
/// [`PATIENT`], as a number of permits.
const PATIENT_PERMITS: u32 = 2;

/// Reads a database file by connections that cannot write.
#[derive(Debug)]
pub(super) struct Readers {
    /// Connections for reads in place: as many as the runtime has threads, so each finds one that is free.
    quick: Slots,
    patient: Arc<Slots>,
    permits: Arc<Semaphore>,
    closed: AtomicBool,
}

impl Readers {
    /// Opens no connection yet.
    pub(super) fn new(path: &Path, health: &Health) -> Self {
        let threads = available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            quick: Slots::new(path, threads, Waiting::Never, health),
            patient: Arc::new(Slots::new(path, PATIENT, Waiting::Patient, health)),
            permits: Arc::new(Semaphore::new(PATIENT)),
            closed: AtomicBool::new(false),
        }
    }

    /// Reads a few rows at once, without leaving this thread unless another connection stands in the way.
    pub(super) async fn few<T: Send + 'static>(
        &self,
        read: impl Fn(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        if self.is_closed() {
            return Err(closed());
        }
        match self.quick.read(&read) {
            Some(Err(failure)) if failure.is_busy() => self.many(read).await,
            Some(done) => Ok(done?),
            None => self.many(read).await,
        }
    }

    /// Reads as many rows as there may be, on a thread that may wait.
    pub(super) async fn many<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| closed())?;
        let slots = Arc::clone(&self.patient);
        let reading = tokio::task::spawn_blocking(move || {
            let done = slots.read(read);
            drop(permit);
            done
        });
        match reading.await {
            Ok(Some(done)) => Ok(done?),
            Ok(None) | Err(_) => Err(closed()),
        }
    }

    /// Whether [`Self::close`] was called.
    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Waits for what is being read, and closes every connection.
    pub(super) async fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.quick.close();
        // An error means that it is closed already.
        if let Ok(_all) = self.permits.acquire_many(PATIENT_PERMITS).await {
            self.patient.close();
            self.permits.close();
        }
    }
}

/// Connections, each opened when it is first needed. Each is used by one thread at a time; nobody waits for one.
#[derive(Debug)]
struct Slots {
    path: PathBuf,
    waiting: Waiting,
    health: Health,
    connections: Box<[Mutex<Slot>]>,
}

#[derive(Debug)]
enum Slot {
    Unopened,
    Open(Connection),
    Closed,
}

impl Slots {
    fn new(path: &Path, number: usize, waiting: Waiting, health: &Health) -> Self {
        let connections = (0..number).map(|_| Mutex::new(Slot::Unopened)).collect();
        Self { path: path.to_owned(), waiting, health: health.clone(), connections }
    }

    /// Reads by a connection that is free; `None` when none is.
    fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Option<Result<T, Failure>> {
        let done = self.read_by_one(read);
        if let Some(Err(failure)) = &done {
            self.health.notice(failure);
        }
        done
    }

    fn read_by_one<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Option<Result<T, Failure>> {
        let mut slot = self.free()?;
        if matches!(*slot, Slot::Unopened) {
            match to_read(&self.path, self.waiting) {
                Ok(connection) => *slot = Slot::Open(connection),
                Err(error) => return Some(Err(error.into())),
            }
        }
        match &*slot {
            Slot::Open(connection) => Some(read(connection)),
            Slot::Unopened | Slot::Closed => None,
        }
    }

    /// A connection that no other thread uses now. Each thread tries its own first.
    fn free(&self) -> Option<MutexGuard<'_, Slot>> {
        let number = self.connections.len();
        let first = place_of_thread().checked_rem(number)?;
        self.connections.iter().cycle().skip(first).take(number).find_map(|slot| {
            match slot.try_lock() {
                Ok(slot) => Some(slot),
                Err(TryLockError::Poisoned(slot)) => Some(slot.into_inner()),
                Err(TryLockError::WouldBlock) => None,
            }
        })
    }

    fn close(&self) {
        for slot in &self.connections {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Slot::Closed;
        }
    }
}

/// A number for each thread that reads, counted from 0.
fn place_of_thread() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static PLACE: usize = NEXT.fetch_add(1, Ordering::Relaxed);
    }
    PLACE.with(|place| *place)
}
