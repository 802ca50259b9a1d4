//! PSE's page: the payment's data, the buyer's e-mail, "Ir al Banco".

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;
use url::form_urlencoded::byte_serialize;

use super::notice;
use super::page::{go_to, page};
use super::pse_form::{Fields, PseForm};
use super::summary::{Summary, way_back};
use crate::clock::{PSE_SESSION, after, time_of_day};
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
    let fields = Fields::prefilled(&transaction.order.transaction);
    draw(&sandbox, &transaction, fields, StatusCode::OK)
}

pub(super) async fn submit(
    State(sandbox): State<Arc<Sandbox>>,
    form: Result<Form<PseForm>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else { return notice::foreign_form("/".to_owned()) };
    let Some(transaction) = find(&sandbox, &form.enc) else { return notice::unknown_payment() };
    if !bool::from(form.csrf.as_bytes().ct_eq(transaction.csrf.as_bytes())) {
        return notice::foreign_form(address(&transaction.entrance));
    }
    match form.accion.as_str() {
        "ir" => leave_for_bank(&sandbox, &transaction, &form),
        "cancelar" => cancel(&sandbox, &transaction),
        _ => notice::foreign_form(address(&transaction.entrance)),
    }
}

/// "Ir al Banco". Pressed twice, it leads to the same visit.
fn leave_for_bank(sandbox: &Sandbox, transaction: &Transaction, form: &PseForm) -> Response {
    match (&transaction.stage, &transaction.visit) {
        (Stage::AtPse, _) => {}
        (Stage::AtBank { .. }, Some(visit)) => return go_to(&bank_address(transaction, visit)),
        (
            Stage::AtBank { .. } | Stage::Waiting { .. } | Stage::Ended { .. } | Stage::Refused(_),
            _,
        ) => return notice::over(transaction),
    }
    let fields = Fields::filled(&transaction.order.transaction, form);
    if !fields.are_right() {
        return draw(sandbox, transaction, fields, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let visit = match new_visit(fields.email.value) {
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
        None => find(sandbox, &form.enc)
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

fn new_visit(email: String) -> Result<Visit, random::NoRandomness> {
    Ok(Visit { token: random::token()?, csrf: random::token()?, email })
}

fn address(entrance: &str) -> String {
    format!("/pse/inicio?enc={}", byte_serialize(entrance.as_bytes()).collect::<String>())
}

fn bank_address(transaction: &Transaction, visit: &Visit) -> String {
    let code = transaction.order.transaction.bank_code.as_deref().unwrap_or_default();
    format!("/banco/{code}/{}", visit.token)
}
