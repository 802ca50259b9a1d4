//! What a member answered: a step further, an error at its field, or «Cancelar».

use axum::response::Response;
use jiff::Timestamp;

use super::show::draw;
use crate::messages;
use crate::network::{StepForm, StepResult, advance};
use crate::pages::form::{Errors, FormData};
use crate::pages::notice;
use crate::pages::page::go_to;
use crate::pages::summary::way_back;
use crate::sandbox::Sandbox;
use crate::store::{Store, Transaction};
use crate::world::World;

/// What follows a form.
enum Next {
    /// Show the step that the session is on now.
    Here,
    ToMerchant,
    Again(Errors),
    NotOurs,
}

/// Takes the member's form, which carries the page's token.
pub(in crate::pages) fn submit(
    sandbox: &Sandbox,
    transaction: &Transaction,
    address: String,
    typed: &FormData,
) -> Response {
    let id = transaction.id;
    let world = &sandbox.world;
    match sandbox.with_store(|store, now| take(store, world, id, typed, now)) {
        Next::Here => go_to(&address),
        Next::ToMerchant => go_to(&way_back(transaction)),
        Next::NotOurs => notice::foreign_form(address),
        Next::Again(errors) => {
            let current = sandbox.with_store(|store, now| store.ledger.by_id(id, now).cloned());
            match current {
                Some(current) => draw(sandbox, &current, address, typed, &errors),
                None => notice::unknown_payment(),
            }
        }
    }
}

fn take(store: &mut Store, world: &World, id: i64, typed: &FormData, now: Timestamp) -> Next {
    let Some(transaction) = store.ledger.by_id(id, now) else { return Next::Here };
    let Some(visit) = &mut transaction.visit else { return Next::Here };
    let step = visit.portal.step;
    // A page from before, or a button pressed twice: the member is shown the current step.
    let stale = typed.get("paso") != step.as_str();
    match typed.get("accion") {
        "cancelar" if visit.portal.receipt.is_some() => {
            visit.portal.closed = true;
            Next::Here
        }
        "cancelar" => {
            if transaction.cancel(now) {
                let mail = messages::ended(transaction, world, now);
                store.mailbox.deliver_all(mail);
            }
            Next::ToMerchant
        }
        "seguir" if stale => Next::Here,
        "seguir" => {
            let get = |name: &str| typed.get(name).to_owned();
            match advance(store, world, id, &StepForm { get: &get }, now) {
                StepResult::Done => Next::Here,
                StepResult::Wrong { field, problem } => Next::Again(vec![(field, problem)]),
            }
        }
        _ => Next::NotOurs,
    }
}
