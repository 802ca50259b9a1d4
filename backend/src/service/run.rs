//! The service listens, works and stops gracefully: no new requests, those under way finished, the
//! store closed last.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use pse_core::alerts::Alerts;
use pse_core::payments::probe::Probe;
use pse_core::payments::recover;
use pse_core::time::later;
use pse_providers::CallObserver;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use super::assemble::{AppParts, Assembled, assemble};
use super::error::ServiceError;
use super::store::{Occasion, OpenedStore};
use super::{damage, providers, store, unfinished};
use crate::config::{Config, MetricsConfig, StoreUrl};
use crate::connections::bounds::{ConnectionBounds, TimeLimits};
use crate::connections::table::ConnectionTable;
use crate::connections::{accept, descriptors};
use crate::control;
use crate::control::listen::ControlListener;
use crate::logging::LogWriter;
use crate::metrics::Metrics;
use crate::notifications::post_alerts::post_alerts;
use crate::routes::http::state::App;
use crate::routes::router::{operators_router, router};

/// How often the rate limits forget addresses and checkouts that have been idle.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// What is under way at a stop is waited for this much longer than a creation may take: its commits.
const AROUND_A_CREATION: Duration = Duration::from_secs(10);

/// How many connections may be open to the listener of metrics.
const MOST_SCRAPES: usize = 32;

/// Runs the service until `stop` is cancelled and everything under way is finished.
///
/// # Errors
/// Why the service did not start, or what made it stop.
pub async fn run(
    mut config: Config,
    log: LogWriter,
    stop: CancellationToken,
) -> Result<(), ServiceError> {
    let listener = listen(config.server.listen, "the service").await?;
    let address = listener.local_addr().map_err(ServiceError::Serve)?;
    config.bound_to(address);
    let metrics_listener = metrics_listener(&config.metrics).await?;
    let tasks = TaskTracker::new();
    let sandbox_stop = CancellationToken::new();
    let sandbox = start_sandbox(&config, &tasks, &sandbox_stop).await?;

    // Looked into before it is opened: a refusal leaves the store as an earlier build may still want it.
    let seen = tokio::select! {
        seen = store::look(&config, Occasion::Start) => seen?,
        () = stop.cancelled() => {
            end_sandbox(&tasks, &sandbox_stop).await;
            return Ok(());
        }
    };
    for remark in &seen.remarks {
        tracing::warn!("{remark}");
    }
    unfinished::check(&config, &seen.unfinished)?;
    let OpenedStore { store, clock } = store::open(&config).await?;
    // And again, now that nobody else writes it.
    if let Err(abandoned) = unfinished::check(&config, &store.unfinished().await?) {
        store.close().await;
        return Err(abandoned.into());
    }
    let (alerts, alert_queue) = Alerts::new();
    let metrics = Metrics::new()?;
    let observer: Arc<dyn CallObserver> = Arc::new(metrics.clone());
    let providers = match providers::make(&config, sandbox, &clock, &alerts, &observer) {
        Ok(providers) => providers,
        Err(error) => {
            store.close().await;
            return Err(error.into());
        }
    };
    let work = TaskTracker::new();
    if let Some(commands) = listen_for_commands(&config)? {
        work.spawn(control::serve::serve(commands, stop.clone()));
    }
    let parts = AppParts {
        providers,
        store: Arc::clone(&store),
        clock,
        metrics,
        log: Some(log),
        descriptors: descriptors::raised(),
        alerts,
        alert_queue,
        tasks: work.clone(),
        stopping: stop.clone(),
    };
    let drain = config.providers.longest(|timeouts| timeouts.create) + AROUND_A_CREATION;
    let assembled = assemble(config, parts)?;
    recover::settle_orphans(&assembled.app.checks.transitions).await?;

    let app = Arc::clone(&assembled.app);
    start_background(assembled, &work, &stop);
    if let Some(listener) = metrics_listener {
        serve_metrics(&app, listener, &work);
    }
    announce(&app, address);
    let table = Arc::clone(&app.connections);
    tokio::select! {
        () = accept::serve(listener, router(app), table, stop.clone()) => {}
        () = patience(&stop, drain) => {}
    }
    work.close();
    let all_done = tokio::time::timeout(drain, work.wait()).await.is_ok();
    end_sandbox(&tasks, &sandbox_stop).await;
    store.close().await;
    tracing::info!(all_done, "The service has stopped.");
    Ok(())
}

