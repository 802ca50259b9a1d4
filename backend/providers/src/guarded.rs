//! What guards any provider: slots and a breaker for each operation, so that hung creations starve neither bank list
//! nor questions, and the duration of every call.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use pse_core::model::{ProviderName, SiteName, TransactionRef};
use pse_core::ports::provider::{
    Abilities, Charge, Creation, Health, NoAnswer, Permit, Provider, StatusReport,
};
use pse_core::time::Clock;
use pse_shared::api::Bank;

use crate::limits::Limit;

/// Bank lists are asked for once a day; so many sites at once are plenty.
const BANK_LIST_SLOTS: usize = 4;

/// An operation of a provider, as limits and metrics tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProviderOperation {
    /// Create a transaction.
    Create,
    /// Report a transaction's status.
    Status,
    /// List the banks.
    Banks,
}

impl ProviderOperation {
    /// Every operation.
    pub const ALL: [Self; 3] = [Self::Create, Self::Status, Self::Banks];

    /// The operation's name in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Status => "status",
            Self::Banks => "banks",
        }
    }
}

/// The outcome of a call to a provider, for metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallOutcome {
    /// The provider answered what was asked.
    Answered,
    /// The provider refused, or its answer cannot be understood.
    Refused,
    /// The provider did not answer.
    Outage,
    /// Nothing was sent to the provider.
    NotSent,
}

impl CallOutcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Answered, Self::Refused, Self::Outage, Self::NotSent];

    /// The outcome's name in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Outage => "outage",
            Self::NotSent => "not_sent",
        }
    }

    fn of(error: &NoAnswer) -> Self {
        match error {
            NoAnswer::Page { why, .. } => Self::of(why),
            NoAnswer::Unreachable(_) => Self::Outage,
            NoAnswer::NotAsked(_) => Self::NotSent,
            NoAnswer::ClockSkew { .. }
            | NoAnswer::WrongKeys(_)
            | NoAnswer::Refused(_)
            | NoAnswer::Garbled(_) => Self::Refused,
        }
    }

    fn of_creation(creation: &Creation) -> Self {
        match creation {
            Creation::Accepted { .. } => Self::Answered,
            Creation::Refused { .. } => Self::Refused,
            Creation::NotSent { why } | Creation::Unanswered { why, .. } => Self::of(why),
        }
    }
}

/// Observes every call to a provider, to measure it.
pub trait CallObserver: Send + Sync + 'static {
    /// Is told that a call ended.
    fn observed(
        &self,
        provider: &ProviderName,
        operation: ProviderOperation,
        outcome: CallOutcome,
        took: Duration,
    );
}

/// An observer that ignores every call.
impl CallObserver for () {
    fn observed(&self, _: &ProviderName, _: ProviderOperation, _: CallOutcome, _: Duration) {}
}

/// A decorator of a provider: limits its concurrent calls (slots) and stops calling it during an outage (circuit
/// breaker).
pub struct Guarded {
    inner: Arc<dyn Provider>,
    name: ProviderName,
    clock: Arc<dyn Clock>,
    observer: Arc<dyn CallObserver>,
    creations: Limit,
    questions: Limit,
    bank_lists: Limit,
}

impl Guarded {
    /// Guards a provider: the most creations and the most questions that may run at once.
    #[must_use]
    pub fn new(
        inner: Arc<dyn Provider>,
        name: ProviderName,
        clock: Arc<dyn Clock>,
        observer: Arc<dyn CallObserver>,
        max_creates: usize,
        max_questions: usize,
    ) -> Self {
        Self {
            inner,
            name,
            clock,
            observer,
            creations: Limit::new(max_creates),
            questions: Limit::new(max_questions),
            bank_lists: Limit::new(BANK_LIST_SLOTS),
        }
    }

    /// Takes in how a call went: for the breaker, and for whoever measures.
    fn went(
        &self,
        limit: &Limit,
        operation: ProviderOperation,
        outcome: CallOutcome,
        began: Duration,
    ) {
        match outcome {
            CallOutcome::Outage => limit.outage(self.clock.now()),
            CallOutcome::Answered | CallOutcome::Refused => limit.answered(),
            // It says nothing about the provider.
            CallOutcome::NotSent => {}
        }
        let took = self.clock.monotonic().saturating_sub(began);
        self.observer.observed(&self.name, operation, outcome, took);
    }

    async fn question<T>(
        &self,
        limit: &Limit,
        operation: ProviderOperation,
        ask: impl Future<Output = Result<T, NoAnswer>> + Send,
    ) -> Result<T, NoAnswer> {
        let _permit = limit.admit(self.clock.now())?;
        let began = self.clock.monotonic();
        let result = ask.await;
        let outcome = result.as_ref().map_or_else(CallOutcome::of, |_| CallOutcome::Answered);
        self.went(limit, operation, outcome, began);
        result
    }
}

#[async_trait]
impl Provider for Guarded {
    fn abilities(&self) -> Abilities {
        self.inner.abilities()
    }

    fn admit(&self) -> Result<Permit, NoAnswer> {
        let slot = self.creations.admit(self.clock.now())?;
        let inner = self.inner.admit()?;
        Ok(Permit::holding((slot, inner)))
    }

    async fn create(&self, site: &SiteName, charge: &Charge, permit: Permit) -> Creation {
        let began = self.clock.monotonic();
        let creation = self.inner.create(site, charge, permit).await;
        let outcome = CallOutcome::of_creation(&creation);
        self.went(&self.creations, ProviderOperation::Create, outcome, began);
        creation
    }

    async fn status(
        &self,
        site: &SiteName,
        transaction: &TransactionRef,
    ) -> Result<StatusReport, NoAnswer> {
        let asking = self.inner.status(site, transaction);
        self.question(&self.questions, ProviderOperation::Status, asking).await
    }

    async fn banks(&self, site: &SiteName) -> Result<Vec<Bank>, NoAnswer> {
        let asking = self.inner.banks(site);
        self.question(&self.bank_lists, ProviderOperation::Banks, asking).await
    }

    fn health(&self) -> Health {
        Health {
            creations_held: self.creations.is_open(),
            questions_held: self.questions.is_open(),
            ..self.inner.health()
        }
    }
}

#[cfg(test)]
mod tests;
