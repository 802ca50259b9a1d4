//! The probe ("sonda"): every payment without a final state is asked about when it is due, for as
//! long as it takes, also after a restart.

use std::sync::Arc;
use std::time::Duration;

use pse_shared::Actor;
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::recover;
use super::status_checks::StatusChecks;
use crate::ports::store::ClaimWindow;
use crate::time::later;

/// The longest the probe sleeps: a payment another replica made, or a clock that jumped,
/// waits no longer than this.
const LONGEST_SLEEP: Duration = Duration::from_secs(15);
/// When others claim what is due, or a clock differs from the store's, it is looked for again after this.
const SHORTEST_SLEEP: Duration = Duration::from_millis(200);
/// After the store failed, it is left in peace so long.
const STORE_PAUSE: Duration = Duration::from_secs(2);

/// Asks the providers about every pending payment that is due, for as long as the service runs.
pub struct Probe {
    /// Asks a payment's provider for its status.
    pub checks: StatusChecks,
    /// The most status questions asked at once.
    pub in_flight: usize,
    /// Wakes the probe when a payment becomes pending.
    pub wake: Arc<Notify>,
}

impl Probe {
    /// Runs until `stop` is cancelled: from then on nothing more is claimed. What is claimed already is asked about in
    /// `tasks`.
    pub async fn run(self, stop: CancellationToken, tasks: TaskTracker) {
        let slots = Arc::new(Semaphore::new(self.in_flight.max(1)));
        let mut swept = None;
        while !stop.is_cancelled() {
            self.sweep(&mut swept).await;
            let pause = self.round(&slots, &tasks, &stop).await;
            let wake_at = later(self.checks.transitions.clock.now(), pause);
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.wake.notified() => {}
                () = self.checks.transitions.clock.sleep_until(wake_at) => {}
            }
        }
    }

    /// Settles creations whose process died elsewhere, or whose answer was never stored. Not for every payment that wakes
    /// the probe.
    async fn sweep(&self, swept: &mut Option<Duration>) {
        let transitions = &self.checks.transitions;
        let now = transitions.clock.monotonic();
        if swept.is_some_and(|swept| now.saturating_sub(swept) < LONGEST_SLEEP) {
            return;
        }
        *swept = Some(now);
        if let Err(error) = recover::settle_orphans(transitions).await {
            tracing::error!(%error, "Creations cut short cannot be settled.");
        }
    }

    /// Claims as many due payments as there are free slots and asks about them, until none is due or `stop` is
    /// cancelled. Returns how long there is nothing to do.
    async fn round(
        &self,
        slots: &Arc<Semaphore>,
        tasks: &TaskTracker,
        stop: &CancellationToken,
    ) -> Duration {
        let transitions = &self.checks.transitions;
        loop {
            // Reading costs less than claiming nothing, and most rounds are those of a payment that is due much later.
            let pause = self.until_next_due().await;
            if !pause.is_zero() {
                return pause;
            }
            let first = tokio::select! {
                biased;
                () = stop.cancelled() => return LONGEST_SLEEP,
                first = Arc::clone(slots).acquire_owned() => first,
            };
            let Ok(first) = first else { return LONGEST_SLEEP };
            let mut permits = vec![first];
            while let Ok(permit) = Arc::clone(slots).try_acquire_owned() {
                permits.push(permit);
            }
            let now = transitions.clock.now();
            let window = ClaimWindow {
                now,
                next: transitions.times.after_claim(now),
                limit: u32::try_from(permits.len()).unwrap_or(u32::MAX),
            };
            let claimed = match transitions.store.claim_due(window).await {
                Ok(claimed) => claimed,
                Err(error) => {
                    tracing::error!(%error, "The probe cannot read the store.");
                    return STORE_PAUSE;
                }
            };
            if claimed.is_empty() {
                // Another replica was first.
                return SHORTEST_SLEEP;
            }
            for (payment, permit) in claimed.into_iter().zip(permits) {
                let checks = self.checks.clone();
                tasks.spawn(async move {
                    let _permit = permit;
                    let id = payment.id.clone();
                    if let Err(error) = checks.check_claimed(payment, Actor::Probe).await {
                        tracing::error!(payment = %id, %error, "A probe's answer could not be stored.");
                    }
                });
            }
        }
    }

    async fn until_next_due(&self) -> Duration {
        let transitions = &self.checks.transitions;
        match transitions.store.next_due().await {
            Ok(Some(due)) => {
                // To the microsecond, as the store compares: nothing is due until then.
                let now = transitions.clock.now();
                let micros = due.as_microsecond().saturating_sub(now.as_microsecond());
                Duration::from_micros(u64::try_from(micros).unwrap_or(0)).min(LONGEST_SLEEP)
            }
            Ok(None) => LONGEST_SLEEP,
            Err(error) => {
                tracing::error!(%error, "The probe cannot read the store.");
                STORE_PAUSE
            }
        }
    }
}
