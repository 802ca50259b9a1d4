//! The probe ("sonda"): every payment without a final state is asked about when it is due, for as
//! long as it takes, also after a restart.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::ask::Questioner;
use super::recover;
use super::times::{earlier, later};
use crate::model::Asker;
use crate::store::ClaimWindow;

/// The longest the probe sleeps: a payment another replica made, or a clock that jumped,
/// waits no longer than this.
const LONGEST_SLEEP: Duration = Duration::from_secs(15);
/// No creation takes longer: a payment still `creating` after it has lost its process.
const CREATING_IS_DEAD: Duration = Duration::from_secs(120);
/// After the store failed, it is left in peace so long.
const STORE_PAUSE: Duration = Duration::from_secs(2);

/// The probe.
pub struct Probe {
    /// Asks.
    pub questioner: Questioner,
    /// So many questions at once.
    pub in_flight: usize,
    /// Woken when a payment becomes pending.
    pub wake: Arc<Notify>,
}

impl Probe {
    /// Runs until stopped; questions already asked are waited for by `tasks`.
    pub async fn run(self, stop: CancellationToken, tasks: TaskTracker) {
        let slots = Arc::new(Semaphore::new(self.in_flight.max(1)));
        while !stop.is_cancelled() {
            self.sweep().await;
            let pause = self.round(&slots, &tasks).await;
            let wake_at = later(self.questioner.mover.clock.now(), pause);
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.wake.notified() => {}
                () = self.questioner.mover.clock.sleep_until(wake_at) => {}
            }
        }
    }

    /// Settles creations whose process died elsewhere, or whose answer was never stored.
    async fn sweep(&self) {
        let mover = &self.questioner.mover;
        let before = earlier(mover.clock.now(), CREATING_IS_DEAD);
        if let Err(error) = recover::settle_orphans(mover, before).await {
            tracing::error!(%error, "Creations cut short cannot be settled.");
        }
    }

    /// Claims as many due payments as there are free slots and asks about them. Returns how long
    /// there is nothing to do.
    async fn round(&self, slots: &Arc<Semaphore>, tasks: &TaskTracker) -> Duration {
        let mover = &self.questioner.mover;
        loop {
            let Ok(first) = Arc::clone(slots).acquire_owned().await else { return LONGEST_SLEEP };
            let mut permits = vec![first];
            while let Ok(permit) = Arc::clone(slots).try_acquire_owned() {
                permits.push(permit);
            }
            let now = mover.clock.now();
            let window = ClaimWindow {
                now,
                next: mover.times.next(now),
                limit: u32::try_from(permits.len()).unwrap_or(u32::MAX),
            };
            let claimed = match mover.store.claim_due(window).await {
                Ok(claimed) => claimed,
                Err(error) => {
                    tracing::error!(%error, "The probe cannot read the store.");
                    return STORE_PAUSE;
                }
            };
            if claimed.is_empty() {
                break;
            }
            for (payment, permit) in claimed.into_iter().zip(permits) {
                let questioner = self.questioner.clone();
                tasks.spawn(async move {
                    let _permit = permit;
                    let id = payment.id.clone();
                    if let Err(error) = questioner.ask_claimed(payment, Asker::Probe).await {
                        tracing::error!(payment = %id, %error, "A probe's answer could not be stored.");
                    }
                });
            }
        }
        self.until_next_due().await
    }

    async fn until_next_due(&self) -> Duration {
        let mover = &self.questioner.mover;
        match mover.store.next_due().await {
            Ok(Some(due)) => {
                let millis =
                    due.as_millisecond().saturating_sub(mover.clock.now().as_millisecond());
                Duration::from_millis(u64::try_from(millis).unwrap_or(0)).min(LONGEST_SLEEP)
            }
            Ok(None) => LONGEST_SLEEP,
            Err(error) => {
                tracing::error!(%error, "The probe cannot read the store.");
                STORE_PAUSE
            }
        }
    }
}
