//! The calls to the provider, through limits, breaker and clock.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use pse_placetopay::{Answer, CallError, CallErrorKind, Client};
use pse_placetopay::{Credentials, Fault};
use pse_shared::api::Bank;

use super::answer::{Creation, Information, Names, NoAnswer, Reason};
use super::classify;
use super::limits::{Limit, Permit};
use super::request::Order;
use super::skew::{self, Skew};
use crate::clock::Clock;
use crate::config::SiteName;
use crate::net::bank_url::BankUrlRule;
use crate::notifications::operator::Operator;
use crate::payments::alert::Alert;

/// How the provider's fault for a bad login, key or seed starts.
const ACCESS_DENIED: &str = "Acceso no autorizado";
/// Bank lists are asked once a day; this many sites at once is plenty.
const BANK_LIST_SLOTS: usize = 4;

/// The provider, as the rest of the service sees it.
#[async_trait]
pub trait Provider: Send + Sync + 'static {
    /// Leave to create a transaction now, taken before anything is stored.
    fn admit_creation(&self) -> Result<Permit, NoAnswer>;

    /// Asks once to create a transaction. Never asked again by itself.
    async fn create(&self, site: &SiteName, order: &Order, permit: Permit) -> Creation;

    /// Asks how a transaction stands.
    async fn information(
        &self,
        site: &SiteName,
        transaction_id: i64,
    ) -> Result<Information, NoAnswer>;

    /// Asks for a site's banks.
    async fn banks(&self, site: &SiteName) -> Result<Vec<Bank>, NoAnswer>;

    /// How it does.
    fn health(&self) -> Health;
}

/// What the metrics show of the provider.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Health {
    /// Its clock less ours, in milliseconds.
    pub skew_millis: i64,
    /// Whether creations are held back for now.
    pub creations_held: bool,
    /// Whether questions are held back for now.
    pub questions_held: bool,
}

/// Place to Pay over HTTP.
pub struct Gateway {
    client: Client,
    credentials: BTreeMap<SiteName, Credentials>,
    bank_url: BankUrlRule,
    clock: Arc<dyn Clock>,
    operator: Operator,
    skew: Skew,
    creations: Limit,
    questions: Limit,
    bank_lists: Limit,
}

impl Gateway {
    /// With so many creations and questions at once.
    #[must_use]
    pub fn new(
        client: Client,
        credentials: BTreeMap<SiteName, Credentials>,
        bank_url: BankUrlRule,
        clock: Arc<dyn Clock>,
        operator: Operator,
        max_creates: usize,
        max_questions: usize,
    ) -> Self {
        Self {
            client,
            credentials,
            bank_url,
            clock,
            operator,
            skew: Skew::default(),
            creations: Limit::new(max_creates),
            questions: Limit::new(max_questions),
            bank_lists: Limit::new(BANK_LIST_SLOTS),
        }
    }

    fn credentials(&self, site: &SiteName) -> Result<&Credentials, NoAnswer> {
        self.credentials
            .get(site)
            .ok_or_else(|| NoAnswer::NotAsked(format!("no site {site} is configured")))
    }

    /// The time a fresh seed bears, in the provider's clock.
    fn seed_time(&self) -> Timestamp {
        self.skew.correct(self.clock.now())
    }

    fn measured(&self, limit: &Limit, sent: Timestamp, outcome: Outcome) {
        let received = self.clock.now();
        if outcome.outage {
            limit.outage(received);
        } else {
            limit.answered();
        }
        if let Some(date) = outcome.server_date
            && let Some(skew) = self.skew.measure(sent, received, date)
        {
            self.operator.count(Alert::ClockSkew, None, None);
            tracing::error!(
                alert = Alert::ClockSkew.as_str(),
                skew_ms = skew,
                "The provider's clock and ours disagree by more than {} s.",
                skew::ALERT_MILLIS / 1000
            );
        }
    }

    /// Asks a question; once more when its seed was rejected and the answer showed that the
    /// clocks disagree, with a seed in the provider's time.
    async fn question<T, F, Asking>(&self, limit: &Limit, ask: F) -> Result<T, NoAnswer>
    where
        F: Fn(Timestamp) -> Asking + Send + Sync,
        Asking: Future<Output = Result<Answer<T>, CallError>> + Send,
    {
        let _permit = limit.admit(self.clock.now())?;
        let mut again = true;
        loop {
            let skew_before = self.skew.millis();
            let sent = self.clock.now();
            match ask(self.seed_time()).await {
                Ok(answer) => {
                    self.measured(limit, sent, Outcome::of_answer(answer.server_date));
                    return Ok(answer.value);
                }
                Err(error) => {
                    self.measured(limit, sent, Outcome::of_error(&error));
                    let rejected = is_access_denied(&error.kind);
                    let skew_learnt = self.skew.millis().abs_diff(skew_before) > 2_000;
                    if rejected && skew_learnt && again {
                        again = false;
                        continue;
                    }
                    return Err(self.no_answer(error.kind));
                }
            }
        }
    }

