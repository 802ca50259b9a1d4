//! `GET /problems/{code}`: what a problem's `type` leads to.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use pse_shared::ProblemCode;
use pse_shared::words::Language;

use crate::pages::answer::{Policy, page};
use crate::pages::reference::document;
use crate::pages::reference::problem_page::ProblemPage;
use crate::routes::http::problem::Problem;
use crate::routes::http::words;

/// Explains a code.
pub async fn handle(Path(code): Path<String>) -> Result<Response, Problem> {
    let code = ProblemCode::from_name(&code).ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
    let document = document::read().map_err(|error| Problem::internal(error))?;
    let words = |language: Language| (words::title(code, language), words::detail(code, language));
    Ok(page(StatusCode::OK, &ProblemPage::new(document, code, words), Policy::Read))
}
