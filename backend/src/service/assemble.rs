//! A configuration becomes an application: its parts made and tied together.

use std::collections::BTreeMap;
use std::sync::Arc;

use pse_placetopay::{Client, ClientConfig};
use pse_placetopay::{Credentials, Namespace};
use secrecy::ExposeSecret;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use super::error::ServiceError;
use crate::banks::lists::BankLists;
use crate::checkouts::create::CheckoutMaker;
use crate::clock::Clock;
use crate::config::{Config, SiteName, WebhookConfig};
use crate::events::Events;
use crate::net::bank_url::BankUrlRule;
use crate::net::return_url::ReturnUrlRule;
use crate::notifications::compose::Composer;
use crate::notifications::deliver::Deliverer;
use crate::notifications::operator::{Operator, Outbox};
use crate::notifications::post::Poster;
use crate::payments::apply::Mover;
use crate::payments::ask::Questioner;
use crate::payments::create::Creator;
use crate::payments::times::ProbeTimes;
use crate::provider::gateway::{Gateway, Provider};
use crate::routes::http::merchant_keys::MerchantKeys;
use crate::routes::http::rate::RateLimits;
use crate::routes::http::state::App;
use crate::store::Store;

/// The parts that outlive requests.
pub struct Assembled {
    /// What the routes reach.
    pub app: Arc<App>,
    /// Woken when a payment becomes pending.
    pub probe: Arc<Notify>,
    /// Tells merchants' servers.
    pub deliverer: Deliverer,
    /// Alerts to be posted.
    pub alerts: Outbox,
}

/// Puts the service together.
///
/// # Errors
/// When the provider's client cannot be made.
pub fn assemble(
    config: Config,
    endpoint: Url,
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    tasks: TaskTracker,
    stopping: CancellationToken,
) -> Result<Assembled, ServiceError> {
    let (probe, wake) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let webhooks = Arc::new(webhooks(&config));
    let sandboxed = config.is_sandboxed();
    let (operator, alerts) = Operator::new();
    let provider: Arc<dyn Provider> =
        Arc::new(gateway(&config, endpoint, &clock, operator.clone())?);
    let events = Events::default();
    let mover = Mover {
        store: Arc::clone(&store),
        clock: Arc::clone(&clock),
        times: ProbeTimes { first_after: config.probe.first_after, every: config.probe.every },
        events: events.clone(),
        composer: Composer::new(webhooks.keys().cloned(), Arc::clone(&wake)),
        operator,
    };
    let banks = Arc::new(BankLists::new(
        Arc::clone(&store),
        Arc::clone(&provider),
        Arc::clone(&clock),
        config.sites.iter().map(|site| site.name.clone()),
    ));
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| ServiceError::Client(error.to_string()))?;
    let deliverer = Deliverer {
        store: Arc::clone(&store),
        clock: Arc::clone(&clock),
        webhooks,
        poster: Poster::new(sandboxed).map_err(|error| ServiceError::Client(error.to_string()))?,
        wake,
    };
    let app = App {
        clock: Arc::clone(&clock),
        store: Arc::clone(&store),
        events,
        banks: Arc::clone(&banks),
        maker: CheckoutMaker { store, clock, return_urls: ReturnUrlRule::new(sandboxed) },
        creator: Creator {
            mover: mover.clone(),
            provider: Arc::clone(&provider),
            banks,
            public_url: config.server.public_url.clone(),
            tasks,
            probe: Arc::clone(&probe),
        },
        questioner: Questioner { mover, provider: Arc::clone(&provider) },
        provider,
        keys: MerchantKeys::of(&config.sites),
        rates: RateLimits::default(),
        public_url: config.server.public_url.as_str().trim_end_matches('/').to_owned(),
        http,
        stopping,
        config,
    };
    Ok(Assembled { app: Arc::new(app), probe, deliverer, alerts })
}

fn gateway(
    config: &Config,
    endpoint: Url,
    clock: &Arc<dyn Clock>,
    operator: Operator,
) -> Result<Gateway, ServiceError> {
    let failed = |error: &dyn core::fmt::Display| ServiceError::Client(error.to_string());
    let namespace = Namespace::new(&*config.provider.namespace).map_err(|error| failed(&error))?;
    let client = Client::new(ClientConfig {
        connect_timeout: config.provider.connect_timeout,
        create_timeout: config.provider.create_timeout,
        question_timeout: config.provider.question_timeout,
        ..ClientConfig::new(endpoint, namespace)
    })
    .map_err(|error| failed(&error))?;
    let credentials: BTreeMap<SiteName, Credentials> = config
        .sites
        .iter()
        .map(|site| {
            let credentials = Credentials {
                login: site.login.expose_secret().to_owned(),
                tran_key: site.tran_key.clone(),
            };
            (site.name.clone(), credentials)
        })
        .collect();
    Ok(Gateway::new(
        client,
        credentials,
        BankUrlRule::new(config.is_sandboxed()),
        Arc::clone(clock),
        operator,
        config.provider.max_creates,
        config.provider.max_questions,
    ))
}

fn webhooks(config: &Config) -> BTreeMap<SiteName, WebhookConfig> {
    config
        .sites
        .iter()
        .filter_map(|site| Some((site.name.clone(), site.webhook.clone()?)))
        .collect()
}