    fn no_answer(&self, kind: CallErrorKind) -> NoAnswer {
        match kind {
            CallErrorKind::Fault(fault) => {
                let skew = self.skew.millis();
                if fault.string.starts_with(ACCESS_DENIED) && skew.abs() > skew::ALERT_MILLIS {
                    return NoAnswer::ClockSkew { skew_seconds: skew / 1000, fault: fault.string };
                }
                NoAnswer::Fault(fault.string)
            }
            CallErrorKind::Garbled(error) => NoAnswer::Garbled(error.to_string()),
            CallErrorKind::Encode(error) => NoAnswer::NotAsked(error.to_string()),
            CallErrorKind::NotSent(why) | CallErrorKind::Cut(why) => NoAnswer::Unreachable(why),
            CallErrorKind::Timeout => NoAnswer::Unreachable("time-out".to_owned()),
            CallErrorKind::Status(status) => NoAnswer::Unreachable(format!("HTTP status {status}")),
        }
    }
}

#[async_trait]
impl Provider for Gateway {
    fn admit_creation(&self) -> Result<Permit, NoAnswer> {
        self.creations.admit(self.clock.now())
    }

    async fn create(&self, site: &SiteName, order: &Order, permit: Permit) -> Creation {
        let _permit = permit;
        let credentials = match self.credentials(site) {
            Ok(credentials) => credentials,
            Err(error) => return Creation::NotSent { why: error.to_string() },
        };
        let sent = self.clock.now();
        let seed = self.seed_time();
        let result = match order {
            Order::Simple(request) => {
                self.client.create_transaction(credentials, seed, request).await
            }
            Order::MultiCredit(request) => {
                self.client.create_transaction_multi_credit(credentials, seed, request).await
            }
        };
        match result {
            Ok(answer) => {
                self.measured(&self.creations, sent, Outcome::of_answer(answer.server_date));
                classify::creation(answer.value, |url| {
                    self.bank_url.check(url).map(|_| ()).map_err(|error| error.to_string())
                })
            }
            Err(error) => {
                self.measured(&self.creations, sent, Outcome::of_error(&error));
                not_created(error.kind)
            }
        }
    }

    async fn information(
        &self,
        site: &SiteName,
        transaction_id: i64,
    ) -> Result<Information, NoAnswer> {
        let credentials = self.credentials(site)?;
        let reply = self
            .question(&self.questions, |seed| {
                self.client.get_transaction_information(credentials, seed, transaction_id)
            })
            .await?;
        Ok(classify::information(reply))
    }

    async fn banks(&self, site: &SiteName) -> Result<Vec<Bank>, NoAnswer> {
        let credentials = self.credentials(site)?;
        let reply = self
            .question(&self.bank_lists, |seed| self.client.get_bank_list(credentials, seed))
            .await?;
        classify::banks(reply).map_err(NoAnswer::Garbled)
    }

    fn health(&self) -> Health {
        Health {
            skew_millis: self.skew.millis(),
            creations_held: self.creations.is_open(),
            questions_held: self.questions.is_open(),
        }
    }
}

/// What an exchange says of the provider, whatever it was about.
struct Outcome {
    server_date: Option<Timestamp>,
    outage: bool,
}

impl Outcome {
    const fn of_answer(server_date: Option<Timestamp>) -> Self {
        Self { server_date, outage: false }
    }

    fn of_error(error: &CallError) -> Self {
        let outage = match &error.kind {
            CallErrorKind::NotSent(_)
            | CallErrorKind::Timeout
            | CallErrorKind::Cut(_)
            | CallErrorKind::Status(_) => true,
            CallErrorKind::Encode(_) | CallErrorKind::Fault(_) | CallErrorKind::Garbled(_) => false,
        };
        Self { server_date: error.server_date, outage }
    }
}

fn is_access_denied(kind: &CallErrorKind) -> bool {
    matches!(kind, CallErrorKind::Fault(fault) if fault.string.starts_with(ACCESS_DENIED))
}

/// A creation that came to no reply. A fault is the provider's own refusal; anything else after
/// the first byte may have created a transaction.
fn not_created(kind: CallErrorKind) -> Creation {
    let unanswered = |why: String| Creation::Unanswered {
        names: Names::default(),
        reason: Reason::default(),
        why,
    };
    match kind {
        CallErrorKind::Fault(Fault { string, .. }) => Creation::Refused {
            names: Names::default(),
            reason: Reason { reason_text: Some(string), ..Reason::default() },
            configuration: true,
        },
        CallErrorKind::Encode(error) => Creation::NotSent { why: error.to_string() },
        CallErrorKind::NotSent(why) => Creation::NotSent { why },
        CallErrorKind::Timeout => unanswered("time-out".to_owned()),
        CallErrorKind::Cut(why) => unanswered(format!("the connection was cut: {why}")),
        CallErrorKind::Status(status) => unanswered(format!("HTTP status {status}")),
        CallErrorKind::Garbled(error) => unanswered(format!("garbled: {error}")),
    }
}
