//! The mailbox: what the sandbox "sent".

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;

use super::page::page;
use crate::clock::readable;
use crate::sandbox::Sandbox;
use crate::store::Mail;

#[derive(Template)]
#[template(path = "mailbox.html")]
struct MailboxPage {
    mails: Vec<Shown>,
}

struct Shown {
    sent_at: String,
    mail: Mail,
}

pub(super) async fn show(State(sandbox): State<Arc<Sandbox>>) -> Response {
    let mails = sandbox.remember(|store, _| store.mailbox.all());
    let mails =
        mails.into_iter().map(|mail| Shown { sent_at: readable(mail.sent_at), mail }).collect();
    page(StatusCode::OK, &MailboxPage { mails })
}
