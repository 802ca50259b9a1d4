//! Authentication of merchants' servers: `Authorization: Bearer <key>`.

use http::{HeaderMap, header};
use pse_shared::ProblemCode;

use super::api_error::ApiError;
use super::state::App;
use crate::config::SiteConfig;

/// Finds the site whose API key a request carries.
///
/// # Errors
/// `unauthorized` when the header is missing or its key is no site's.
pub fn merchant<'a>(app: &'a App, headers: &HeaderMap) -> Result<&'a SiteConfig, ApiError> {
    let unauthorized = || ApiError::new(ProblemCode::Unauthorized);
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (scheme, key) = value.and_then(|value| value.split_once(' ')).ok_or_else(unauthorized)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(unauthorized());
    }
    let site = app.keys.owner(key.trim()).ok_or_else(unauthorized)?;
    app.site(site)
}
