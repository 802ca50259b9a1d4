//! The page of the registration that a visitor is on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use super::fields::fields;
use crate::pages::form::{Errors, Field, Look, Typed, mark};
use crate::pages::notice;
use crate::pages::page::page;
use crate::pages::pse::address as payment_address;
use crate::registry::{Desk, Errand, Step};
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
    /// The button that goes on.
    go: &'static str,
}

#[derive(Template)]
#[template(path = "registered.html")]
struct DonePage {
    title: &'static str,
    email: String,
    text: &'static str,
    /// The payment to come back to.
    payment: Option<String>,
}

pub(in crate::pages) async fn show(
    State(sandbox): State<Arc<Sandbox>>,
    Path(token): Path<String>,
) -> Response {
    let found = sandbox.remember(|store, now| {
        let desk = store.desks.get(&token, now)?.clone();
        let proven = desk.proven.and_then(|id| store.book.get(id)).cloned();
        Some((desk, proven))
    });
    match found {
        Some((desk, proven)) => {
            let typed = prefilled(&desk, proven.as_ref());
            draw(&desk, &typed, &Errors::new())
        }
        None => notice::registration_over(),
    }
}

/// What is known before the visitor types.
fn prefilled(desk: &Desk, proven: Option<&Registrant>) -> Typed {
    if let Some(someone) = proven {
        let contact = someone.contact.as_ref();
        let of_contact = |part: fn(&crate::world::Contact) -> &str| contact.map_or("", part);
        return Typed::of([
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
    let persona = desk.persona.unwrap_or(Persona::Natural);
    let errand = desk.errand.unwrap_or(Errand::Register);
    Typed::of([
        ("persona", persona.as_str()),
        ("opcion", errand.as_str()),
        ("correo", desk.unknown_email.as_deref().unwrap_or_default()),
        ("documento", if persona == Persona::Juridica { &desk.nit } else { "" }),
    ])
}

/// The visitor's page with these texts and errors.
pub(super) fn draw(desk: &Desk, typed: &Typed, errors: &Errors) -> Response {
    if let Some(finished) = &desk.finished {
        return done(desk, finished.errand, &finished.email);
    }
    let step = desk.step();
    let persona = desk.persona.unwrap_or(Persona::Natural);
    let errand = desk.errand.unwrap_or(Errand::Register);
    let (title, go) = match (step, errand) {
        (Step::Choice | Step::Done, _) => ("Registro en PSE", "Seguir"),
        (Step::Proof, Errand::Delete) => ("Borrar mi registro", "Borrar mi registro"),
        (Step::Proof, Errand::Register | Errand::Update) => ("Actualizar mi registro", "Seguir"),
        (Step::Form, Errand::Update) => ("Actualizar mi registro", "Actualizar"),
        (Step::Form, Errand::Register | Errand::Delete) => ("Registrarme en PSE", "Registrar"),
    };
    let lead = match (step, &desk.unknown_email) {
        (Step::Choice, Some(email)) => format!(
            "El correo {email} no está registrado en PSE. Regístrese y vuelva a su pago, o regrese para escribir otro correo."
        ),
        (Step::Choice, None) => "Por favor, selecciona la opción deseada:".to_owned(),
        (Step::Proof, _) => "Escriba los datos que prueban que el registro es suyo.".to_owned(),
        (Step::Form, _) => format!(
            "Al diligenciar el formulario dale clic al botón «{go}» y listo, podrás empezar a realizar tus pagos con PSE y disfrutar sus beneficios."
        ),
        (Step::Done, _) => String::new(),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let registration = RegistrationPage {
        token: desk.token.clone(),
        csrf: desk.csrf.clone(),
        step: step.as_str(),
        persona: if step == Step::Choice { "" } else { persona.label() },
        title,
        lead,
        fields: mark(fields(step, persona, typed), errors),
        wrong: !errors.is_empty(),
        go,
    };
    page(status, &registration)
}

fn done(desk: &Desk, errand: Errand, email: &str) -> Response {
    let (title, text) = match errand {
        Errand::Register => ("Registro exitoso", "Ya puede pagar con PSE usando este correo."),
        Errand::Update => ("Actualización exitosa", "Sus datos en PSE fueron actualizados."),
        Errand::Delete => {
            ("Su registro fue borrado", "Para volver a pagar con PSE debe registrarse de nuevo.")
        }
    };
    let payment = desk.payment.as_deref().map(payment_address);
    page(StatusCode::OK, &DonePage { title, email: email.to_owned(), text, payment })
}
