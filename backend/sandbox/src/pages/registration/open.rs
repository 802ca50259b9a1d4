//! The way into the registration: from the start page, or from a payment whose e-mail PSE
//! does not know.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::pages::notice;
use crate::pages::page::go_to;
use crate::registry::RegistrationSession;
use crate::sandbox::Sandbox;
use crate::world::Persona;

#[derive(Deserialize)]
pub(in crate::pages) struct From {
    /// The `enc` token of the payment to come back to.
    enc: Option<String>,
}

pub(in crate::pages) async fn open(
    State(sandbox): State<Arc<Sandbox>>,
    query: Result<Query<From>, QueryRejection>,
) -> Response {
    let enc = query.ok().and_then(|Query(from)| from.enc);
    let known = enc.filter(|enc| {
        sandbox.with_store(|store, now| store.ledger.by_entrance(enc, now).is_some())
    });
    begin(&sandbox, |session| session.payment = known)
}

/// Begins a registration session, with what is known of its purpose, and sends the visitor to it.
pub(in crate::pages) fn begin(
    sandbox: &Sandbox,
    know: impl FnOnce(&mut RegistrationSession),
) -> Response {
    let opened = sandbox.with_store(|store, now| {
        let mut session = RegistrationSession::open(now)?;
        know(&mut session);
        let address = address(&session.token);
        store.registration_sessions.keep(session);
        Ok::<_, crate::random::NoRandomness>(address)
    });
    match opened {
        Ok(address) => go_to(&address),
        Err(error) => {
            tracing::error!(%error, "no randomness for a visit at the registration");
            notice::foreign_form("/pse/registro".to_owned())
        }
    }
}

/// The address of a registration session's pages.
pub(super) fn address(token: &str) -> String {
    format!("/pse/registro/{token}")
}

/// The kind of person a payment's `bankInterface` asks for.
pub(in crate::pages) fn persona_of(bank_interface: Option<&str>) -> Persona {
    if bank_interface == Some("1") { Persona::Juridica } else { Persona::Natural }
}
