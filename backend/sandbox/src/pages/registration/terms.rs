//! «Ver más»: what the terms of a simulated registration are.

use axum::response::Response;

use crate::pages::notice;

pub(in crate::pages) async fn terms() -> Response {
    notice::terms()
}
