//! A provider that answers what a test tells it, and counts what it was asked.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;
use jiff::Timestamp;
use pse_shared::api::Bank;

use super::answer::{Creation, Information, NoAnswer};
use super::gateway::{Health, Provider};
use super::limits::{Limit, Permit};
use super::request::Order;
use crate::config::SiteName;

/// Answers in the order given; without one left it does not answer.
pub(crate) struct FakeProvider {
    pub(crate) banks: Mutex<VecDeque<Result<Vec<Bank>, NoAnswer>>>,
    pub(crate) creations: Mutex<VecDeque<Creation>>,
    pub(crate) informations: Mutex<VecDeque<Result<Information, NoAnswer>>>,
    pub(crate) asked: Mutex<Vec<&'static str>>,
    languages: Mutex<Vec<String>>,
    slots: Limit,
}

impl Default for FakeProvider {
    fn default() -> Self {
        Self {
            banks: Mutex::default(),
            creations: Mutex::default(),
            informations: Mutex::default(),
            asked: Mutex::default(),
            languages: Mutex::default(),
            slots: Limit::new(1_000),
        }
    }
}

impl FakeProvider {
    fn ask<T>(&self, what: &'static str, answers: &Mutex<VecDeque<T>>) -> Option<T> {
        self.asked.lock().unwrap().push(what);
        answers.lock().unwrap().pop_front()
    }

    /// The language of each transaction it was to create.
    pub(crate) fn languages(&self) -> Vec<String> {
        self.languages.lock().unwrap().clone()
    }

    /// How often it was asked this.
    pub(crate) fn count(&self, what: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| **asked == what).count()
    }
}

fn silence() -> NoAnswer {
    NoAnswer::Unreachable("nothing prepared".to_owned())
}

#[async_trait]
impl Provider for FakeProvider {
    fn admit_creation(&self) -> Result<Permit, NoAnswer> {
        self.slots.admit(Timestamp::UNIX_EPOCH)
    }

    async fn create(&self, _site: &SiteName, order: &Order, _permit: Permit) -> Creation {
        let transaction = match order {
            Order::Simple(transaction) => transaction,
            Order::MultiCredit(order) => &order.transaction,
        };
        self.languages.lock().unwrap().extend(transaction.language.clone());
        self.ask("create", &self.creations)
            .unwrap_or(Creation::NotSent { why: "nothing prepared".to_owned() })
    }

    async fn information(&self, _site: &SiteName, _id: i64) -> Result<Information, NoAnswer> {
        self.ask("information", &self.informations).unwrap_or_else(|| Err(silence()))
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
