//! `GET /assets/{file}`: the pages' style sheets and icon.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use pse_shared::{ProblemCode, paths};

use crate::pages::assets;
use crate::routes::description::groups::FILES;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::AppState;

problems!(NotFound);

/// The pages' files
///
/// Style sheets and icon of the service's own pages; a merchant's picture and colours, whose names carry a hash.
#[utoipa::path(
    get,
    path = paths::ASSET,
    operation_id = "asset",
    tag = FILES,
    params(("file" = String, Path, description = "The file's name.")),
    responses((status = 200, description = "The file.", body = String, content_type = "text/css"), (status = 304, description = "It has not changed."), Problems),
)]
pub async fn handle(
    State(app): AppState,
    PathText(name): PathText,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    if let Some(asset) = assets::find(&name) {
        return Ok(asset.answer(&headers));
    }
    let asset = assets::find_of_sites(&app.config.sites, &name);
    Ok(asset.ok_or_else(|| ApiError::new(ProblemCode::NotFound))?.answer(&headers))
}
