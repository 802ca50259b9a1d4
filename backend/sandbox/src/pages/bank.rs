//! A bank's page: the payment's data, "Pagar" or the tester's choice, "Cancelar".

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use super::bank_journey::{Choice, choices, ending_of};
use super::notice;
use super::page::{go_to, page};
use super::summary::{Summary, bank_name, way_back};
use crate::banks::{Ending, Journey};
use crate::clock::{BANK_SESSION, after, time_of_day};
use crate::money::pesos;
use crate::sandbox::Sandbox;
use crate::store::{Mail, Outcome, Stage, Store, Transaction};
use crate::world::World;

#[derive(Template)]
#[template(path = "bank.html")]
struct BankPage {
    code: String,
    visit: String,
    csrf: String,
    payment: Summary,
    choices: Vec<Choice>,
    /// The tester decides: the page says so.
    chooses: bool,
    until: String,
    tone: usize,
}

#[derive(Deserialize)]
pub(super) struct BankForm {
    csrf: String,
    accion: String,
}

pub(super) async fn show(
    State(sandbox): State<Arc<Sandbox>>,
    Path((code, visit)): Path<(String, String)>,
) -> Response {
    let Some(transaction) = find(&sandbox, &code, &visit) else {
        return notice::unknown_payment();
    };
    let (Stage::AtBank { since }, Some(visit)) = (&transaction.stage, &transaction.visit) else {
        return notice::over(&transaction);
    };
    let journey = journey_of(&sandbox.world, &code);
    let bank_page = BankPage {
        visit: visit.token.clone(),
        csrf: visit.csrf.clone(),
        payment: Summary::of(&transaction, &sandbox.world),
        choices: choices(journey),
        chooses: journey == Journey::Choose,
        until: time_of_day(after(*since, BANK_SESSION)),
        tone: code.bytes().map(usize::from).sum::<usize>() % 6,
        code,
    };
    page(StatusCode::OK, &bank_page)
}

pub(super) async fn submit(
    State(sandbox): State<Arc<Sandbox>>,
    Path((code, visit)): Path<(String, String)>,
    form: Result<Form<BankForm>, FormRejection>,
) -> Response {
    let Some(transaction) = find(&sandbox, &code, &visit) else {
        return notice::unknown_payment();
    };
    let again = || notice::foreign_form(format!("/banco/{code}/{visit}"));
    let (Ok(Form(form)), Some(known)) = (form, &transaction.visit) else { return again() };
    if !bool::from(form.csrf.as_bytes().ct_eq(known.csrf.as_bytes())) {
        return again();
    }
    if matches!(transaction.stage, Stage::Ended { outcome: Outcome::Expired, .. }) {
        return notice::over(&transaction);
    }
    let ending = match form.accion.as_str() {
        "cancelar" => None,
        action => match ending_of(journey_of(&sandbox.world, &code), action) {
            Some(ending) => Some(ending),
            None => return again(),
        },
    };
    decide(&sandbox, transaction.id, ending);
    // Pressed twice, it leads the same way and changes nothing.
    go_to(&way_back(&transaction))
}

/// The buyer confirms (`Some`) or cancels (`None`).
fn decide(sandbox: &Sandbox, id: i64, ending: Option<Ending>) {
    let approve_after: SignedDuration = sandbox.approve_after();
    sandbox.remember(|store, now| {
        let Some(transaction) = store.ledger.by_id(id, now) else { return };
        let changed = match ending {
            Some(ending) => transaction.confirm(ending, now, approve_after),
            None => transaction.cancel(now),
        };
        if changed {
            let transaction = transaction.clone();
            tell_by_mail(store, &sandbox.world, &transaction, now);
        }
    });
}

/// PSE tells the buyer how it ended, once it has.
fn tell_by_mail(store: &mut Store, world: &World, transaction: &Transaction, now: Timestamp) {
    let (Stage::Ended { outcome, .. }, Some(visit)) = (&transaction.stage, &transaction.visit)
    else {
        return;
    };
    let order = &transaction.order.transaction;
    let reference = order.reference.as_deref().unwrap_or_default();
    store.mailbox.deliver(Mail {
        sent_at: now,
        from: "PSE <avisos@pse.example>",
        to: visit.email.clone(),
        subject: format!("Transacción {}: {}", transaction.cus, outcome.state().label()),
        body: vec![
            format!("Comercio: {}", world.merchant.name),
            format!("Banco: {}", bank_name(transaction, world)),
            format!("Referencia: {reference}"),
            format!("Valor: {}", pesos(order.total_amount.unwrap_or_default())),
            outcome.text().to_owned(),
        ],
    });
}

/// The payment of that visit, which must be at that bank.
fn find(sandbox: &Sandbox, code: &str, visit: &str) -> Option<Transaction> {
    sandbox
        .remember(|store, now| store.ledger.by_visit(visit, now).cloned())
        .filter(|found| found.order.transaction.bank_code.as_deref() == Some(code))
}

fn journey_of(world: &World, code: &str) -> Journey {
    world.bank(code).map(|bank| bank.journey).unwrap_or_default()
}
