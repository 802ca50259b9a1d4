//! The whole file is checked while the store is open: on a thread of its own, by a connection of its own, when nobody else
//! wants the processor. Between two steps nothing is held that would keep the log from being written back.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, InterruptHandle};

use super::check::schema;
use super::check::walk::Walker;
use super::connections::to_check;
use super::failure::is_finding;
use super::health::Health;

/// How long after a check the next one begins.
const EVERY: Duration = Duration::from_secs(24 * 60 * 60);
/// The pause after a step is as long as the step was, and no longer than this.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// How often a check that is to end is interrupted until it has ended.
const INTERRUPT_EVERY: Duration = Duration::from_millis(10);
/// How much the thread leaves to others: as much as there is.
const NICE: i32 = 19;

/// Checks a database file from the first request on, and again every day.
#[derive(Debug)]
pub(super) struct Watch {
    path: PathBuf,
    health: Health,
    state: Mutex<State>,
}

#[derive(Debug)]
enum State {
    Idle,
    Running(Running),
    Closed,
}

/// The thread that checks, and how it is ended.
struct Running {
    /// Dropped when the thread is to end.
    stop: Sender<()>,
    /// Fails once the thread has ended.
    ended: Receiver<()>,
    interrupt: Interrupt,
}

/// Interrupts the statement that runs, if one does.
type Interrupt = Arc<Mutex<Option<InterruptHandle>>>;

impl Watch {
    /// Checks nothing yet.
    pub(super) fn new(path: &Path, health: Health) -> Self {
        Self { path: path.to_owned(), health, state: Mutex::new(State::Idle) }
    }

    /// What is known of the file.
    pub(super) const fn health(&self) -> &Health {
        &self.health
    }

    /// Begins to check, unless it has begun or the store is closed.
    pub(super) fn begin(&self) {
        let mut state = locked(&self.state);
        if !matches!(*state, State::Idle) {
            return;
        }
        let (stop, stopped) = mpsc::channel();
        let (alive, ended) = mpsc::channel();
        let interrupt = Interrupt::default();
        let checker = Checker {
            path: self.path.clone(),
            health: self.health.clone(),
            stopped,
            interrupt: Arc::clone(&interrupt),
        };
        let spawned = thread::Builder::new().name("store-check".to_owned()).spawn(move || {
            checker.run();
            drop(alive);
        });
        match spawned {
            Ok(_) => *state = State::Running(Running { stop, ended, interrupt }),
            Err(error) => tracing::warn!(%error, "The store's file cannot be checked."),
        }
    }

    /// Ends a check under way, and waits for its end.
    pub(super) async fn close(&self) {
        let state = std::mem::replace(&mut *locked(&self.state), State::Closed);
        if let State::Running(running) = state {
            // It fails when the runtime ends, and the thread with it.
            let _ = tokio::task::spawn_blocking(move || running.end()).await;
        }
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Running")
    }
}

impl Running {
    fn end(self) {
        drop(self.stop);
        while self.ended.recv_timeout(INTERRUPT_EVERY) == Err(RecvTimeoutError::Timeout) {
            if let Some(handle) = &*locked(&self.interrupt) {
                handle.interrupt();
            }
        }
    }
}

struct Checker {
    path: PathBuf,
    health: Health,
    stopped: Receiver<()>,
    interrupt: Interrupt,
}

impl Checker {
    fn run(self) {
        // It may be refused; then it takes its share like any other thread.
        let _ = rustix::process::nice(NICE);
        while self.health.check().is_ok() {
            let began = Instant::now();
            match self.check() {
                Ok(findings) => match findings.first() {
                    Some(finding) => self.health.found(finding),
                    None => {
                        self.health.whole();
                        tracing::debug!(took = ?began.elapsed(), "The store's file is whole.");
                    }
                },
                Err(error) if is_finding(&error) => self.health.found(&error.to_string()),
                Err(_) if self.is_to_end() => {}
                Err(error) => tracing::warn!(%error, "The store's file could not be checked."),
            }
            if self.stopped.recv_timeout(EVERY) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    }

    fn check(&self) -> rusqlite::Result<Vec<String>> {
        let connection = to_check(&self.path)?;
        *locked(&self.interrupt) = Some(connection.get_interrupt_handle());
        let findings = self.findings(&connection);
        *locked(&self.interrupt) = None;
        findings
    }

    fn findings(&self, connection: &Connection) -> rusqlite::Result<Vec<String>> {
        let mut began = Instant::now();
        let mut pause = || {
            let goes_on = self.stopped.recv_timeout(began.elapsed().min(LONGEST_PAUSE));
            began = Instant::now();
            goes_on == Err(RecvTimeoutError::Timeout)
        };
        let mut walker = Walker { findings: Vec::new(), most: 1, pause: &mut pause };
        if let Some(differences) = walker.take("the schema", schema::differences(connection))? {
            walker.findings.extend(differences);
        }
        walker.tables(connection)?;
        walker.rows(connection)?;
        Ok(walker.findings)
    }

    fn is_to_end(&self) -> bool {
        self.stopped.recv_timeout(Duration::ZERO) == Err(RecvTimeoutError::Disconnected)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
