//! Calls signed in a clock that the service takes. A question that is refused for access is asked once more with the other
//! seed, and what succeeded is kept; a creation is never repeated.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use pse_core::alerts::{Alert, Alerts};
use pse_core::model::{ProviderName, SiteName};
use pse_core::ports::provider::NoAnswer;
use pse_core::time::Clock;
use pse_placetopay::{Answer, CallError, Client, Credentials};

use super::call_mask::call_mask;
use super::failure;
use crate::seed_clock::{ALERT_MILLIS, Correction, LARGEST_CORRECTION_MILLIS, SeedClock};

/// The shortest time between two questions that only find out whose clock the service takes, in milliseconds.
const FIND_OUT_EVERY: i64 = 60_000;

/// The calls to one service, each signed with a fresh seed.
pub struct SignedCalls {
    /// The provider's name in the configuration.
    pub name: ProviderName,
    /// The client of the service.
    pub client: Client,
    clock: Arc<dyn Clock>,
    /// Raises alerts to the operator.
    pub alerts: Alerts,
    /// In whose clock seeds are made.
    pub seeds: SeedClock,
    /// The sites whose keys the service refused, until it takes them.
    locked_out: Mutex<BTreeSet<SiteName>>,
    /// When to find out next whose clock the service takes, at the earliest.
    find_out_after: AtomicI64,
}

/// A call's seed: its time, and how that was corrected.
#[derive(Debug, Clone, Copy)]
pub struct Seed {
    /// The time that the seed bears.
    pub at: Timestamp,
    sent: Timestamp,
    correction: Correction,
}

/// A site, and its credentials at the service.
#[derive(Debug, Clone, Copy)]
pub struct Caller<'a> {
    /// The site's name.
    pub site: &'a SiteName,
    /// The site's login and secret.
    pub credentials: &'a Credentials,
}

impl SignedCalls {
    /// Makes the calls to a service that has not been asked anything yet.
    #[must_use]
    pub fn new(name: ProviderName, client: Client, clock: Arc<dyn Clock>, alerts: Alerts) -> Self {
        Self {
            name,
            client,
            clock,
            alerts,
            seeds: SeedClock::default(),
            locked_out: Mutex::default(),
            find_out_after: AtomicI64::new(i64::MIN),
        }
    }

    /// A fresh seed, in the clock that the service takes as far as is known.
    #[must_use]
    pub fn seed(&self) -> Seed {
        self.seed_with(self.seeds.correction())
    }

    fn seed_with(&self, correction: Correction) -> Seed {
        let sent = self.clock.now();
        Seed { at: correction.of(sent), sent, correction }
    }

    /// Measures the service's clock by what the answer to a call told, and alerts when it is far from ours.
    pub fn measure(&self, seed: Seed, server_date: Option<Timestamp>) {
        let Some(date) = server_date else { return };
        let now = self.clock.now();
        let Some(skew) = self.seeds.measure(seed.sent, now, date) else { return };
        let used = if skew.abs() > LARGEST_CORRECTION_MILLIS {
            "Seeds stay in our clock: so large a difference is never followed"
        } else {
            "Seeds follow it only if ours are refused"
        };
        let note = format!(
            "The provider {} tells {date}, our clock {now}: {} s apart. {used}.",
            self.name,
            skew / 1000
        );
        tracing::error!(
            alert = Alert::ClockSkew.as_str(),
            provider = %self.name,
            provider_clock = %date,
            our_clock = %now,
            skew_ms = skew,
            "The provider's clock and ours disagree by more than {} s. {used}.",
            ALERT_MILLIS / 1000
        );
        self.alerts.raise(Alert::ClockSkew, None, Some(&note));
    }

