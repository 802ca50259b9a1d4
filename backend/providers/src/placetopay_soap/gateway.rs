//! The calls to Place to Pay over HTTP, as a provider.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use pse_core::alerts::Alert;
use pse_core::model::{SiteName, TransactionRef};
use pse_core::net::BankUrlRule;
use pse_core::ports::provider::{
    Abilities, Charge, Creation, Health, NoAnswer, Permit, Provider, StatusReport,
};
use pse_placetopay::Credentials;
use pse_shared::api::Bank;

use super::abilities::ABILITIES;
use super::bank_rows::{self, BankRows};
use super::call_mask::{call_mask, unmistakable};
use super::dropped_rows::DroppedCounter;
use super::request::{CreateRequest, request};
use super::signed_calls::{Caller, SignedCalls};
use super::{classify, failure};

/// The most characters of a bank's name; the specification gives it 60.
const BANK_NAME: usize = 120;

/// The provider behind Place to Pay's SOAP service over HTTP.
pub struct Gateway {
    calls: Arc<SignedCalls>,
    credentials: BTreeMap<SiteName, Credentials>,
    bank_urls: BankUrlRule,
    dropped: DroppedCounter,
}

impl Gateway {
    /// Makes the gateway from the calls to the service and the credentials of each site.
    #[must_use]
    pub fn new(
        calls: SignedCalls,
        credentials: BTreeMap<SiteName, Credentials>,
        bank_urls: BankUrlRule,
    ) -> Self {
        Self { calls: Arc::new(calls), credentials, bank_urls, dropped: DroppedCounter::default() }
    }

    fn caller<'a>(&'a self, site: &'a SiteName) -> Result<Caller<'a>, NoAnswer> {
        let credentials = self
            .credentials
            .get(site)
            .ok_or_else(|| NoAnswer::NotAsked(format!("site {site} has no credentials here")))?;
        Ok(Caller { site, credentials })
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
            self.calls.name
        );
        tracing::error!(
            alert = Alert::BankListRowsDropped.as_str(),
            provider = %self.calls.name,
            %site,
            dropped = count,
            served,
            why = %dropped,
            "Rows of the bank list are no banks and were left out."
        );
        self.calls.alerts.raise(Alert::BankListRowsDropped, None, Some(&note));
    }
}

#[async_trait]
impl Provider for Gateway {
    fn abilities(&self) -> Abilities {
        ABILITIES
    }

    async fn create(&self, site: &SiteName, charge: &Charge, permit: Permit) -> Creation {
        let _permit = permit;
        let caller = match self.caller(site) {
            Ok(caller) => caller,
            Err(why) => return Creation::NotSent { why },
        };
        let Caller { credentials, .. } = caller;
        let signed = self.calls.seed();
        let seed = signed.at;
        let client = &self.calls.client;
        let result = match request(charge) {
            CreateRequest::Simple(request) => {
                client.create_transaction(credentials, seed, &request).await
            }
            CreateRequest::MultiCredit(request) => {
                client.create_transaction_multi_credit(credentials, seed, &request).await
            }
        };
        let is_refused = match &result {
            Ok(answer) => classify::is_creation_denied(&answer.value),
            Err(error) => failure::is_access_denied(&error.kind),
        };
        let creation = match result {
            Ok(answer) => {
                self.calls.measure(signed, answer.server_date);
                classify::creation(answer.value, |url| {
                    if unmistakable(credentials, seed).is_quoted_in(url) {
                        return Err("it quotes what the call was signed with".to_owned());
                    }
                    self.bank_urls.check(url).map(|_| ()).map_err(|error| error.to_string())
                })
            }
            Err(error) => {
                self.calls.measure(signed, error.server_date);
                failure::not_created(error)
            }
        };
        if is_refused {
            self.calls.find_out_later(caller);
        }
        creation.masked(&call_mask(credentials, seed))
    }

    async fn status(
        &self,
        site: &SiteName,
        transaction: &TransactionRef,
    ) -> Result<StatusReport, NoAnswer> {
        let caller = self.caller(site)?;
        let Caller { credentials, .. } = caller;
        let id: i64 = transaction.as_str().parse().map_err(|_| {
            NoAnswer::NotAsked(format!("{transaction} is no transaction id of this service"))
        })?;
        let client = &self.calls.client;
        let ask = |seed| client.get_transaction_information(credentials, seed, id);
        let (reply, seed) =
            self.calls.question(caller, ask, classify::is_information_denied).await?;
        Ok(classify::report(reply).masked(&call_mask(credentials, seed)))
    }

    async fn banks(&self, site: &SiteName) -> Result<Vec<Bank>, NoAnswer> {
        let caller = self.caller(site)?;
        let Caller { credentials, .. } = caller;
        let ask = |seed| self.calls.client.get_bank_list(credentials, seed);
        let (reply, seed) = self.calls.question(caller, ask, |_| false).await?;
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
            skew_millis: self.calls.seeds.skew_millis().unwrap_or_default(),
            correction_millis: self.calls.seeds.correction().millis(),
            bank_rows_dropped: self.dropped.total(),
            ..Health::default()
        }
    }
}
