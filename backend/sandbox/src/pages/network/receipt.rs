//! The receipt to print: a page of its own, for without script a page cannot print itself.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use super::details::{self, Line};
use crate::pages::notice;
use crate::pages::page::page;
use crate::pages::visit;
use crate::sandbox::Sandbox;
use crate::world::Entity;

#[derive(Template)]
#[template(path = "print.html")]
struct PrintPage {
    address: String,
    lines: Vec<Line>,
    entity: Option<Entity>,
}

pub(in crate::pages) async fn print(
    State(sandbox): State<Arc<Sandbox>>,
    Path((code, visit)): Path<(String, String)>,
) -> Response {
    let Some(transaction) = visit::find(&sandbox, &code, &visit) else {
        return notice::unknown_payment();
    };
    let paid = transaction
        .visit
        .as_ref()
        .and_then(|visit| visit.portal.receipt.as_ref().map(|receipt| (visit, receipt)));
    let Some((visit, receipt)) = paid else { return notice::over(&transaction) };
    let entity = visit.portal.entity.as_deref().and_then(|code| sandbox.world.entity(code));
    let print = PrintPage {
        address: visit::address(&code, &visit.token),
        lines: details::receipt(receipt, &transaction, visit, &sandbox.world),
        entity: entity.cloned(),
    };
    page(StatusCode::OK, &print)
}