    /// Asks a question, and once more with the other seed where the first was refused for access and there is another.
    /// `is_refused` says whether an answer is such a refusal. Returns the answer, and the time of its seed.
    ///
    /// # Errors
    /// Why there is no answer; what was signed with is masked in it.
    pub async fn question<T, F, Asking>(
        &self,
        caller: Caller<'_>,
        ask: F,
        is_refused: fn(&T) -> bool,
    ) -> Result<(T, Timestamp), NoAnswer>
    where
        T: Send,
        F: Fn(Timestamp) -> Asking + Send + Sync,
        Asking: Future<Output = Result<Answer<T>, CallError>> + Send,
    {
        let refused = |result: &Result<T, CallError>| match result {
            Ok(value) => is_refused(value),
            Err(error) => failure::is_access_denied(&error.kind),
        };
        let (mut result, mut seed) = self.ask(self.seeds.correction(), &ask).await;
        let mut both_refused = false;
        if refused(&result)
            && let Some(other) = self.seeds.other_than(seed.correction)
        {
            (result, seed) = self.ask(other, &ask).await;
            both_refused = refused(&result);
            if both_refused {
                self.seeds.neither_worked();
            } else if result.is_ok() {
                self.keep(other);
            }
        }
        match result {
            Ok(value) => {
                self.let_in(caller.site);
                Ok((value, seed.at))
            }
            Err(error) => {
                let why = failure::no_answer(error, self.seeds.skew_millis(), both_refused);
                if matches!(why, NoAnswer::WrongKeys(_)) {
                    self.lock_out(caller.site);
                }
                Err(why.masked(&call_mask(caller.credentials, seed.at)))
            }
        }
    }

    async fn ask<T, F, Asking>(
        &self,
        correction: Correction,
        ask: &F,
    ) -> (Result<T, CallError>, Seed)
    where
        F: Fn(Timestamp) -> Asking,
        Asking: Future<Output = Result<Answer<T>, CallError>>,
    {
        let seed = self.seed_with(correction);
        match ask(seed.at).await {
            Ok(answer) => {
                self.measure(seed, answer.server_date);
                (Ok(answer.value), seed)
            }
            Err(error) => {
                self.measure(seed, error.server_date);
                (Err(error), seed)
            }
        }
    }

    /// Makes seeds from now on with what just succeeded where the other was refused.
    fn keep(&self, correction: Correction) {
        if !self.seeds.keep(correction) {
            return;
        }
        let now = self.clock.now();
        tracing::warn!(
            provider = %self.name,
            our_clock = %now,
            seed_clock = %correction.of(now),
            correction_ms = correction.millis(),
            "The provider refused the seed of one clock and took that of the other, in which seeds are made from now on."
        );
    }

    /// Finds out, beside whatever else is done, whose clock the service takes, after it refused a creation for access:
    /// that is never repeated, but a question may be. Does nothing where the clocks agree, or soon after the last time.
    pub fn find_out_later(self: &Arc<Self>, caller: Caller<'_>) {
        if self.seeds.other_than(self.seeds.correction()).is_none() {
            return;
        }
        let now = self.clock.now().as_millisecond();
        let next = now.saturating_add(FIND_OUT_EVERY);
        let claimed =
            self.find_out_after.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |after| {
                (now >= after || after > next).then_some(next)
            });
        if claimed.is_err() {
            return;
        }
        let (calls, site) = (Arc::clone(self), caller.site.clone());
        let credentials = caller.credentials.clone();
        tokio::spawn(async move {
            let caller = Caller { site: &site, credentials: &credentials };
            // A correction that was taken once gives way in the first round, and another is found in the second.
            for _ in 0..2 {
                let ask = |seed| calls.client.get_bank_list(&credentials, seed);
                if calls.question(caller, ask, |_| false).await.is_ok() {
                    return;
                }
            }
        });
    }

    fn let_in(&self, site: &SiteName) {
        self.locked_out.lock().unwrap_or_else(PoisonError::into_inner).remove(site);
    }

    /// Tells the operator once that a site's keys are refused.
    fn lock_out(&self, site: &SiteName) {
        let mut locked_out = self.locked_out.lock().unwrap_or_else(PoisonError::into_inner);
        if !locked_out.insert(site.clone()) {
            return;
        }
        let name = &self.name;
        let note = format!(
            "The provider {name} refuses login or secret of the site {site}; it is not the clock."
        );
        tracing::error!(alert = Alert::Configuration.as_str(), provider = %name, %site, "{note}");
        self.alerts.raise(Alert::Configuration, None, Some(&note));
    }
}
