//! Event streams that tell one event and stay open: the least that an event stream holds in memory.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use futures_util::StreamExt as _;
use futures_util::stream;

pub(super) fn routes(first: String) -> Router {
    let first: Arc<str> = first.into();
    let follow = async move || {
        let event = Ok::<_, Infallible>(Event::default().data(&*first));
        let events = stream::iter([event]).chain(stream::pending());
        Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
    };
    Router::new().route("/v1/checkouts/{id}/events", get(follow))
}
