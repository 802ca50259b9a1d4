//! The calls to Place to Pay over HTTP, each with a seed in the service's own clock.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use pse_core::alerts::{Alert, Alerts};
use pse_core::model::{ProviderName, SiteName, TransactionRef};
use pse_core::net::BankUrlRule;
use pse_core::ports::provider::{
    Abilities, Charge, Creation, Health, NoAnswer, Permit, Provider, StatusReport,
};
use pse_core::time::Clock;
use pse_placetopay::{Answer, CallError, Client, Credentials};
use pse_shared::api::Bank;

use super::abilities::ABILITIES;
use super::bank_rows::{self, BankRows};
use super::call_mask::{call_mask, unmistakable};
use super::dropped_rows::DroppedCounter;
use super::request::{CreateRequest, request};
use super::{classify, failure};
use crate::skew::{self, Skew};

/// A difference of clocks learnt from an answer that is worth asking again for, in milliseconds.
const WORTH_ASKING_AGAIN: u64 = 2_000;
/// The most characters of a bank's name; the specification gives it 60.
const BANK_NAME: usize = 120;

/// The provider behind Place to Pay's SOAP service over HTTP.
pub struct Gateway {
    name: ProviderName,
    client: Client,
    credentials: BTreeMap<SiteName, Credentials>,
    bank_urls: BankUrlRule,
    clock: Arc<dyn Clock>,
    alerts: Alerts,
    skew: Skew,
    dropped: DroppedCounter,
}

impl Gateway {
    /// Makes the gateway from the provider's name in the configuration, a client of the service and the credentials of
    /// each site.
    #[must_use]
    pub fn new(
        name: ProviderName,
        client: Client,
        credentials: BTreeMap<SiteName, Credentials>,
        bank_urls: BankUrlRule,
        clock: Arc<dyn Clock>,
        alerts: Alerts,
    ) -> Self {
        Self {
            name,
            client,
            credentials,
            bank_urls,
            clock,
            alerts,
            skew: Skew::default(),
            dropped: DroppedCounter::default(),
        }
    }

    fn credentials(&self, site: &SiteName) -> Result<&Credentials, NoAnswer> {
        self.credentials
            .get(site)
            .ok_or_else(|| NoAnswer::NotAsked(format!("site {site} has no credentials here")))
    }

    /// The time a fresh seed bears, in the service's clock.
    fn seed_time(&self) -> Timestamp {
        self.skew.correct(self.clock.now())
    }

    /// Measures the service's clock by the `Date` of an answer to a call sent at a time.
    fn measure(&self, sent: Timestamp, server_date: Option<Timestamp>) {
        let Some(date) = server_date else { return };
        if let Some(skew) = self.skew.measure(sent, self.clock.now(), date) {
            self.alerts.raise(Alert::ClockSkew, None, None);
            tracing::error!(
                alert = Alert::ClockSkew.as_str(),
                skew_ms = skew,
                "The provider's clock and ours disagree by more than {} s.",
                skew::ALERT_MILLIS / 1000
            );
        }
    }

    /// Counts the rows that were left out of a list, and tells the operator once.
    fn note_dropped(&self, site: &SiteName, rows: &BankRows) {
        let dropped = rows.dropped;
        if !self.dropped.record(site, dropped) {
            return;
        }
        let (count, served) = (dropped.total(), rows.banks.len());
        let note = format!(
            "{count} rows left out of the bank list of the site {site} at the provider {}, {served} banks served: {dropped}",
            self.name
        );
        tracing::error!(
            alert = Alert::BankListRowsDropped.as_str(),
            provider = %self.name,
            %site,
            dropped = count,
            served,
            why = %dropped,
            "Rows of the bank list are no banks and were left out."
        );
        self.alerts.raise(Alert::BankListRowsDropped, None, Some(&note));
    }

