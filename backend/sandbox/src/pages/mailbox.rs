//! The mailbox: what the sandbox "sent".

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::page::page;
use crate::clock::readable;
use crate::sandbox::Sandbox;
use crate::store::Mail;

#[derive(Template)]
#[template(path = "mailbox.html")]
struct MailboxPage {
    to: String,
    mails: Vec<Shown>,
}

struct Shown {
    sent_at: String,
    mail: Mail,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// Shows only messages to this address or number.
    #[serde(default)]
    para: String,
}

pub(super) async fn show(
    State(sandbox): State<Arc<Sandbox>>,
    query: Result<Query<Wanted>, QueryRejection>,
) -> Response {
    let to = query.map_or_else(|_| String::new(), |Query(wanted)| wanted.para.trim().to_owned());
    let mails = sandbox.with_store(|store, _| store.mailbox.latest(&to));
    let mails =
        mails.into_iter().map(|mail| Shown { sent_at: readable(mail.sent_at), mail }).collect();
    page(StatusCode::OK, &MailboxPage { to, mails })
}
