//! Whether work for the connection that writes comes one by one, so that it is done soonest on the thread that asks for it;
//! or so much at once, or onto so slow a disk, that the writer's own thread does it better.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;

/// A commit that takes longer keeps a thread that serves others from them for too long.
const QUICK: Duration = Duration::from_millis(2);
/// After so many commits of one job each, all of them quick, the next is expected to be so, too.
const ENOUGH: u32 = 4;

/// What is known of the work that came last.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// Jobs that the writer's thread has or will have.
    queued: AtomicUsize,
    /// Quick commits of one job each since the last other one.
    alone: AtomicU32,
}

impl Pace {
    /// A job goes to the writer's thread.
    pub(super) fn queue(&self) {
        self.queued.fetch_add(1, Ordering::AcqRel);
    }

    /// Jobs that went to the writer's thread are done, or will not be.
    pub(super) fn done(&self, jobs: usize) {
        self.queued.fetch_sub(jobs, Ordering::AcqRel);
    }

    /// Takes down a commit.
    pub(super) fn committed(&self, jobs: usize, took: Duration) {
        if jobs == 0 {
            return;
        }
        if jobs > 1 || took > QUICK {
            self.alone.store(0, Ordering::Relaxed);
        } else {
            // Wrapping round after four thousand million would only mean four by the writer's thread.
            self.alone.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Expects work to come alone.
    #[cfg(test)]
    pub(super) fn expect_lone(&self) {
        self.alone.store(ENOUGH, Ordering::Relaxed);
    }

    /// Whether a job is best done where it is asked for. What was queued before it goes before it.
    pub(super) fn is_lone(&self) -> bool {
        self.alone.load(Ordering::Relaxed) >= ENOUGH && self.queued.load(Ordering::Acquire) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAKEN: Duration = Duration::from_micros(400);

    fn lone() -> Pace {
        let pace = Pace::default();
        for _ in 0..ENOUGH {
            assert!(!pace.is_lone());
            pace.committed(1, TAKEN);
        }
        assert!(pace.is_lone());
        pace
    }

    #[test]
    fn work_that_comes_together_goes_to_the_writers_thread_for_a_while() {
        let pace = lone();
        pace.committed(2, TAKEN);
        assert!(!pace.is_lone());
    }

    #[test]
    fn a_slow_disk_keeps_the_writers_thread_waiting_alone() {
        let pace = lone();
        pace.committed(1, QUICK * 2);
        assert!(!pace.is_lone());
    }

    #[test]
    fn nothing_overtakes_what_is_queued() {
        let pace = lone();
        pace.queue();
        assert!(!pace.is_lone());
        pace.done(1);
        assert!(pace.is_lone());
    }
}
