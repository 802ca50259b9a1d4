//! Which answers are event streams: they have no end that could be waited for.

use http::{HeaderMap, header};

/// Whether an answer with these headers is an event stream.
#[must_use]
pub fn is_event_stream(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}
