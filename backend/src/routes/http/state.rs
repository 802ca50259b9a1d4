//! The state that every route can reach.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use pse_core::alerts::Alerts;
use pse_core::banks::lists::BankLists;
use pse_core::checkouts::create::Checkouts;
use pse_core::model::{Checkout, CheckoutId, SiteName};
use pse_core::payments::payment_starter::PaymentStarter;
use pse_core::payments::status_checks::StatusChecks;
use pse_core::payments::webhook_messages::WebhookMessages;
use pse_core::ports::providers::Providers;
use pse_core::ports::store::Store;
use pse_core::time::Clock;
use pse_shared::ProblemCode;
use tokio_util::task::TaskTracker;

use super::api_error::ApiError;
use super::merchant_keys::MerchantKeys;
use super::rate::RateLimits;
use super::refused_origins::RefusedOrigins;
use crate::config::{Config, SiteConfig};
use crate::connections::streams::Streams;
use crate::connections::table::ConnectionTable;
use crate::logging::LogWriter;
use crate::metrics::Metrics;

/// The state that every route can reach: configuration, ports, core services.
pub struct App {
    /// The service's configuration.
    pub config: Config,
    /// The clock of the service.
    pub clock: Arc<dyn Clock>,
    /// The store of everything that lasts.
    pub store: Arc<dyn Store>,
    /// The providers, for their health.
    pub providers: Providers,
    /// The bank lists of all sites.
    pub banks: Arc<BankLists>,
    /// Creates checkouts.
    pub checkouts: Checkouts,
    /// Starts payments.
    pub payments: PaymentStarter,
    /// Asks providers for the status of payments.
    pub checks: StatusChecks,
    /// Writes webhook messages, and wakes their sender.
    pub messages: WebhookMessages,
    /// Raises alerts to the operator, and counts them.
    pub alerts: Alerts,
    /// Runs tasks that go on when a request is over.
    pub tasks: TaskTracker,
    /// Finds the site that an API key belongs to.
    pub keys: MerchantKeys,
    /// Histograms of how long requests and calls take, for `/metrics`.
    pub metrics: Metrics,
    /// Writes the log, and knows how many lines were lost; `None` where nobody set one up.
    pub log: Option<LogWriter>,
    /// The connections of the public listener.
    pub connections: Arc<ConnectionTable>,
    /// The open event streams.
    pub streams: Arc<Streams>,
    /// Rate limits per buyer's address and per checkout.
    pub rates: RateLimits,
    /// Says which pages were refused for where they are.
    pub refused_origins: Arc<RefusedOrigins>,
    /// The service's public URL without its last slash.
    pub public_url: String,
    /// Whether browsers reach the service by `https`.
    pub is_https: bool,
    /// The HTTP client by which the demo shop calls our own API.
    pub http: reqwest::Client,
    /// Cancelled when the service stops; event streams end then.
    pub stopping: CancellationToken,
}

/// The extractor by which handlers get the [`App`].
pub type AppState = axum::extract::State<Arc<App>>;

impl App {
    /// Finds a site by name. A stored checkout may belong to a site that is no longer configured.
    ///
    /// # Errors
    /// `not_found` when the site is not configured any more.
    pub fn site(&self, name: &SiteName) -> Result<&SiteConfig, ApiError> {
        self.config.sites.get(name.as_str()).ok_or_else(|| ApiError::new(ProblemCode::NotFound))
    }

    /// Finds a checkout and its site, by the id in a path.
    ///
    /// # Errors
    /// `not_found`, the same for a malformed id and an unknown one.
    pub async fn checkout(&self, id: &str) -> Result<(Checkout, &SiteConfig), ApiError> {
        let not_found = || ApiError::new(ProblemCode::NotFound);
        let id = CheckoutId::parse(id).ok_or_else(not_found)?;
        let checkout = self.store.checkout(&id).await?.ok_or_else(not_found)?;
        let site = self.site(&checkout.site)?;
        Ok((checkout, site))
    }
}
