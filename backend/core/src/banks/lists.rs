//! Having a bank list: today's from memory or the store, else from the provider, asked by one caller of one process
//! while others wait or get the last one (specification, "Despliegue de bancos disponibles").

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use pse_shared::api::Bank;
use tokio::sync::Mutex;

use super::backoff::Backoff;
use super::list::ServedBankList;
use crate::model::{ProviderName, SiteName};
use crate::ports::provider::Provider;
use crate::ports::providers::Providers;
use crate::ports::store::{Store, StoreError, StoredBankList};
use crate::time::bogota::{day, stale_until};
use crate::time::{Clock, later};

/// How long a process has the right to ask for a list besides the time its provider may take.
const BESIDE_THE_PROVIDER: Duration = Duration::from_secs(5);
/// How long a visitor waits for a list that another process asks for.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often a process looks whether another one, which asks for the list, has it.
const LOOK: Duration = Duration::from_millis(200);

/// No bank list can be shown: the provider gave none and no earlier one may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no bank list; the provider is asked again in {retry_after} s")]
pub struct BankListUnavailable {
    /// Seconds until the provider is asked again.
    pub retry_after: u64,
}

/// Gives the bank list of each site, asking its provider at most once a day.
pub struct BankLists {
    store: Arc<dyn Store>,
    providers: Providers,
    clock: Arc<dyn Clock>,
    sites: BTreeMap<SiteName, Arc<SiteList>>,
    longest_question: Duration,
}

/// The list of one site, in this process.
#[derive(Default)]
struct SiteList {
    served: RwLock<Option<Arc<ServedBankList>>>,
    refreshing: Mutex<Backoff>,
}

impl BankLists {
    /// Makes the bank lists of these sites, whose providers take `longest_question` at most; nothing is asked yet.
    pub fn new(
        store: Arc<dyn Store>,
        providers: Providers,
        clock: Arc<dyn Clock>,
        sites: impl IntoIterator<Item = SiteName>,
        longest_question: Duration,
    ) -> Self {
        let sites = sites.into_iter().map(|name| (name, Arc::default())).collect();
        Self { store, providers, clock, sites, longest_question }
    }

    /// Returns a site's bank list: today's, or an earlier one flagged stale.
    ///
    /// # Errors
    /// [`BankListUnavailable`] when there is no list that may be shown.
    pub async fn list(&self, name: &SiteName) -> Result<Arc<ServedBankList>, BankListUnavailable> {
        let Some(site) = self.sites.get(name) else {
            return Err(BankListUnavailable { retry_after: 60 });
        };
        let now = self.clock.now();
        let known = site.known();
        if let Some(served) = &known
            && is_fresh(served, now)
        {
            return Ok(Arc::clone(served));
        }
        let last = known.filter(|served| now < stale_until(served.as_of));
        let mut backoff = match (site.refreshing.try_lock(), &last) {
            (Ok(backoff), _) => backoff,
            // Somebody is asking: the last list is good enough meanwhile.
            (Err(_), Some(served)) => return flagged(served),
            (Err(_), None) => site.refreshing.lock().await,
        };
        if let Some(served) = site.known()
            && is_fresh(&served, self.clock.now())
        {
            return Ok(served);
        }
        self.refresh(name, site, &mut backoff).await
    }

    /// Returns a site's list of today if this process has it, without asking anybody.
    #[must_use]
    pub fn at_hand(&self, name: &SiteName) -> Option<Arc<ServedBankList>> {
        let known = self.sites.get(name)?.known()?;
        is_fresh(&known, self.clock.now()).then_some(known)
    }

    /// Today's list from the store, or from the provider when this process may ask for it.
    async fn refresh(
        &self,
        name: &SiteName,
        site: &SiteList,
        backoff: &mut Backoff,
    ) -> Result<Arc<ServedBankList>, BankListUnavailable> {
        let Some((provider_name, provider)) = self.providers.of_site(name) else {
            return Err(BankListUnavailable { retry_after: 60 });
        };
        let give_up = later(self.clock.now(), PATIENCE);
        let mut is_ours = false;
        loop {
            let now = self.clock.now();
            let stored = self.stored(name, provider_name).await;
            if let Some(row) = &stored
                && day(row.as_of) == day(now)
            {
                if is_ours {
                    self.give_back(name).await;
                }
                return site.serve(row.banks.clone(), row.as_of);
            }
            let last =
                stored.filter(|row| now < stale_until(row.as_of)).map(|row| (row.banks, row.as_of));
            if backoff.is_active(now) {
                return last_or_none(last, backoff, now);
            }
            match self.may_ask(name, now).await {
                // Another process may have had it, and have stored the list, since that was looked for. And one that was
                // held up since may have lost it.
                Ok(true) if !is_ours || self.clock.now() > later(now, BESIDE_THE_PROVIDER) => {
                    is_ours = true;
                    continue;
                }
                Ok(true) => {
                    return self.ask(name, site, backoff, provider_name, provider, last).await;
                }
                Ok(false) => {}
                // Each process would ask by itself.
                Err(_) if self.store.replicas() > 1 => return last_or_none(last, backoff, now),
                // A store that fails forbids nothing to a process that is alone.
                Err(_) => {
                    return self.ask(name, site, backoff, provider_name, provider, last).await;
                }
            }
            // Another process is asking: the last list is good enough meanwhile.
            if last.is_some() || now >= give_up {
                return last_or_none(last, backoff, now);
            }
            self.clock.sleep_until(later(now, LOOK)).await;
        }
    }