    /// Asks a question; once more when its seed was rejected and the answer showed that the clocks disagree, with a
    /// seed in the service's time.
    async fn question<T, F, Asking>(
        &self,
        credentials: &Credentials,
        ask: F,
    ) -> Result<(T, Timestamp), NoAnswer>
    where
        F: Fn(Timestamp) -> Asking + Send + Sync,
        Asking: Future<Output = Result<Answer<T>, CallError>> + Send,
    {
        let mut again = true;
        loop {
            let skew_before = self.skew.millis();
            let sent = self.clock.now();
            let seed = self.seed_time();
            match ask(seed).await {
                Ok(answer) => {
                    self.measure(sent, answer.server_date);
                    return Ok((answer.value, seed));
                }
                Err(error) => {
                    self.measure(sent, error.server_date);
                    let rejected = failure::is_access_denied(&error.kind);
                    let skew_learnt = self.skew.millis().abs_diff(skew_before) > WORTH_ASKING_AGAIN;
                    if rejected && skew_learnt && again {
                        again = false;
                        continue;
                    }
                    let why = failure::no_answer(error, self.skew.millis());
                    return Err(why.masked(&call_mask(credentials, seed)));
                }
            }
        }
    }
}

#[async_trait]
impl Provider for Gateway {
    fn abilities(&self) -> Abilities {
        ABILITIES
    }

    async fn create(&self, site: &SiteName, charge: &Charge, permit: Permit) -> Creation {
        let _permit = permit;
        let credentials = match self.credentials(site) {
            Ok(credentials) => credentials,
            Err(why) => return Creation::NotSent { why },
        };
        let sent = self.clock.now();
        let seed = self.seed_time();
        let result = match request(charge) {
            CreateRequest::Simple(request) => {
                self.client.create_transaction(credentials, seed, &request).await
            }
            CreateRequest::MultiCredit(request) => {
                self.client.create_transaction_multi_credit(credentials, seed, &request).await
            }
        };
        let creation = match result {
            Ok(answer) => {
                self.measure(sent, answer.server_date);
                classify::creation(answer.value, |url| {
                    if unmistakable(credentials, seed).is_quoted_in(url) {
                        return Err("it quotes what the call was signed with".to_owned());
                    }
                    self.bank_urls.check(url).map(|_| ()).map_err(|error| error.to_string())
                })
            }
            Err(error) => {
                self.measure(sent, error.server_date);
                failure::not_created(error)
            }
        };
        creation.masked(&call_mask(credentials, seed))
    }

    async fn status(
        &self,
        site: &SiteName,
        transaction: &TransactionRef,
    ) -> Result<StatusReport, NoAnswer> {
        let credentials = self.credentials(site)?;
        let id: i64 = transaction.as_str().parse().map_err(|_| {
            NoAnswer::NotAsked(format!("{transaction} is no transaction id of this service"))
        })?;
        let (reply, seed) = self
            .question(credentials, |seed| {
                self.client.get_transaction_information(credentials, seed, id)
            })
            .await?;
        Ok(classify::report(reply).masked(&call_mask(credentials, seed)))
    }

    async fn banks(&self, site: &SiteName) -> Result<Vec<Bank>, NoAnswer> {
        let credentials = self.credentials(site)?;
        let (reply, seed) =
            self.question(credentials, |seed| self.client.get_bank_list(credentials, seed)).await?;
        let mask = unmistakable(credentials, seed).hiding(&pse_placetopay::seed(seed));
        let rows = bank_rows::read(reply, |name| mask.line(name, BANK_NAME));
        self.note_dropped(site, &rows);
        if rows.banks.is_empty() {
            let dropped = rows.dropped;
            return Err(NoAnswer::Garbled(format!("a list without a bank (left out: {dropped})")));
        }
        Ok(rows.banks)
    }

    fn health(&self) -> Health {
        Health {
            skew_millis: self.skew.millis(),
            bank_rows_dropped: self.dropped.total(),
            ..Health::default()
        }
    }
}
