//! A bank's page: the payment's data, "Pagar" or the tester's choice, "Cancelar".

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use jiff::SignedDuration;

use super::bank_journey::{Button, buttons, ending_of};
use super::form::{Errors, FormData, SentForm};
use super::page::{go_to, page};
use super::summary::{Summary, way_back};
use super::visit::{address, find};
use super::{network, notice};
use crate::banks::{Ending, Journey};
use crate::clock::{BANK_SESSION, after, time_of_day};
use crate::messages;
use crate::sandbox::Sandbox;
use crate::store::{Outcome, Stage};
use crate::world::World;

#[derive(Template)]
#[template(path = "bank.html")]
struct BankPage {
    code: String,
    visit: String,
    csrf: String,
    payment: Summary,
    buttons: Vec<Button>,
    /// Whether the tester decides how the payment ends.
    chooses: bool,
    until: String,
    tone: usize,
}

pub(super) async fn show(
    State(sandbox): State<Arc<Sandbox>>,
    Path((code, visit)): Path<(String, String)>,
) -> Response {
    let Some(transaction) = find(&sandbox, &code, &visit) else {
        return notice::unknown_payment();
    };
    let journey = journey_of(&sandbox.world, &code);
    if journey == Journey::Network && network::shows(&transaction) {
        let address = address(&code, &visit);
        return network::draw(
            &sandbox,
            &transaction,
            address,
            &FormData::nothing(),
            &Errors::new(),
        );
    }
    let (Stage::AtBank { since }, Some(visit)) = (&transaction.stage, &transaction.visit) else {
        return notice::over(&transaction);
    };
    let bank_page = BankPage {
        visit: visit.token.clone(),
        csrf: visit.csrf.clone(),
        payment: Summary::of(&transaction, &sandbox.world),
        buttons: buttons(journey),
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
    sent: SentForm,
) -> Response {
    let Some(transaction) = find(&sandbox, &code, &visit) else {
        return notice::unknown_payment();
    };
    let again = || notice::foreign_form(address(&code, &visit));
    let (Some(typed), Some(known)) = (FormData::read(sent), &transaction.visit) else {
        return again();
    };
    if !typed.is_ours(&known.csrf) {
        return again();
    }
    if matches!(transaction.stage, Stage::Ended { outcome: Outcome::Expired, .. }) {
        return notice::over(&transaction);
    }
    let journey = journey_of(&sandbox.world, &code);
    if journey == Journey::Network {
        return network::submit(&sandbox, &transaction, address(&code, &visit), &typed);
    }
    let ending = match typed.get("accion") {
        "cancelar" => None,
        action => match ending_of(journey, action) {
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
    sandbox.with_store(|store, now| {
        let Some(transaction) = store.ledger.by_id(id, now) else { return };
        let changed = match ending {
            Some(ending) => transaction.confirm(ending, now, approve_after),
            None => transaction.cancel(now),
        };
        if changed {
            let mail = messages::ended(transaction, &sandbox.world, now);
            store.mailbox.deliver_all(mail);
        }
    });
}

fn journey_of(world: &World, code: &str) -> Journey {
    world.bank(code).map(|bank| bank.journey).unwrap_or_default()
}