    async fn ask(
        &self,
        name: &SiteName,
        site: &SiteList,
        backoff: &mut Backoff,
        provider_name: &ProviderName,
        provider: &Arc<dyn Provider>,
        last: Option<(Vec<Bank>, Timestamp)>,
    ) -> Result<Arc<ServedBankList>, BankListUnavailable> {
        match provider.banks(name).await {
            Ok(banks) => {
                *backoff = Backoff::default();
                let as_of = self.clock.now();
                let row = StoredBankList { provider: provider_name.clone(), banks, as_of };
                if let Err(error) = self.store.save_bank_list(name, &row).await {
                    tracing::error!(site = %name, %error, "The bank list cannot be kept.");
                }
                site.serve(row.banks, row.as_of)
            }
            Err(error) => {
                tracing::warn!(site = %name, provider = %provider_name, %error, "The provider gave no bank list.");
                self.give_back(name).await;
                let now = self.clock.now();
                backoff.record_failure(now);
                last_or_none(last, backoff, now)
            }
        }
    }

    /// The list in the store, when it is of the site's present provider.
    async fn stored(&self, name: &SiteName, provider: &ProviderName) -> Option<StoredBankList> {
        match self.store.bank_list(name).await {
            Ok(stored) => stored.filter(|row| row.provider == *provider),
            Err(error) => {
                tracing::error!(site = %name, %error, "The kept bank list cannot be read.");
                None
            }
        }
    }

    async fn give_back(&self, name: &SiteName) {
        if let Err(error) = self.store.release_bank_list(name).await {
            tracing::error!(site = %name, %error, "The right to ask for the bank list cannot be given back.");
        }
    }

    /// Whether this process may ask the provider.
    async fn may_ask(&self, name: &SiteName, now: Timestamp) -> Result<bool, StoreError> {
        let lease = self.longest_question.saturating_add(BESIDE_THE_PROVIDER);
        let claimed = self.store.claim_bank_list(name, now, later(now, lease)).await;
        claimed.inspect_err(|error| {
            tracing::error!(site = %name, %error, "The right to ask for the bank list cannot be taken.");
        })
    }
}

impl SiteList {
    fn known(&self) -> Option<Arc<ServedBankList>> {
        self.served.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn serve(
        &self,
        banks: Vec<Bank>,
        as_of: Timestamp,
    ) -> Result<Arc<ServedBankList>, BankListUnavailable> {
        let served =
            served(banks, as_of, false).map_err(|()| BankListUnavailable { retry_after: 60 })?;
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&served));
        Ok(served)
    }
}

fn served(banks: Vec<Bank>, as_of: Timestamp, stale: bool) -> Result<Arc<ServedBankList>, ()> {
    ServedBankList::new(banks, as_of, stale).map(Arc::new).map_err(|_| ())
}

fn is_fresh(served: &ServedBankList, now: Timestamp) -> bool {
    !served.list.stale && now < served.day_end
}

fn flagged(last: &ServedBankList) -> Result<Arc<ServedBankList>, BankListUnavailable> {
    served(last.list.banks.clone(), last.as_of, true)
        .map_err(|()| BankListUnavailable { retry_after: 60 })
}

fn last_or_none(
    last: Option<(Vec<Bank>, Timestamp)>,
    backoff: &Backoff,
    now: Timestamp,
) -> Result<Arc<ServedBankList>, BankListUnavailable> {
    let none = BankListUnavailable { retry_after: backoff.remaining_seconds(now) };
    let (banks, as_of) = last.ok_or(none)?;
    served(banks, as_of, true).map_err(|()| none)
}
