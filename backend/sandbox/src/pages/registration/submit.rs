//! What a visitor of the registration sent. Nothing is registered half: a form is taken
//! whole or not at all.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Timestamp;

use super::open::address;
use super::read::read;
use super::show::draw;
use crate::messages;
use crate::pages::form::{Errors, Sent, Typed};
use crate::pages::notice;
use crate::pages::page::go_to;
use crate::pages::pse::address as payment_address;
use crate::registry::{Clash, Desk, Errand, Finished, Proof, Step, Unproven};
use crate::sandbox::Sandbox;
use crate::store::Store;
use crate::world::{Persona, Registrant};

pub(in crate::pages) async fn submit(
    State(sandbox): State<Arc<Sandbox>>,
    Path(token): Path<String>,
    sent: Sent,
) -> Response {
    let desk = sandbox.remember(|store, now| store.desks.get(&token, now).cloned());
    let Some(desk) = desk else { return notice::registration_over() };
    let Some(typed) = Typed::read(sent).filter(|typed| typed.is_ours(&desk.csrf)) else {
        return notice::foreign_form(address(&token));
    };
    // A page from before: the visitor is shown the one of now.
    if typed.get("paso") != desk.step().as_str() {
        return go_to(&address(&token));
    }
    match typed.get("accion") {
        "regresar" if desk.step() == Step::Choice => {
            go_to(&desk.payment.as_deref().map_or_else(|| "/".to_owned(), payment_address))
        }
        "regresar" => {
            sandbox.remember(|store, now| store.desks.get(&token, now).map(Desk::back));
            go_to(&address(&token))
        }
        "seguir" => match sandbox.remember(|store, now| go_on(store, &desk, &typed, now)) {
            Ok(()) => go_to(&address(&token)),
            Err(errors) => draw(&desk, &typed, &errors),
        },
        _ => notice::foreign_form(address(&token)),
    }
}

fn go_on(store: &mut Store, desk: &Desk, typed: &Typed, now: Timestamp) -> Result<(), Errors> {
    let persona = desk.persona.unwrap_or(Persona::Natural);
    match (desk.step(), desk.errand) {
        (Step::Choice, _) => choose(store, desk, typed, now),
        (Step::Proof, Some(Errand::Delete)) => {
            let id = prove(store, persona, typed)?;
            if let Some(someone) = store.book.delete(id) {
                finish(store, desk, Errand::Delete, &someone, now);
            }
            Ok(())
        }
        (Step::Proof, _) => {
            let id = prove(store, persona, typed)?;
            if let Some(desk) = store.desks.get(&desk.token, now) {
                desk.proven = Some(id);
            }
            Ok(())
        }
        (Step::Form, errand) => {
            let someone = read(persona, typed)?;
            store.book.enter(someone.clone(), desk.proven).map_err(clash)?;
            finish(store, desk, errand.unwrap_or(Errand::Register), &someone, now);
            Ok(())
        }
        (Step::Done, _) => Ok(()),
    }
}

fn choose(store: &mut Store, desk: &Desk, typed: &Typed, now: Timestamp) -> Result<(), Errors> {
    let persona = Persona::from_word(typed.get("persona"));
    let errand = Errand::from_word(typed.get("opcion"));
    let mut errors = Errors::new();
    if persona.is_none() {
        errors.push(("persona", "Elija el tipo de persona.".to_owned()));
    }
    if errand.is_none() {
        errors.push(("opcion", "Elija una opción.".to_owned()));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if let Some(desk) = store.desks.get(&desk.token, now) {
        desk.persona = persona;
        desk.errand = errand;
    }
    Ok(())
}

fn prove(store: &Store, persona: Persona, typed: &Typed) -> Result<u64, Errors> {
    let document_type = match persona {
        Persona::Natural => typed.get("tipo"),
        Persona::Juridica => "NIT",
    };
    let proof = Proof {
        persona,
        email: typed.get("correo"),
        document_type,
        document: typed.get("documento"),
        answer: typed.get("respuesta"),
    };
    store.book.prove(&proof).map_err(|unproven| match unproven {
        Unproven::Nobody => {
            vec![("correo", "No hay un registro con este e-mail y esta identificación.".to_owned())]
        }
        Unproven::Answer => vec![("respuesta", "La respuesta no es la registrada.".to_owned())],
    })
}

fn clash(clash: Clash) -> Errors {
    match clash {
        Clash::Email => vec![(
            "correo",
            "Este e-mail ya está registrado. Regrese y elija actualizar el registro.".to_owned(),
        )],
        Clash::Document => vec![(
            "documento",
            "Esta identificación ya está registrada con otro e-mail. Regrese y elija actualizar el registro."
                .to_owned(),
        )],
    }
}

/// The visitor is done: a mail confirms it, and a payment that waits knows the e-mail.
fn finish(store: &mut Store, desk: &Desk, errand: Errand, someone: &Registrant, now: Timestamp) {
    store.mailbox.deliver(messages::registration(errand, someone, now));
    if errand != Errand::Delete
        && let Some(transaction) =
            desk.payment.as_deref().and_then(|enc| store.ledger.by_entrance(enc, now))
    {
        transaction.registered_as = Some((someone.email.clone(), someone.document.clone()));
    }
    if let Some(desk) = store.desks.get(&desk.token, now) {
        desk.finished = Some(Finished { errand, email: someone.email.clone() });
    }
}
