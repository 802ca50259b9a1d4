//! How long a request took, counted under words of a closed set: its method, the route's pattern and its status' class.

use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::response::Response;
use http::{Method, StatusCode};

use crate::connections::event_stream::is_event_stream;
use crate::metrics::Metrics;
use pse_core::time::Clock;

/// The route of a request that no pattern matched. The path itself would be as many routes as a client can write.
const UNMATCHED: &str = "unmatched";

/// A request whose duration is being measured.
#[derive(Debug)]
pub struct Measured {
    method: &'static str,
    route: Option<MatchedPath>,
    began: Duration,
}

impl Measured {
    /// Begins to measure a request's duration.
    #[must_use]
    pub fn begin(request: &Request, clock: &dyn Clock) -> Self {
        Self {
            method: method(request.method()),
            route: request.extensions().get::<MatchedPath>().cloned(),
            began: clock.monotonic(),
        }
    }

    /// Counts the request now that it is answered; not one whose answer is an event stream, which takes as long as its
    /// reader stays.
    pub fn end(self, response: &Response, clock: &dyn Clock, metrics: &Metrics) {
        if is_event_stream(response.headers()) {
            return;
        }
        let route = self.route.as_ref().map_or(UNMATCHED, MatchedPath::as_str);
        let took = clock.monotonic().saturating_sub(self.began);
        metrics.request(self.method, route, class(response.status()), took);
    }
}

/// The method's name; clients may write any other word.
fn method(method: &Method) -> &'static str {
    const KNOWN: [(Method, &str); 7] = [
        (Method::GET, "GET"),
        (Method::POST, "POST"),
        (Method::OPTIONS, "OPTIONS"),
        (Method::HEAD, "HEAD"),
        (Method::PUT, "PUT"),
        (Method::PATCH, "PATCH"),
        (Method::DELETE, "DELETE"),
    ];
    KNOWN.iter().find(|(known, _)| known == method).map_or("other", |(_, name)| name)
}

const fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        ..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        500.. => "5xx",
    }
}
