//! Configuration and ports become an application: its parts made and tied together.

use std::collections::BTreeMap;
use std::sync::Arc;

use pse_core::alerts::{AlertQueue, Alerts};
use pse_core::banks::lists::BankLists;
use pse_core::checkouts::create::Checkouts;
use pse_core::model::{ConsentText, SiteName};
use pse_core::net::ReturnUrlRule;
use pse_core::payments::payment_starter::PaymentStarter;
use pse_core::payments::probe_times::ProbeTimes;
use pse_core::payments::status_checks::StatusChecks;
use pse_core::payments::transitions::Transitions;
use pse_core::payments::webhook_messages::WebhookMessages;
use pse_core::ports::providers::Providers;
use pse_core::ports::store::Store;
use pse_core::time::Clock;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::error::ServiceError;
use crate::config::{Config, SiteConfig, WebhookConfig};
use crate::connections::bounds::{ConnectionBounds, StreamBounds, TimeLimits};
use crate::connections::streams::Streams;
use crate::connections::table::ConnectionTable;
use crate::logging::LogWriter;
use crate::metrics::Metrics;
use crate::notifications::webhook_client::WebhookClient;
use crate::notifications::webhook_sender::WebhookSender;
use crate::routes::http::merchant_keys::MerchantKeys;
use crate::routes::http::rate::RateLimits;
use crate::routes::http::state::App;

/// The parts that an application is assembled from, besides its configuration.
pub struct AppParts {
    /// The configured providers.
    pub providers: Providers,
    /// The store of everything that lasts.
    pub store: Arc<dyn Store>,
    /// The clock of the service.
    pub clock: Arc<dyn Clock>,
    /// Histograms of how long requests and calls take.
    pub metrics: Metrics,
    /// Writes the log; `None` where nobody set one up.
    pub log: Option<LogWriter>,
    /// How many files and sockets the process may have open.
    pub descriptors: u64,
    /// Raises alerts to the operator.
    pub alerts: Alerts,
    /// The alerts that wait to be posted.
    pub alert_queue: AlertQueue,
    /// Runs tasks that go on when a request is over.
    pub tasks: TaskTracker,
    /// Cancelled when the service is to stop.
    pub stopping: CancellationToken,
}

/// An assembled application: the state of its routes, and its background work.
pub struct Assembled {
    /// The state that every route can reach.
    pub app: Arc<App>,
    /// Wakes the probe when a payment becomes pending.
    pub probe: Arc<Notify>,
    /// Sends webhook messages to merchants' servers.
    pub webhooks: WebhookSender,
    /// The alerts that wait to be posted.
    pub alert_queue: AlertQueue,
}

/// Assembles an application from its configuration and parts.
///
/// # Errors
/// When the client for outgoing calls cannot be made.
pub fn assemble(config: Config, parts: AppParts) -> Result<Assembled, ServiceError> {
    let AppParts {
        providers,
        store,
        clock,
        metrics,
        log,
        descriptors,
        alerts,
        alert_queue,
        tasks,
        stopping,
    } = parts;
    let (probe, wake) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let sandboxed = config.is_sandboxed();
    let receivers = Arc::new(receivers(&config));
    let messages = WebhookMessages::new(receivers.keys().cloned(), Arc::clone(&wake));
    let transitions = Transitions {
        store: Arc::clone(&store),
        clock: Arc::clone(&clock),
        times: ProbeTimes { first_after: config.probe.first_after, every: config.probe.every },
        messages: messages.clone(),
        alerts: alerts.clone(),
    };
    let banks = Arc::new(BankLists::new(
        Arc::clone(&store),
        providers.clone(),
        Arc::clone(&clock),
        config.sites.iter().map(|site| site.name.clone()),
        config.providers.longest(|timeouts| timeouts.question),
    ));
    // The demo shop alone calls, and this service alone, without TLS.
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only([])
        .build()
        .map_err(|error| ServiceError::Client(error.to_string()))?;
    let webhooks = WebhookSender {
        store: Arc::clone(&store),
        clock: Arc::clone(&clock),
        receivers,
        client: WebhookClient::new(sandboxed, posts_by_tls(&config))
            .map_err(|error| ServiceError::Client(error.to_string()))?,
        wake,
        metrics: metrics.clone(),
    };
    let connections = ConnectionTable::new(
        Arc::clone(&clock),
        ConnectionBounds::within(descriptors),
        TimeLimits::around(config.longest_request()),
        config.server.trusted_proxies.clone(),
    );
    let streams = Streams::new(Arc::clone(&clock), StreamBounds::within(descriptors));
    let sharing = Arc::clone(&store);
    let rates = RateLimits::among(move || sharing.replicas());
    let app = App {
        clock: Arc::clone(&clock),
        store: Arc::clone(&store),
        banks: Arc::clone(&banks),
        checkouts: Checkouts { store, clock, return_urls: ReturnUrlRule::new(sandboxed) },
        payments: PaymentStarter {
            transitions: transitions.clone(),
            providers: providers.clone(),
            longest_creation: config.providers.longest(|timeouts| timeouts.create),
            consents: Arc::new(consents(&config)),
            banks,
            public_url: config.server.public_url.clone(),
            tasks: tasks.clone(),
            probe: Arc::clone(&probe),
        },
        checks: StatusChecks { transitions, providers: providers.clone() },
        providers,
        messages,
        alerts,
        tasks,
        keys: MerchantKeys::of(&config.sites),
        metrics,
        log,
        connections: Arc::new(connections),
        streams: Arc::new(streams),
        rates,
        refused_origins: Arc::default(),
        is_https: config.server.public_url.scheme() == "https",
        public_url: config.server.public_url.as_str().trim_end_matches('/').to_owned(),
        http,
        stopping,
        config,
    };
    Ok(Assembled { app: Arc::new(app), probe, webhooks, alert_queue })
}

/// Whether anything is posted to an address of `https`: to a merchant's server, or to the operator.
fn posts_by_tls(config: &Config) -> bool {
    let merchants = config.sites.iter().filter_map(|site| site.webhook.as_ref());
    merchants.map(|webhook| webhook.url.scheme()).any(|scheme| scheme == "https")
        || config.alerts.webhook.is_some()
}

/// What buyers consent to, by site.
fn consents(config: &Config) -> BTreeMap<SiteName, ConsentText> {
    let asked =
        |site: &SiteConfig| Some((site.name.clone(), ConsentText::new(site.consent.as_deref()?)));
    config.sites.iter().filter_map(asked).collect()
}

/// The sites' webhooks, by site.
fn receivers(config: &Config) -> BTreeMap<SiteName, WebhookConfig> {
    config
        .sites
        .iter()
        .filter_map(|site| Some((site.name.clone(), site.webhook.clone()?)))
        .collect()
}
