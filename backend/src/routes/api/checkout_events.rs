//! `GET /v1/checkouts/{id}/events`: the checkout again, at once and at every change (server-sent
//! events; `data` is what `GET /v1/checkouts/{id}` answers). Never reaches the provider.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use http::{HeaderMap, HeaderName, header};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::show_checkout;
use crate::model::CheckoutId;
use crate::provider::request::Browser;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::{App, Shared};

/// A line now and then keeps proxies from cutting a quiet stream.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Streams a checkout's changes.
pub async fn handle(
    State(app): Shared,
    browser: Browser,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.rates.read(browser.ip)?;
    // Listening starts before the first reading, so that no change falls in between.
    let listening = app.events.listen();
    let first = event(&app, &id, &headers).await?;
    let follower = Follower { app, id, headers, listening, first: Some(first) };
    let stream = Sse::new(follower.into_stream()).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), "no");
    Ok(([(header::CACHE_CONTROL, "no-store"), unbuffered], stream).into_response())
}

async fn event(app: &App, id: &str, headers: &HeaderMap) -> Result<Event, Problem> {
    let view = show_checkout::read(app, id, headers).await?;
    Event::default().json_data(view).map_err(|error| Problem::internal(&error))
}

struct Follower {
    app: Arc<App>,
    id: String,
    headers: HeaderMap,
    listening: Receiver<CheckoutId>,
    first: Option<Event>,
}

impl Follower {
    fn into_stream(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, |mut follower| async {
            let event = follower.next().await?;
            Some((Ok(event), follower))
        })
    }

    /// The next event; `None` when the service stops or the checkout cannot be read: the page
    /// connects again by itself.
    async fn next(&mut self) -> Option<Event> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            let heard = tokio::select! {
                () = self.app.stopping.cancelled() => return None,
                heard = self.listening.recv() => heard,
            };
            match heard {
                Ok(changed) if changed.as_str() != self.id => {}
                Err(RecvError::Closed) => return None,
                Ok(_) | Err(RecvError::Lagged(_)) => {
                    return event(&self.app, &self.id, &self.headers).await.ok();
                }
            }
        }
    }
}
