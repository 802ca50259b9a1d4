//! The service listens, works and stops gracefully: no new requests, those under way finished, the
//! store closed last.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use super::assemble::{Assembled, assemble};
use super::error::ServiceError;
use crate::clock::{Clock, SystemClock};
use crate::config::{Config, Endpoint, StoreUrl};
use crate::notifications::operator;
use crate::payments::probe::Probe;
use crate::payments::recover;
use crate::payments::times::later;
use crate::routes::http::state::App;
use crate::routes::router::router;
use crate::store::Store;
use crate::store::sqlite::SqliteStore;

/// How often the rate limits forget who has been quiet.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// What is under way at a stop is waited for this long: a creation's 20 seconds and its commits.
const DRAIN: Duration = Duration::from_secs(30);

/// Runs until `stop` is cancelled and everything under way is finished.
///
/// # Errors
/// Why it does not start, or what made it stop.
pub async fn run(mut config: Config, stop: CancellationToken) -> Result<(), ServiceError> {
    let listener = listen(config.server.listen, "the service").await?;
    let address = listener.local_addr().map_err(ServiceError::Serve)?;
    config.bound_to(address);
    let tasks = TaskTracker::new();
    let sandbox_stop = CancellationToken::new();
    let endpoint = start_sandbox(&config, &tasks, &sandbox_stop).await?;

    let StoreUrl::Sqlite(path) = &config.store.url;
    let sqlite = Arc::new(SqliteStore::open(&format!("sqlite:{}", path.display())).await?);
    let store: Arc<dyn Store> = Arc::clone(&sqlite) as Arc<dyn Store>;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
    let work = TaskTracker::new();
    let assembled = assemble(config, endpoint, store, clock, work.clone(), stop.clone())?;
    let mover = &assembled.app.creator.mover;
    // Whenever they say they were stored: the clock may have been set back since.
    recover::settle_orphans(mover, jiff::Timestamp::MAX).await?;

    let app = Arc::clone(&assembled.app);
    start_background(assembled, &work, &stop);
    announce(&app, address);
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let stopped = stop.clone();
    let serving = axum::serve(listener, service)
        .with_graceful_shutdown(async move { stopped.cancelled().await })
        .into_future();
    let served = tokio::select! {
        served = serving => served.map_err(ServiceError::Serve),
        () = patience(&stop) => Ok(()),
    };
    stop.cancel();
    work.close();
    let all_done = tokio::time::timeout(DRAIN, work.wait()).await.is_ok();
    sandbox_stop.cancel();
    tasks.close();
    tasks.wait().await;
    sqlite.close().await;
    tracing::info!(all_done, "The service has stopped.");
    served
}

/// Requests under way get this long after a stop; a client that reads too slowly is left.
async fn patience(stop: &CancellationToken) {
    stop.cancelled().await;
    let never = std::future::pending::<()>();
    // Running out is the point.
    let _ = tokio::time::timeout(DRAIN, never).await;
}

async fn listen(address: SocketAddr, what: &'static str) -> Result<TcpListener, ServiceError> {
    TcpListener::bind(address).await.map_err(|error| ServiceError::Listen { address, what, error })
}

/// Starts the sandbox where it is on, and says where the provider is.
async fn start_sandbox(
    config: &Config,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> Result<Url, ServiceError> {
    let mut at = None;
    if let Some(sandbox) = &config.sandbox {
        let listener = listen(sandbox.listen, "the sandbox").await?;
        let address = listener.local_addr().map_err(ServiceError::Serve)?;
        let settings = pse_sandbox::Config::for_address(address);
        at = settings.public_url.join("/soap/pse/").ok();
        tracing::info!(url = %settings.public_url, "The sandbox plays provider, PSE and banks.");
        let stop = stop.clone();
        tasks.spawn(async move {
            let stopped = async move { stop.cancelled().await };
            if let Err(error) = pse_sandbox::serve(listener, settings, stopped).await {
                tracing::error!(%error, "The sandbox stopped.");
            }
        });
    }
    match (&config.provider.endpoint, at) {
        (Endpoint::Url(url), _) => Ok(url.clone()),
        (Endpoint::Sandbox, Some(url)) => Ok(url),
        (Endpoint::Sandbox, None) => {
            Err(ServiceError::Client("there is neither an endpoint nor a sandbox".to_owned()))
        }
    }
}

fn start_background(assembled: Assembled, work: &TaskTracker, stop: &CancellationToken) {
    let app = assembled.app;
    let probe = Probe {
        questioner: app.questioner.clone(),
        in_flight: app.config.probe.in_flight,
        wake: assembled.probe,
    };
    work.spawn(probe.run(stop.clone(), work.clone()));
    if let Some(url) = alerts_url(&app) {
        let poster = assembled.deliverer.poster.clone();
        work.spawn(operator::post_alerts(url, poster, assembled.alerts, stop.clone()));
    }
    work.spawn(assembled.deliverer.run(stop.clone()));
    let (forgetting, stopped) = (app, stop.clone());
    work.spawn(async move {
        while !stopped.is_cancelled() {
            let next = later(forgetting.clock.now(), FORGET_EVERY);
            tokio::select! {
                () = stopped.cancelled() => {}
                () = forgetting.clock.sleep_until(next) => forgetting.rates.forget_the_quiet(),
            }
        }
    });
}

fn alerts_url(app: &App) -> Option<Url> {
    app.config.alerts.webhook.as_ref()?.expose_secret().parse().ok()
}

fn announce(app: &App, address: SocketAddr) {
    tracing::info!(
        %address,
        url = app.public_url,
        sandbox = app.config.is_sandboxed(),
        demo = app.config.demo.is_some(),
        "The service is ready."
    );
}
