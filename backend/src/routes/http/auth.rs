//! Who a merchant's server is: `Authorization: Bearer <key>`.

use http::{HeaderMap, header};
use pse_shared::ProblemCode;

use super::problem::Problem;
use super::state::App;
use crate::config::SiteConfig;

/// The site whose key a request carries.
///
/// # Errors
/// `unauthorized`.
pub fn merchant<'a>(app: &'a App, headers: &HeaderMap) -> Result<&'a SiteConfig, Problem> {
    let unauthorized = || Problem::new(ProblemCode::Unauthorized);
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (scheme, key) = value.and_then(|value| value.split_once(' ')).ok_or_else(unauthorized)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(unauthorized());
    }
    let site = app.keys.owner(key.trim()).ok_or_else(unauthorized)?;
    app.site(site)
}
