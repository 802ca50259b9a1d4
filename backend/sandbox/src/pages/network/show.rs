//! The step of the portal that a member is on.

use askama::Template;
use axum::response::Response;
use http::StatusCode;

use super::details::{self, Line};
use super::fields::{Ground, fields};
use crate::clock::{BANK_SESSION, after, readable, time_of_day};
use crate::network::{Step, Walk};
use crate::pages::form::{Errors, Field, Look, Typed, mark};
use crate::pages::notice;
use crate::pages::page::page;
use crate::pages::summary::{bank_name, way_back};
use crate::sandbox::Sandbox;
use crate::store::{Stage, Transaction, Visit};
use crate::world::{Entity, Member};

#[derive(Template)]
#[template(path = "network.html")]
struct StepPage {
    /// Where the page is.
    address: String,
    csrf: String,
    step: &'static str,
    place: usize,
    /// Which part of the portal it is.
    section: &'static str,
    title: &'static str,
    lead: String,
    /// What became of the account chosen before.
    alert: Option<String>,
    header: Header,
    payment: Vec<Line>,
    fields: Vec<Field>,
    wrong: bool,
    /// The button that goes on.
    go: &'static str,
    /// "¿Olvidaste tu …?": the page and its words.
    forgotten: Option<(&'static str, &'static str)>,
    until: String,
}

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    address: String,
    csrf: String,
    header: Header,
    lines: Vec<Line>,
    entity: Option<Entity>,
    merchant: String,
}

/// What is at the top of the portal's pages.
pub(super) struct Header {
    pub(super) bank: String,
    /// The portal, once an entity was chosen.
    pub(super) portal: bool,
    /// Which portal: people's or companies'.
    pub(super) kind: &'static str,
    pub(super) entity: String,
    /// Who is in, and since when.
    pub(super) member: Option<(String, String)>,
}

impl Header {
    pub(super) fn of(transaction: &Transaction, visit: &Visit, sandbox: &Sandbox) -> Self {
        let walk = &visit.walk;
        let world = &sandbox.world;
        let member = member_of(walk, sandbox);
        let inside = matches!(walk.step, Step::Account | Step::Code | Step::Receipt);
        let company = member.is_some_and(|member| member.document_type == "NIT");
        Self {
            bank: bank_name(transaction, world),
            portal: walk.entity.is_some(),
            kind: if company { "Personas jurídicas" } else { "Personas naturales" },
            entity: walk
                .entity
                .as_deref()
                .and_then(|code| world.entity(code))
                .map_or_else(String::new, |entity| entity.name.clone()),
            member: member.filter(|_| inside).map(|member| {
                let seen = readable(transaction.created_at);
                (member.name.clone(), format!("Último acceso: {seen} - IP: {}", walk.ip))
            }),
        }
    }
}

/// The member whose walk it is.
pub(super) fn member_of<'a>(walk: &Walk, sandbox: &'a Sandbox) -> Option<&'a Member> {
    let (document_type, document) = walk.document.as_ref()?;
    sandbox.world.member(document_type, document)
}

/// Whether the portal has something to show: a step, or the receipt of what was paid.
pub(in crate::pages) fn shows(transaction: &Transaction) -> bool {
    match (&transaction.stage, &transaction.visit) {
        (Stage::AtBank { .. }, Some(_)) => true,
        (Stage::Ended { .. }, Some(visit)) => visit.walk.receipt.is_some(),
        (
            Stage::Ended { .. }
            | Stage::AtBank { .. }
            | Stage::AtPse
            | Stage::Waiting { .. }
            | Stage::Refused(_),
            _,
        ) => false,
    }
}

