//! `GET /v1/checkouts/{id}/events`: the checkout again, at once and at every change (server-sent
//! events; `data` is what `GET /v1/checkouts/{id}` answers). Never reaches the provider.

use crate::routes::http::visitor::BuyerVisitor;
use pse_shared::api::schema;
use pse_shared::paths;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use futures_util::stream::{self, Stream};
use http::{HeaderMap, HeaderName, header};

use super::show_checkout;
use crate::connections::streams::OpenStream;
use crate::routes::description::groups::BUYER;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::{App, AppState};
use jiff::Timestamp;
use pse_core::model::CheckoutId;
use pse_core::ports::store::{CheckoutChange, CheckoutChanges};
use pse_core::time::later;
use pse_shared::ProblemCode;

problems!(OriginNotAllowed, NotFound, RateLimited, StoreUnavailable);

/// How long a stream lasts; the page connects again.
const LONGEST: Duration = Duration::from_secs(10 * 60);
/// A line now and then keeps proxies from cutting a quiet stream.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Follow a checkout
///
/// Server-sent events: the checkout at once, and again at every change of its payment. Each event's `data` is what reading
/// the checkout answers, on one line. Following never reaches the provider; a comment every 15 seconds keeps the connection.
/// A stream ends after 10 minutes: connect again. Beyond 5 streams of a checkout, or 200 to an address, the one that was told nothing for longest ends.
#[utoipa::path(
    get,
    path = paths::CHECKOUT_EVENTS,
    operation_id = "followCheckout",
    tag = BUYER,
    params(("id" = schema::CheckoutId, Path, description = "The checkout.")),
    responses((status = 200, description = "The events.", body = String, content_type = "text/event-stream", example = json!("data: {\"id\":\"chk_trplfqad3bkreeny6ustccyd7ul2sedo\",\"state\":\"pending\",…}\n\n")), Problems),
)]
pub async fn handle(
    State(app): AppState,
    BuyerVisitor(visitor): BuyerVisitor,
    PathText(id): PathText,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    app.rates.read(visitor.ip)?;
    // Listening starts before the first reading, so that no change falls in between.
    let changes = app.store.changes();
    let first = event(&app, &id, &headers).await?;
    let not_found = || ApiError::new(ProblemCode::NotFound);
    let checkout = CheckoutId::parse(&id).ok_or_else(not_found)?;
    let place = app.streams.open(checkout, visitor.ip);
    let ends = later(app.clock.now(), LONGEST);
    let follower = Follower { app, id, headers, changes, first: Some(first), place, ends };
    let stream = Sse::new(follower.into_stream()).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), "no");
    Ok(([(header::CACHE_CONTROL, "no-store"), unbuffered], stream).into_response())
}

async fn event(app: &App, id: &str, headers: &HeaderMap) -> Result<Event, ApiError> {
    let view = show_checkout::read(app, id, headers).await?;
    Event::default().json_data(view).map_err(|error| ApiError::internal(&error))
}

struct Follower {
    app: Arc<App>,
    id: String,
    headers: HeaderMap,
    changes: CheckoutChanges,
    first: Option<Event>,
    place: OpenStream,
    ends: Timestamp,
}

impl Follower {
    fn into_stream(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, |mut follower| async {
            let event = follower.next().await?;
            Some((Ok(event), follower))
        })
    }

    /// The next event; `None` when the stream's time is over, there are too many, the service stops or the checkout
    /// cannot be read: the page connects again by itself.
    async fn next(&mut self) -> Option<Event> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            let changed = tokio::select! {
                () = self.app.stopping.cancelled() => return None,
                () = self.place.closed() => return None,
                () = self.app.clock.sleep_until(self.ends) => return None,
                changed = self.changes.next() => changed?,
            };
            match changed {
                CheckoutChange::Checkout(other) if other.as_str() != self.id => {}
                CheckoutChange::Checkout(_) | CheckoutChange::Any => {
                    self.place.tells();
                    return event(&self.app, &self.id, &self.headers).await.ok();
                }
            }
        }
    }
}
