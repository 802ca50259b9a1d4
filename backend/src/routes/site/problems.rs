//! `GET /problems/{code}`: what a problem's `type` leads to.

use axum::Extension;
use axum::response::Response;
use http::HeaderMap;
use pse_shared::{ProblemCode, paths};

use super::served_description::Served;
use crate::pages::answer::kept_page;
use crate::pages::reference::problem_page::ProblemPage;
use crate::routes::description::groups::FILES;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::path_text::PathText;

problems!(NotFound);

/// What a problem means
///
/// What a problem's `type` leads to: what happened and what to do about it.
#[utoipa::path(
    get,
    path = paths::PROBLEM,
    operation_id = "explainProblem",
    tag = FILES,
    params(("code" = ProblemCode, Path, description = "A problem's `code`.")),
    responses((status = 200, description = "The page.", body = String, content_type = "text/html"), (status = 304, description = "It has not changed."), Problems),
)]
pub async fn handle(
    Extension(served): Extension<Served>,
    PathText(code): PathText,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let code = ProblemCode::from_name(&code).ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
    Ok(kept_page(&served.pages, code.as_str(), &headers, || {
        ProblemPage::new(&served.document, code)
    }))
}
