//! PSE's page: the payment's data, the buyer's e-mail, "Ir al Banco".

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{ConnectInfo, Query, State};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use super::form::{Sent, Typed};
use super::page::{go_to, page};
use super::pse_form::Fields;
use super::registration::{begin, persona_of};
use super::summary::{Summary, way_back};
use super::{bank, notice};
use crate::clock::{PSE_SESSION, after, time_of_day};
use crate::connection::Peer;
use crate::network::Walk;
use crate::random;
use crate::sandbox::Sandbox;
use crate::store::{Stage, Transaction, Visit};

#[derive(Template)]
#[template(path = "pse.html")]
struct PsePage {
    enc: String,
    csrf: String,
    payment: Summary,
    fields: Fields,
    until: String,
    /// Whose addresses need no registration, worded; empty when there are none.
    domains: String,
    /// Where the registration is.
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
    sent: Sent,
) -> Response {
    let Some(typed) = Typed::read(sent) else { return notice::foreign_form("/".to_owned()) };
    let Some(transaction) = find(&sandbox, typed.get("enc")) else {
        return notice::unknown_payment();
    };
    if !typed.is_ours(&transaction.csrf) {
        return notice::foreign_form(address(&transaction.entrance));
    }
    match typed.get("accion") {
        "ir" => leave_for_bank(&sandbox, &transaction, &typed, &peer),
        "cancelar" => cancel(&sandbox, &transaction),
        _ => notice::foreign_form(address(&transaction.entrance)),
    }
}

/// "Ir al Banco". Pressed twice, it leads to the same visit.
fn leave_for_bank(
    sandbox: &Sandbox,
    transaction: &Transaction,
    typed: &Typed,
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
    if !sandbox.remember(|store, _| store.book.knows(persona, &email, &nit)) {
        return begin(sandbox, |desk| {
            desk.payment = Some(transaction.entrance.clone());
            desk.persona = Some(persona);
            desk.unknown_email = Some(email);
            desk.nit = nit;
        });
    }
    let visit = match new_visit(email, peer) {
        Ok(visit) => visit,
        Err(error) => {
            tracing::error!(%error, "no randomness for a visit at the bank");
            return notice::foreign_form(address(&transaction.entrance));
        }
    };
    let id = transaction.id;
    match sandbox.remember(|store, now| store.ledger.go_to_bank(id, visit, now)) {
        Some(visit) => go_to(&bank_address(transaction, &visit)),
        // It ended in this very moment.
        None => find(sandbox, &transaction.entrance)
            .map_or_else(notice::unknown_payment, |transaction| notice::over(&transaction)),
    }
}

/// "Cancelar": back to the merchant, whatever the payment's state by now is.
fn cancel(sandbox: &Sandbox, transaction: &Transaction) -> Response {
    let id = transaction.id;
    sandbox.remember(|store, now| {
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
                registration: with_token("/pse/registro", &transaction.entrance),
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
    sandbox.remember(|store, now| store.ledger.by_entrance(enc, now).cloned())
}

fn new_visit(email: String, peer: &Peer) -> Result<Visit, random::NoRandomness> {
    let walk = Walk { ip: peer.ip().to_string(), ..Walk::default() };
    Ok(Visit { token: random::token()?, csrf: random::token()?, email, walk })
}

/// `@example.co o @example.com`.
pub(super) fn domains(domains: &[String]) -> String {
    let domains: Vec<String> = domains.iter().map(|domain| format!("@{domain}")).collect();
    domains.join(" o ")
}

/// Where a payment's page is.
pub(super) fn address(entrance: &str) -> String {
    with_token("/pse/inicio", entrance)
}

fn with_token(path: &str, entrance: &str) -> String {
    format!("{path}?enc={}", byte_serialize(entrance.as_bytes()).collect::<String>())
}

fn bank_address(transaction: &Transaction, visit: &Visit) -> String {
    let code = transaction.order.transaction.bank_code.as_deref().unwrap_or_default();
    bank::address(code, &visit.token)
}
