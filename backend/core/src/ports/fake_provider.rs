//! A provider that answers what a test tells it, and counts what it was asked.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use pse_shared::api::Bank;

use super::provider::{
    Abilities, Charge, Creation, Facts, Health, NoAnswer, Permit, Provider, StatusReport, Verdict,
};
use crate::model::{Payment, SiteName, TransactionRef};

/// A provider for tests: gives prepared answers in order, and no answer when none is left. Counts what it was asked.
#[derive(Default)]
pub struct FakeProvider {
    banks: Mutex<VecDeque<Result<Vec<Bank>, NoAnswer>>>,
    creations: Mutex<VecDeque<Creation>>,
    reports: Mutex<VecDeque<Result<StatusReport, NoAnswer>>>,
    asked: Mutex<Vec<&'static str>>,
    charges: Mutex<Vec<Charge>>,
    about: Mutex<Vec<TransactionRef>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl FakeProvider {
    /// Prepares the answer to the next question for banks.
    pub fn will_list(&self, banks: Result<Vec<Bank>, NoAnswer>) {
        locked(&self.banks).push_back(banks);
    }

    /// Prepares the answer to the next creation.
    pub fn will_create(&self, creation: Creation) {
        locked(&self.creations).push_back(creation);
    }

    /// Prepares the answer to the next question about a transaction.
    pub fn will_report(&self, report: Result<StatusReport, NoAnswer>) {
        locked(&self.reports).push_back(report);
    }

    /// How often the provider was asked `create`, `status` or `banks`.
    #[must_use]
    pub fn count(&self, what: &str) -> usize {
        locked(&self.asked).iter().filter(|asked| **asked == what).count()
    }

    /// Every charge the provider was asked to create, in order.
    #[must_use]
    pub fn charges(&self) -> Vec<Charge> {
        locked(&self.charges).clone()
    }

    /// Every transaction the provider was asked about, in order.
    #[must_use]
    pub fn asked_about(&self) -> Vec<TransactionRef> {
        locked(&self.about).clone()
    }

    fn ask<T>(&self, what: &'static str, answers: &Mutex<VecDeque<T>>) -> Option<T> {
        locked(&self.asked).push(what);
        locked(answers).pop_front()
    }
}

/// Makes the answer of an accepted creation, with this transaction id.
#[must_use]
pub fn accepted(transaction: &str, bank_url: &str) -> Creation {
    Creation::Accepted {
        facts: Facts {
            transaction: Some(TransactionRef::new(transaction)),
            cus: Some("0215022".to_owned()),
            transaction_cycle: Some(1),
            ..Facts::default()
        },
        bank_url: bank_url.to_owned(),
    }
}

/// Makes a status report about exactly this payment.
#[must_use]
pub fn report_on(payment: &Payment, verdict: Verdict) -> StatusReport {
    StatusReport {
        reference: Some(payment.reference.clone()),
        verdict,
        facts: Facts { transaction: payment.transaction.clone(), ..Facts::default() },
    }
}

fn silence() -> NoAnswer {
    NoAnswer::Unreachable("nothing prepared".to_owned())
}

#[async_trait]
impl Provider for FakeProvider {
    fn abilities(&self) -> Abilities {
        Abilities {
            multicredit: true,
            first_question_after: Duration::ZERO,
            question_every: Duration::ZERO,
        }
    }

    async fn create(&self, _site: &SiteName, charge: &Charge, _permit: Permit) -> Creation {
        locked(&self.charges).push(charge.clone());
        self.ask("create", &self.creations).unwrap_or(Creation::NotSent { why: silence() })
    }

    async fn status(
        &self,
        _site: &SiteName,
        transaction: &TransactionRef,
    ) -> Result<StatusReport, NoAnswer> {
        locked(&self.about).push(transaction.clone());
        self.ask("status", &self.reports).unwrap_or_else(|| Err(silence()))
    }

    async fn banks(&self, _site: &SiteName) -> Result<Vec<Bank>, NoAnswer> {
        // Lets others come in between, as a network would.
        tokio::task::yield_now().await;
        self.ask("banks", &self.banks).unwrap_or_else(|| Err(silence()))
    }

    fn health(&self) -> Health {
        Health::default()
    }
}