/// Requests under way get this long after a stop; a client that reads too slowly is left.
async fn patience(stop: &CancellationToken, drain: Duration) {
    stop.cancelled().await;
    let never = std::future::pending::<()>();
    // Running out is the point.
    let _ = tokio::time::timeout(drain, never).await;
}

async fn listen(address: SocketAddr, what: &'static str) -> Result<TcpListener, ServiceError> {
    TcpListener::bind(address).await.map_err(|error| ServiceError::Listen { address, what, error })
}

/// Listens for this program's own commands, beside the store's file.
fn listen_for_commands(config: &Config) -> Result<Option<ControlListener>, ServiceError> {
    match &config.store.url {
        StoreUrl::Sqlite(path) => {
            control::listen::listen(path).map(Some).map_err(ServiceError::Control)
        }
        StoreUrl::Postgres(_) => Ok(None),
    }
}

/// Listens for Prometheus. Where nobody wrote the address down, the service does without when it is in use.
async fn metrics_listener(metrics: &MetricsConfig) -> Result<Option<TcpListener>, ServiceError> {
    match listen(metrics.listen, "metrics").await {
        Ok(listener) => Ok(Some(listener)),
        Err(error) if metrics.listen_is_written => Err(error),
        Err(error) => {
            tracing::warn!(%error, "There are no metrics; set metrics.listen to another address.");
            Ok(None)
        }
    }
}

fn serve_metrics(app: &Arc<App>, listener: TcpListener, work: &TaskTracker) {
    if let Ok(address) = listener.local_addr() {
        tracing::info!(url = %format_args!("http://{address}"), "Prometheus reads the metrics here.");
    }
    let bounds = ConnectionBounds { in_all: MOST_SCRAPES, per_address: MOST_SCRAPES };
    let limits = TimeLimits::around(app.config.longest_request());
    let table = ConnectionTable::new(Arc::clone(&app.clock), bounds, limits, Vec::new());
    let router = operators_router(Arc::clone(app));
    work.spawn(accept::serve(listener, router, Arc::new(table), app.stopping.clone()));
}

/// Starts the sandbox where it is on; the address it is bound to.
async fn start_sandbox(
    config: &Config,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> Result<Option<SocketAddr>, ServiceError> {
    let Some(sandbox) = &config.sandbox else { return Ok(None) };
    let listener = listen(sandbox.listen, "the sandbox").await?;
    let address = listener.local_addr().map_err(ServiceError::Serve)?;
    let settings = pse_sandbox::Config::for_address(address);
    tracing::info!(url = %settings.public_url, "The sandbox plays provider, PSE and banks.");
    let stop = stop.clone();
    tasks.spawn(async move {
        let stopped = async move { stop.cancelled().await };
        if let Err(error) = pse_sandbox::serve(listener, settings, stopped).await {
            tracing::error!(%error, "The sandbox stopped.");
        }
    });
    Ok(Some(address))
}

async fn end_sandbox(tasks: &TaskTracker, stop: &CancellationToken) {
    stop.cancel();
    tasks.close();
    tasks.wait().await;
}

fn start_background(assembled: Assembled, work: &TaskTracker, stop: &CancellationToken) {
    let app = assembled.app;
    // Ends with the service, and sooner when the store is damaged.
    let resting = stop.child_token();
    let (store, alerts) = (Arc::clone(&app.store), app.alerts.clone());
    work.spawn(damage::watch(store, alerts, resting.clone(), stop.clone()));
    let probe = Probe {
        checks: app.checks.clone(),
        in_flight: app.config.probe.in_flight,
        wake: assembled.probe,
    };
    work.spawn(probe.run(resting.clone(), work.clone()));
    if let Some(url) = alerts_url(&app) {
        let client = assembled.webhooks.client.clone();
        work.spawn(post_alerts(url, client, assembled.alert_queue, stop.clone()));
    }
    work.spawn(assembled.webhooks.run(resting));
    let (forgetting, stopped) = (app, stop.clone());
    work.spawn(async move {
        while !stopped.is_cancelled() {
            let next = later(forgetting.clock.now(), FORGET_EVERY);
            tokio::select! {
                () = stopped.cancelled() => {}
                () = forgetting.clock.sleep_until(next) => forgetting.rates.forget_idle(),
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
