//! One POST and its answer, within a time and a size. It is sent once.

use std::time::Duration;

use http::{HeaderMap, HeaderName, header};
use jiff::Timestamp;
use reqwest::RequestBuilder;
use tokio::time;

use super::error::{CallError, CallErrorKind, in_words};
use crate::{DecodeError, limits::MAX_BYTES};

/// A response over HTTP, read to its end or to where it broke.
pub(super) struct Received {
    /// The response's HTTP status.
    pub(super) status: u16,
    /// The whole body, or why it could not be read.
    pub(super) body: Result<Vec<u8>, CallErrorKind>,
    /// What its headers say of the body's type and character set.
    pub(super) content_type: Option<String>,
    /// Where a redirect leads.
    pub(super) location: Option<String>,
    /// The server's clock by its headers.
    pub(super) server_date: Option<Timestamp>,
}

/// Sends `request` and reads its answer. `within` is the time for all of it, so that an answer
/// which drips in byte by byte is cut as well.
pub(super) async fn exchange(
    request: RequestBuilder,
    within: Duration,
) -> Result<Received, CallError> {
    let mut server_date = None;
    let whole = async {
        let response = request.send().await.map_err(|error| {
            let unsent = error.is_connect() || error.is_builder();
            let words = in_words(error);
            if unsent { CallErrorKind::NotSent(words) } else { CallErrorKind::Cut(words) }
        })?;
        server_date = super::server_date::server_date(response.headers());
        let content_type = text(response.headers(), header::CONTENT_TYPE);
        let location = text(response.headers(), header::LOCATION);
        Ok(Received {
            status: response.status().as_u16(),
            content_type,
            location,
            server_date,
            body: read(response).await,
        })
    };
    let whole = time::timeout(within, whole).await.unwrap_or(Err(CallErrorKind::Timeout));
    whole.map_err(|kind| kind.at(server_date))
}

/// All values of a header, as one text.
fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let values: Vec<_> = headers.get_all(name).iter().filter_map(|it| it.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join("; "))
}

/// Reads a response's body, up to the size limit.
async fn read(mut response: reqwest::Response) -> Result<Vec<u8>, CallErrorKind> {
    let mut body = Vec::new();
    while let Some(piece) =
        response.chunk().await.map_err(|error| CallErrorKind::Cut(in_words(error)))?
    {
        if body.len() + piece.len() > MAX_BYTES {
            return Err(CallErrorKind::Garbled(DecodeError::TooLarge));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}