/// The step, with these texts and errors.
pub(in crate::pages) fn draw(
    sandbox: &Sandbox,
    transaction: &Transaction,
    address: String,
    typed: &Typed,
    errors: &Errors,
) -> Response {
    let Some(visit) = &transaction.visit else { return notice::over(transaction) };
    let walk = &visit.walk;
    if let Some(receipt) = &walk.receipt {
        if walk.closed {
            return notice::portal_closed(transaction);
        }
        let receipt = ReceiptPage {
            address,
            csrf: visit.csrf.clone(),
            header: Header::of(transaction, visit, sandbox),
            lines: details::receipt(receipt, transaction, visit, &sandbox.world),
            entity: walk.entity.as_deref().and_then(|code| sandbox.world.entity(code)).cloned(),
            merchant: way_back(transaction),
        };
        return page(StatusCode::OK, &receipt);
    }
    let member = member_of(walk, sandbox);
    let (made, until) = sandbox.remember(|store, now| {
        let since = match transaction.stage {
            Stage::AtBank { since } => since,
            Stage::AtPse | Stage::Waiting { .. } | Stage::Ended { .. } | Stage::Refused(_) => now,
        };
        let ground = Ground { walk, world: &sandbox.world, member, balances: &store.balances, now };
        (fields(&ground, typed), time_of_day(after(since, BANK_SESSION)))
    });
    let words = Words::of(walk, member);
    let step = StepPage {
        address,
        csrf: visit.csrf.clone(),
        step: walk.step.as_str(),
        place: walk.step.place(),
        section: section(walk.step),
        title: words.title,
        lead: words.lead,
        alert: alert(walk),
        header: Header::of(transaction, visit, sandbox),
        payment: if matches!(walk.step, Step::Account | Step::Code) {
            details::payment(transaction, visit, &sandbox.world)
        } else {
            Vec::new()
        },
        fields: mark(made, errors),
        wrong: !errors.is_empty(),
        go: words.go,
        forgotten: words.forgotten,
        until,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(status, &step)
}

/// The portal's own names for its parts.
const fn section(step: Step) -> &'static str {
    match step {
        Step::Document | Step::Entity | Step::Receipt => "",
        Step::User | Step::Password => "Autenticación",
        Step::Account | Step::Code => "Transferencias / Pagos a código de producto",
    }
}

fn alert(walk: &Walk) -> Option<String> {
    let (_, decline) = walk.declined.last().filter(|_| walk.step == Step::Account)?;
    Some(format!("La cuenta elegida no permite el pago. {} Elija otra cuenta.", decline.text()))
}

/// The words of a step.
struct Words {
    title: &'static str,
    lead: String,
    go: &'static str,
    forgotten: Option<(&'static str, &'static str)>,
}

impl Words {
    fn of(walk: &Walk, member: Option<&Member>) -> Self {
        let (title, lead, go, forgotten) = match walk.step {
            Step::Document => (
                "Identifique al titular",
                "Escriba el documento con el que se debita el pago.".to_owned(),
                "Continuar",
                None,
            ),
            Step::Entity => (
                "Seleccione su entidad",
                "Estas entidades de la red tienen productos activos con su documento.".to_owned(),
                "Continuar",
                None,
            ),
            Step::User => (
                "Ingrese a su Portal Transaccional",
                "Digite el usuario asignado en el registro del portal.".to_owned(),
                "Continuar",
                Some(("usuario", "¿Olvidaste tu usuario?")),
            ),
            Step::Password => (
                "Digite su contraseña",
                format!("Usuario: {}", member.map_or("", |member| &member.user)),
                "Ingresar",
                Some(("contrasena", "¿Olvidaste tu contraseña?")),
            ),
            Step::Account => (
                "Seleccione la cuenta",
                "Revise el resumen de la transacción y elija la cuenta a debitar.".to_owned(),
                "Pagar",
                None,
            ),
            Step::Code => (
                "Validación de código de seguridad",
                format!(
                    "Su Entidad ha enviado un código de seguridad a su teléfono celular y correo electrónico ({}). Por favor ingrese este número para continuar. En el simulador lo encuentra en el buzón.",
                    member.map_or_else(String::new, hidden)
                ),
                "Aceptar",
                None,
            ),
            Step::Receipt => ("Pago realizado exitosamente", String::new(), "Cancelar", None),
        };
        Self { title, lead, go, forgotten }
    }
}

/// `***4567 y a***@pse.example`: where the code went.
fn hidden(member: &Member) -> String {
    let digits: Vec<char> = member.mobile.chars().collect();
    let last: String = digits.iter().skip(digits.len().saturating_sub(4)).collect();
    let (name, host) = member.email.split_once('@').unwrap_or((&member.email, ""));
    let first: String = name.chars().take(1).collect();
    format!("***{last} y {first}***@{host}")
}
