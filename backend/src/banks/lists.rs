//! Having a bank list: today's from memory or the store, else from the provider, asked by one
//! caller while others wait or get the last one (specification, "Despliegue de bancos disponibles").

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use pse_shared::api::Bank;
use tokio::sync::Mutex;

use super::day::{day, stale_until};
use super::list::Served;
use crate::clock::Clock;
use crate::config::SiteName;
use crate::payments::times::later;
use crate::provider::gateway::Provider;
use crate::store::{BankListRow, Store};

/// After a failure the provider is left in peace this long, doubling…
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// …up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// There is no bank list to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no bank list; the provider is asked again in {retry_after} s")]
pub struct NoList {
    /// Seconds until the provider is asked again.
    pub retry_after: u64,
}

/// The bank lists of all sites.
pub struct BankLists {
    store: Arc<dyn Store>,
    provider: Arc<dyn Provider>,
    clock: Arc<dyn Clock>,
    sites: BTreeMap<SiteName, Arc<Site>>,
}

#[derive(Default)]
struct Site {
    served: RwLock<Option<Arc<Served>>>,
    refreshing: Mutex<Pause>,
}

/// The peace the provider gets after failures.
#[derive(Debug, Clone, Copy, Default)]
struct Pause {
    until: Option<Timestamp>,
    length: Duration,
}

impl BankLists {
    /// For these sites.
    pub fn new(
        store: Arc<dyn Store>,
        provider: Arc<dyn Provider>,
        clock: Arc<dyn Clock>,
        sites: impl IntoIterator<Item = SiteName>,
    ) -> Self {
        let sites = sites.into_iter().map(|name| (name, Arc::default())).collect();
        Self { store, provider, clock, sites }
    }

    /// A site's list: today's, or an earlier one flagged stale.
    ///
    /// # Errors
    /// When there is none that may be shown.
    pub async fn list(&self, name: &SiteName) -> Result<Arc<Served>, NoList> {
        let Some(site) = self.sites.get(name) else { return Err(NoList { retry_after: 60 }) };
        let now = self.clock.now();
        let known = site.known();
        if let Some(served) = &known
            && is_fresh(served, now)
        {
            return Ok(Arc::clone(served));
        }
        let last = known.filter(|served| now < stale_until(served.as_of));
        let mut pause = match (site.refreshing.try_lock(), &last) {
            (Ok(pause), _) => pause,
            // Somebody is asking: the last list is good enough meanwhile.
            (Err(_), Some(served)) => return flagged(served),
            (Err(_), None) => site.refreshing.lock().await,
        };
        let now = self.clock.now();
        if let Some(served) = site.known()
            && is_fresh(&served, now)
        {
            return Ok(served);
        }
        self.refresh(name, site, &mut pause, now).await
    }

    async fn refresh(
        &self,
        name: &SiteName,
        site: &Site,
        pause: &mut Pause,
        now: Timestamp,
    ) -> Result<Arc<Served>, NoList> {
        let stored = match self.store.bank_list(name).await {
            Ok(stored) => stored,
            Err(error) => {
                tracing::error!(site = %name, %error, "The kept bank list cannot be read.");
                None
            }
        };
        if let Some(row) = &stored
            && day(row.as_of) == day(now)
        {
            return site.serve(row.banks.clone(), row.as_of, false);
        }
        let last =
            stored.filter(|row| now < stale_until(row.as_of)).map(|row| (row.banks, row.as_of));
        if pause.until.is_some_and(|until| now < until) {
            return last_or_none(last, pause, now);
        }
        match self.provider.banks(name).await {
            Ok(banks) => {
                *pause = Pause::default();
                let row = BankListRow { banks, as_of: now };
                if let Err(error) = self.store.save_bank_list(name, &row).await {
                    tracing::error!(site = %name, %error, "The bank list cannot be kept.");
                }
                site.serve(row.banks, row.as_of, false)
            }
            Err(error) => {
                tracing::warn!(site = %name, %error, "The provider gave no bank list.");
                pause.lengthen(self.clock.now());
                last_or_none(last, pause, now)
            }
        }
    }
}

impl Site {
    fn known(&self) -> Option<Arc<Served>> {
        self.served.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn serve(
        &self,
        banks: Vec<Bank>,
        as_of: Timestamp,
        stale: bool,
    ) -> Result<Arc<Served>, NoList> {
        let served =
            Arc::new(Served::new(banks, as_of, stale).map_err(|_| NoList { retry_after: 60 })?);
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&served));
        Ok(served)
    }
}

impl Pause {
    fn lengthen(&mut self, now: Timestamp) {
        self.length = (self.length * 2).clamp(FIRST_PAUSE, LONGEST_PAUSE);
        self.until = Some(later(now, self.length));
    }
}

fn is_fresh(served: &Served, now: Timestamp) -> bool {
    !served.list.stale && now < served.day_end
}

fn flagged(served: &Served) -> Result<Arc<Served>, NoList> {
    Served::new(served.list.banks.clone(), served.as_of, true)
        .map(Arc::new)
        .map_err(|_| NoList { retry_after: 60 })
}

fn last_or_none(
    last: Option<(Vec<Bank>, Timestamp)>,
    pause: &Pause,
    now: Timestamp,
) -> Result<Arc<Served>, NoList> {
    let wait = pause.until.map_or(0, |until| until.as_second().saturating_sub(now.as_second()));
    let none = NoList { retry_after: u64::try_from(wait).unwrap_or(0).max(1) };
    match last {
        Some((banks, as_of)) => Served::new(banks, as_of, true).map(Arc::new).map_err(|_| none),
        None => Err(none),
    }
}

#[cfg(test)]
mod tests;
