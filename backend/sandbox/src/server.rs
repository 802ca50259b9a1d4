//! Serves a sandbox on a listener until it is told to stop.

use core::time::Duration;
use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use http::HeaderValue;
use http::header::DATE;
use tokio::net::TcpListener;

use crate::clock::http_date;
use crate::config::Config;
use crate::connection::{CuttableListener, Peer};
use crate::sandbox::Sandbox;
use crate::{control, pages, service};

/// How long calls under way get to end once the sandbox stops.
const GRACE: Duration = Duration::from_secs(5);

/// Runs a sandbox on `listener` until `shutdown` completes. It remembers nothing
/// afterwards. Calls under way are finished, for at most five seconds; connections that a
/// test bank or a fault holds open are cut.
///
/// # Errors
/// As [`Config::verify`].
pub async fn serve(
    listener: TcpListener,
    config: Config,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let sandbox = Arc::new(Sandbox::new(config)?);
    let stopping = sandbox.stopping.clone();
    let service = router(Arc::clone(&sandbox)).into_make_service_with_connect_info::<Peer>();
    let server = axum::serve(CuttableListener(listener), service)
        .with_graceful_shutdown(stopping.clone().cancelled_owned());
    let stop = async move {
        shutdown.await;
        stopping.cancel();
        tokio::time::timeout(GRACE, core::future::pending::<()>()).await
    };
    tokio::select! {
        ended = server.into_future() => ended,
        _ = stop => Ok(()),
    }
}

/// The routes of the service, the pages and the control interface.
pub(crate) fn router(sandbox: Arc<Sandbox>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(|| async { "ok" }))
        .merge(service::routes())
        .merge(control::routes())
        .merge(pages::routes())
        .layer(middleware::from_fn_with_state(Arc::clone(&sandbox), tell_the_time))
        .with_state(sandbox)
}

/// Dates every answer by the sandbox's clock, so that a caller can be tried with a clock
/// that is not its own.
async fn tell_the_time(
    State(sandbox): State<Arc<Sandbox>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let date = http_date(sandbox.clock.now()).and_then(|text| HeaderValue::from_str(&text).ok());
    // A planned fault may have dated it otherwise.
    if let Some(date) = date {
        response.headers_mut().entry(DATE).or_insert(date);
    }
    response
}
