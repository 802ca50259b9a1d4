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
use crate::pages::entrance::address as payment_address;
use crate::pages::form::{Errors, FormData, SentForm};
use crate::pages::notice;
use crate::pages::page::go_to;
use crate::registry::{
    Duplicate, Finished, Procedure, Proof, ProofError, RegistrationSession, RegistrationStep,
};
use crate::sandbox::Sandbox;
use crate::store::Store;
use crate::world::{Persona, Registrant};

pub(in crate::pages) async fn submit(
    State(sandbox): State<Arc<Sandbox>>,
    Path(token): Path<String>,
    sent: SentForm,
) -> Response {
    let session =
        sandbox.with_store(|store, now| store.registration_sessions.get(&token, now).cloned());
    let Some(session) = session else { return notice::registration_over() };
    let Some(typed) = FormData::read(sent).filter(|typed| typed.is_ours(&session.csrf)) else {
        return notice::foreign_form(address(&token));
    };
    // A page from before: the visitor is shown the one of now.
    if typed.get("paso") != session.step().as_str() {
        return go_to(&address(&token));
    }
    match typed.get("accion") {
        "regresar" if session.step() == RegistrationStep::Choice => {
            go_to(&session.payment.as_deref().map_or_else(|| "/".to_owned(), payment_address))
        }
        "regresar" => {
            sandbox.with_store(|store, now| {
                store.registration_sessions.get(&token, now).map(RegistrationSession::back)
            });
            go_to(&address(&token))
        }
        "seguir" => match sandbox.with_store(|store, now| go_on(store, &session, &typed, now)) {
            Ok(()) => go_to(&address(&token)),
            Err(errors) => draw(&session, &typed, &errors),
        },
        _ => notice::foreign_form(address(&token)),
    }
}

fn go_on(
    store: &mut Store,
    session: &RegistrationSession,
    typed: &FormData,
    now: Timestamp,
) -> Result<(), Errors> {
    let persona = session.persona.unwrap_or(Persona::Natural);
    match (session.step(), session.procedure) {
        (RegistrationStep::Choice, _) => choose(store, session, typed, now),
        (RegistrationStep::Proof, Some(Procedure::Delete)) => {
            let id = prove(store, persona, typed)?;
            if let Some(someone) = store.registrations.delete(id) {
                finish(store, session, Procedure::Delete, &someone, now);
            }
            Ok(())
        }
        (RegistrationStep::Proof, _) => {
            let id = prove(store, persona, typed)?;
            if let Some(session) = store.registration_sessions.get(&session.token, now) {
                session.proven = Some(id);
            }
            Ok(())
        }
        (RegistrationStep::Form, procedure) => {
            let someone = read(persona, typed)?;
            store.registrations.enter(someone.clone(), session.proven).map_err(duplicate)?;
            finish(store, session, procedure.unwrap_or(Procedure::Register), &someone, now);
            Ok(())
        }
        (RegistrationStep::Done, _) => Ok(()),
    }
}

fn choose(
    store: &mut Store,
    session: &RegistrationSession,
    typed: &FormData,
    now: Timestamp,
) -> Result<(), Errors> {
    let persona = Persona::from_word(typed.get("persona"));
    let procedure = Procedure::from_word(typed.get("opcion"));
    let mut errors = Errors::new();
    if persona.is_none() {
        errors.push(("persona", "Elija el tipo de persona.".to_owned()));
    }
    if procedure.is_none() {
        errors.push(("opcion", "Elija una opción.".to_owned()));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if let Some(session) = store.registration_sessions.get(&session.token, now) {
        session.persona = persona;
        session.procedure = procedure;
    }
    Ok(())
}

fn prove(store: &Store, persona: Persona, typed: &FormData) -> Result<u64, Errors> {
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
    store.registrations.prove(&proof).map_err(|error| match error {
        ProofError::NotRegistered => {
            vec![("correo", "No hay un registro con este e-mail y esta identificación.".to_owned())]
        }
        ProofError::WrongAnswer => {
            vec![("respuesta", "La respuesta no es la registrada.".to_owned())]
        }
    })
}

fn duplicate(duplicate: Duplicate) -> Errors {
    match duplicate {
        Duplicate::Email => vec![(
            "correo",
            "Este e-mail ya está registrado. Regrese y elija actualizar el registro.".to_owned(),
        )],
        Duplicate::Document => vec![(
            "documento",
            "Esta identificación ya está registrada con otro e-mail. Regrese y elija actualizar el registro."
                .to_owned(),
        )],
    }
}

/// The visitor is done: a mail confirms it, and a payment that waits knows the e-mail.
fn finish(
    store: &mut Store,
    session: &RegistrationSession,
    procedure: Procedure,
    someone: &Registrant,
    now: Timestamp,
) {
    store.mailbox.deliver(messages::registration(procedure, someone, now));
    if procedure != Procedure::Delete
        && let Some(transaction) =
            session.payment.as_deref().and_then(|enc| store.ledger.by_entrance(enc, now))
    {
        transaction.registered_as = Some((someone.email.clone(), someone.document.clone()));
    }
    if let Some(session) = store.registration_sessions.get(&session.token, now) {
        session.finished = Some(Finished { procedure, email: someone.email.clone() });
    }
}
