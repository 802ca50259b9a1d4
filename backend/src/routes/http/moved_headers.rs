//! The headers of a request whose body nobody reads.

use std::convert::Infallible;

use axum::extract::{FromRequest, Request};
use http::HeaderMap;

/// A request's headers, moved out of it: axum's own extractor copies each.
#[derive(Debug)]
pub struct MovedHeaders(pub HeaderMap);

impl<S: Sync> FromRequest<S> for MovedHeaders {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &S) -> Result<Self, Infallible> {
        Ok(Self(request.into_parts().0.headers))
    }
}
