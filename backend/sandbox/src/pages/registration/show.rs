//! The page of the registration that a visitor is on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use super::fields::fields;
use crate::pages::entrance::address as payment_address;
use crate::pages::form::{Control, Errors, Field, FormData, mark};
use crate::pages::notice;
use crate::pages::page::page;
use crate::registry::{Procedure, RegistrationSession, RegistrationStep};
use crate::sandbox::Sandbox;
use crate::world::{Persona, Registrant};

#[derive(Template)]
#[template(path = "registration.html")]
struct RegistrationPage {
    token: String,
    csrf: String,
    step: &'static str,
    persona: &'static str,
    title: &'static str,
    lead: String,
    fields: Vec<Field>,
    wrong: bool,
    /// The label of the button that goes on.
    go: &'static str,
}

#[derive(Template)]
#[template(path = "registered.html")]
struct DonePage {
    title: &'static str,
    email: String,
    text: &'static str,
    /// The address of the payment to come back to.
    payment: Option<String>,
}

pub(in crate::pages) async fn show(
    State(sandbox): State<Arc<Sandbox>>,
    Path(token): Path<String>,
) -> Response {
    let found = sandbox.with_store(|store, now| {
        let session = store.registration_sessions.get(&token, now)?.clone();
        let proven = session.proven.and_then(|id| store.registrations.get(id)).cloned();
        Some((session, proven))
    });
    match found {
        Some((session, proven)) => {
            let typed = prefilled(&session, proven.as_ref());
            draw(&session, &typed, &Errors::new())
        }
        None => notice::registration_over(),
    }
}

/// The form's values before the visitor types.
fn prefilled(session: &RegistrationSession, proven: Option<&Registrant>) -> FormData {
    if let Some(someone) = proven {
        let contact = someone.contact.as_ref();
        let of_contact = |part: fn(&crate::world::Contact) -> &str| contact.map_or("", part);
        return FormData::of([
            ("tipo", &someone.document_type),
            ("documento", &someone.document),
            ("nombre", &someone.name),
            ("contacto", of_contact(|contact| &contact.name)),
            ("contacto_tipo", of_contact(|contact| &contact.document_type)),
            ("contacto_documento", of_contact(|contact| &contact.document)),
            ("celular", &someone.mobile),
            ("direccion", &someone.address),
            ("correo", &someone.email),
            ("correo2", &someone.email),
            ("pregunta", &someone.question),
            ("novedades", if someone.news { "si" } else { "" }),
        ]);
    }
    let persona = session.persona.unwrap_or(Persona::Natural);
    let procedure = session.procedure.unwrap_or(Procedure::Register);
    FormData::of([
        ("persona", persona.as_str()),
        ("opcion", procedure.as_str()),
        ("correo", session.unknown_email.as_deref().unwrap_or_default()),
        ("documento", if persona == Persona::Juridica { &session.nit } else { "" }),
    ])
}

/// The page of the visitor's step, with what was typed and the errors.
pub(super) fn draw(session: &RegistrationSession, typed: &FormData, errors: &Errors) -> Response {
    if let Some(finished) = &session.finished {
        return done(session, finished.procedure, &finished.email);
    }
    let step = session.step();
    let persona = session.persona.unwrap_or(Persona::Natural);
    let procedure = session.procedure.unwrap_or(Procedure::Register);
    let (title, go) = match (step, procedure) {
        (RegistrationStep::Choice | RegistrationStep::Done, _) => ("Registro en PSE", "Seguir"),
        (RegistrationStep::Proof, Procedure::Delete) => {
            ("Borrar mi registro", "Borrar mi registro")
        }
        (RegistrationStep::Proof, Procedure::Register | Procedure::Update) => {
            ("Actualizar mi registro", "Seguir")
        }
        (RegistrationStep::Form, Procedure::Update) => ("Actualizar mi registro", "Actualizar"),
        (RegistrationStep::Form, Procedure::Register | Procedure::Delete) => {
            ("Registrarme en PSE", "Registrar")
        }
    };
    let lead = match (step, &session.unknown_email) {
        (RegistrationStep::Choice, Some(email)) => format!(
            "El correo {email} no está registrado en PSE. Regístrese y vuelva a su pago, o regrese para escribir otro correo."
        ),
        (RegistrationStep::Choice, None) => "Por favor, selecciona la opción deseada:".to_owned(),
        (RegistrationStep::Proof, _) => {
            "Escriba los datos que prueban que el registro es suyo.".to_owned()
        }
        (RegistrationStep::Form, _) => format!(
            "Al diligenciar el formulario dale clic al botón «{go}» y listo, podrás empezar a realizar tus pagos con PSE y disfrutar sus beneficios."
        ),
        (RegistrationStep::Done, _) => String::new(),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let registration = RegistrationPage {
        token: session.token.clone(),
        csrf: session.csrf.clone(),
        step: step.as_str(),
        persona: if step == RegistrationStep::Choice { "" } else { persona.label() },
        title,
        lead,
        fields: mark(fields(step, persona, typed), errors),
        wrong: !errors.is_empty(),
        go,
    };
    page(status, &registration)
}

fn done(session: &RegistrationSession, procedure: Procedure, email: &str) -> Response {
    let (title, text) = match procedure {
        Procedure::Register => ("Registro exitoso", "Ya puede pagar con PSE usando este correo."),
        Procedure::Update => ("Actualización exitosa", "Sus datos en PSE fueron actualizados."),
        Procedure::Delete => {
            ("Su registro fue borrado", "Para volver a pagar con PSE debe registrarse de nuevo.")
        }
    };
    let payment = session.payment.as_deref().map(payment_address);
    page(StatusCode::OK, &DonePage { title, email: email.to_owned(), text, payment })
}
