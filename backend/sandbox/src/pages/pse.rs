//! PSE's page: the payment's data, the buyer's e-mail, "Ir al Banco".

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{ConnectInfo, Query, State};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::form::{FormData, SentForm};
use super::page::{go_to, page};
use super::pse_form::Fields;
use super::registration::{begin, persona_of};
use super::summary::{Summary, way_back};
use super::{entrance, notice, visit};
use crate::clock::{PSE_SESSION, after, time_of_day};
use crate::connection::Peer;
use crate::random;
use crate::sandbox::Sandbox;
use crate::store::PortalSession;
use crate::store::{Stage, Transaction, Visit};

#[derive(Template)]
#[template(path = "pse.html")]
struct PsePage {
    enc: String,
    csrf: String,
    payment: Summary,
    fields: Fields,
    until: String,
    /// The domains whose addresses need no registration, in words; empty when there are none.
    domains: String,
    /// The address of the registration.
    registration: String,
}

#[derive(Deserialize)]
pub(super) struct Entrance {
    enc: String,
}

pub(super) async fn show(
    State(sandbox): State<Arc<Sandbox>>,
    query: Result<Query<Entrance>, QueryRejection>,
) -> Response {
    let found = query.ok().and_then(|Query(Entrance { enc })| find(&sandbox, &enc));
    let Some(transaction) = found else { return notice::unknown_payment() };
    let fields = Fields::prefilled(&transaction);
    draw(&sandbox, &transaction, fields, StatusCode::OK)
}

pub(super) async fn submit(
    State(sandbox): State<Arc<Sandbox>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    sent: SentForm,
) -> Response {
    let Some(typed) = FormData::read(sent) else { return notice::foreign_form("/".to_owned()) };
    let Some(transaction) = find(&sandbox, typed.get("enc")) else {
        return notice::unknown_payment();
    };
    if !typed.is_ours(&transaction.csrf) {
        return notice::foreign_form(entrance::address(&transaction.entrance));
    }
    match typed.get("accion") {
        "ir" => leave_for_bank(&sandbox, &transaction, &typed, &peer),
        "cancelar" => cancel(&sandbox, &transaction),
        _ => notice::foreign_form(entrance::address(&transaction.entrance)),
    }
}

/// Sends the buyer to the bank ("Ir al Banco"). Pressed twice, it leads to the same visit.
fn leave_for_bank(
    sandbox: &Sandbox,
    transaction: &Transaction,
    typed: &FormData,
    peer: &Peer,
) -> Response {
    match (&transaction.stage, &transaction.visit) {
        (Stage::AtPse, _) => {}
        (Stage::AtBank { .. }, Some(visit)) => return go_to(&bank_address(transaction, visit)),
        (
            Stage::AtBank { .. } | Stage::Waiting { .. } | Stage::Ended { .. } | Stage::Refused(_),
            _,
        ) => return notice::over(transaction),
    }
    let fields = Fields::filled(&transaction.order.transaction, typed);
    if !fields.are_right() {
        return draw(sandbox, transaction, fields, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let nit = fields.nit.as_ref().map_or_else(String::new, |nit| nit.value.clone());
    let persona = persona_of(transaction.order.transaction.bank_interface.as_deref());
    let email = fields.email.value;
    if !sandbox.with_store(|store, _| store.registrations.knows(persona, &email, &nit)) {
        return begin(sandbox, |session| {
            session.payment = Some(transaction.entrance.clone());
            session.persona = Some(persona);
            session.unknown_email = Some(email);
            session.nit = nit;
        });
    }
    let visit = match new_visit(email, peer) {
        Ok(visit) => visit,
        Err(error) => {
            tracing::error!(%error, "no randomness for a visit at the bank");
            return notice::foreign_form(entrance::address(&transaction.entrance));
        }
    };
    let id = transaction.id;
    match sandbox.with_store(|store, now| store.ledger.go_to_bank(id, visit, now)) {
        Some(visit) => go_to(&bank_address(transaction, &visit)),
        // It ended in this very moment.
        None => find(sandbox, &transaction.entrance)
            .map_or_else(notice::unknown_payment, |transaction| notice::over(&transaction)),
    }
}

/// Sends the buyer back to the merchant ("Cancelar"), whatever the payment's state by now is.
fn cancel(sandbox: &Sandbox, transaction: &Transaction) -> Response {
    let id = transaction.id;
    sandbox.with_store(|store, now| {
        if let Some(transaction) = store.ledger.by_id(id, now) {
            transaction.cancel(now);
        }
    });
    go_to(&way_back(transaction))
}

fn draw(
    sandbox: &Sandbox,
    transaction: &Transaction,
    fields: Fields,
    status: StatusCode,
) -> Response {
    match (&transaction.stage, &transaction.visit) {
        (Stage::AtPse, _) => page(
            status,
            &PsePage {
                enc: transaction.entrance.clone(),
                csrf: transaction.csrf.clone(),
                payment: Summary::of(transaction, &sandbox.world),
                fields,
                until: time_of_day(after(transaction.created_at, PSE_SESSION)),
                registration: entrance::with_token("/pse/registro", &transaction.entrance),
                domains: domains(&sandbox.world.registered_domains),
            },
        ),
        (Stage::AtBank { .. }, Some(visit)) => {
            notice::already_at_bank(bank_address(transaction, visit))
        }
        (
            Stage::AtBank { .. } | Stage::Waiting { .. } | Stage::Ended { .. } | Stage::Refused(_),
            _,
        ) => notice::over(transaction),
    }
}

fn find(sandbox: &Sandbox, enc: &str) -> Option<Transaction> {
    sandbox.with_store(|store, now| store.ledger.by_entrance(enc, now).cloned())
}

fn new_visit(email: String, peer: &Peer) -> Result<Visit, random::NoRandomness> {
    let portal = PortalSession { ip: peer.ip().to_string(), ..PortalSession::default() };
    Ok(Visit { token: random::token()?, csrf: random::token()?, email, portal })
}

/// The domains in words: `@example.co o @example.com`.
pub(super) fn domains(domains: &[String]) -> String {
    let domains: Vec<String> = domains.iter().map(|domain| format!("@{domain}")).collect();
    domains.join(" o ")
}

fn bank_address(transaction: &Transaction, visit: &Visit) -> String {
    let code = transaction.order.transaction.bank_code.as_deref().unwrap_or_default();
    visit::address(code, &visit.token)
}
