//! What every route can reach.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::merchant_keys::MerchantKeys;
use super::problem::Problem;
use super::rate::RateLimits;
use crate::banks::lists::BankLists;
use crate::checkouts::create::CheckoutMaker;
use crate::clock::Clock;
use crate::config::{Config, SiteConfig, SiteName};
use crate::events::Events;
use crate::model::{Checkout, CheckoutId};
use crate::payments::ask::Questioner;
use crate::payments::create::Creator;
use crate::provider::gateway::Provider;
use crate::store::Store;
use pse_shared::ProblemCode;

/// What every route can reach.
pub struct App {
    /// What the operator decided.
    pub config: Config,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// The provider, for its health.
    pub provider: Arc<dyn Provider>,
    /// Who hears of changes.
    pub events: Events,
    /// The bank lists.
    pub banks: Arc<BankLists>,
    /// Makes checkouts.
    pub maker: CheckoutMaker,
    /// Creates payments.
    pub creator: Creator,
    /// Asks how payments stand.
    pub questioner: Questioner,
    /// Who merchants are.
    pub keys: MerchantKeys,
    /// How often anyone may call.
    pub rates: RateLimits,
    /// `public_url` without its last slash.
    pub public_url: String,
    /// Calls our own API, for the demo shop.
    pub http: reqwest::Client,
    /// The service is stopping: streams end.
    pub stopping: CancellationToken,
}

/// What handlers get.
pub type Shared = axum::extract::State<Arc<App>>;

impl App {
    /// A site by name; its checkouts outlive a configuration that no longer has it.
    ///
    /// # Errors
    /// `not_found` when it is not configured any more.
    pub fn site(&self, name: &SiteName) -> Result<&SiteConfig, Problem> {
        self.config.sites.get(name.as_str()).ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }

    /// A checkout and its site, by the id in a path.
    ///
    /// # Errors
    /// `not_found`, the same for what is no id and for what is none of ours.
    pub async fn checkout(&self, id: &str) -> Result<(Checkout, &SiteConfig), Problem> {
        let not_found = || Problem::new(ProblemCode::NotFound);
        let id = CheckoutId::parse(id).ok_or_else(not_found)?;
        let checkout = self.store.checkout(&id).await?.ok_or_else(not_found)?;
        let site = self.site(&checkout.site)?;
        Ok((checkout, site))
    }
}
