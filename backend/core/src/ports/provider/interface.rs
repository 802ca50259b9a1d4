//! The trait that every provider implements.

use async_trait::async_trait;
use pse_shared::api::Bank;

use super::abilities::{Abilities, Health};
use super::answer::{Creation, NoAnswer, StatusReport};
use super::charge::Charge;
use crate::model::{SiteName, TransactionRef};

/// A provider of PSE payments, reached by one protocol at one address.
#[async_trait]
pub trait Provider: Send + Sync + 'static {
    /// The features and limits of this provider.
    fn abilities(&self) -> Abilities;

    /// Gives permission to create one transaction now. Taken before anything is stored, so that a refused one leaves
    /// no payment behind. A provider without limits always gives it.
    ///
    /// # Errors
    /// Why the provider is not to be called now.
    fn admit(&self) -> Result<Permit, NoAnswer> {
        Ok(Permit::unlimited())
    }

    /// Asks once to create a transaction; never retried, as the provider may hold it.
    async fn create(&self, site: &SiteName, charge: &Charge, permit: Permit) -> Creation;

    /// Asks for a transaction's status.
    ///
    /// # Errors
    /// Why there is no status.
    async fn status(
        &self,
        site: &SiteName,
        transaction: &TransactionRef,
    ) -> Result<StatusReport, NoAnswer>;

    /// Asks for a site's banks: only banks, no hints among them; in alphabetical order; never empty.
    ///
    /// # Errors
    /// Why there is no list.
    async fn banks(&self, site: &SiteName) -> Result<Vec<Bank>, NoAnswer>;

    /// The health of this provider, for the metrics.
    fn health(&self) -> Health;
}

/// Permission to create one transaction; what it holds is released when it is dropped.
pub struct Permit {
    _held: Option<Box<dyn Send + Sync>>,
}

impl Permit {
    /// Makes a permit of a provider without limits.
    #[must_use]
    pub const fn unlimited() -> Self {
        Self { _held: None }
    }

    /// Makes a permit that holds something, such as a slot, until it is dropped.
    #[must_use]
    pub fn holding(held: impl Send + Sync + 'static) -> Self {
        Self { _held: Some(Box::new(held)) }
    }
}
