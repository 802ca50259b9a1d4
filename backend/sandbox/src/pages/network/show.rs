//! The step of the portal that a member is on.

use askama::Template;
use axum::response::Response;
use http::StatusCode;

use super::details::{self, Line};
use super::fields::{StepData, fields};
use crate::clock::{BANK_SESSION, after, readable, time_of_day};
use crate::pages::form::{Control, Errors, Field, FormData, mark};
use crate::pages::notice;
use crate::pages::page::page;
use crate::pages::summary::{bank_name, way_back};
use crate::sandbox::Sandbox;
use crate::store::{PortalSession, PortalStep};
use crate::store::{Stage, Transaction, Visit};
use crate::world::{Entity, Member};

#[derive(Template)]
#[template(path = "network.html")]
struct StepPage {
    /// The page's address.
    address: String,
    csrf: String,
    step: &'static str,
    place: usize,
    /// The name of the portal's section.
    section: &'static str,
    title: &'static str,
    lead: String,
    /// Why the account chosen before does not allow the payment.
    alert: Option<String>,
    header: Header,
    payment: Vec<Line>,
    fields: Vec<Field>,
    wrong: bool,
    /// The button that goes on.
    go: &'static str,
    /// The link "¿Olvidaste tu …?": its page and its text.
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

/// The header of the portal's pages.
pub(super) struct Header {
    pub(super) bank: String,
    /// Whether the portal is entered, which it is once an entity was chosen.
    pub(super) portal: bool,
    /// The kind of portal: for people or for companies.
    pub(super) kind: &'static str,
    pub(super) entity: String,
    /// The member who is logged in, and since when.
    pub(super) member: Option<(String, String)>,
}

impl Header {
    pub(super) fn of(transaction: &Transaction, visit: &Visit, sandbox: &Sandbox) -> Self {
        let portal = &visit.portal;
        let world = &sandbox.world;
        let member = member_of(portal, sandbox);
        let inside =
            matches!(portal.step, PortalStep::Account | PortalStep::Code | PortalStep::Receipt);
        let company = member.is_some_and(|member| member.document_type == "NIT");
        Self {
            bank: bank_name(transaction, world),
            portal: portal.entity.is_some(),
            kind: if company { "Personas jurídicas" } else { "Personas naturales" },
            entity: portal
                .entity
                .as_deref()
                .and_then(|code| world.entity(code))
                .map_or_else(String::new, |entity| entity.name.clone()),
            member: member.filter(|_| inside).map(|member| {
                let seen = readable(transaction.created_at);
                (member.name.clone(), format!("Último acceso: {seen} - IP: {}", portal.ip))
            }),
        }
    }
}

/// The member whose session it is.
pub(super) fn member_of<'a>(portal: &PortalSession, sandbox: &'a Sandbox) -> Option<&'a Member> {
    let (document_type, document) = portal.document.as_ref()?;
    sandbox.world.member(document_type, document)
}

/// Whether the portal has something to show: a step, or the receipt of what was paid.
pub(in crate::pages) fn shows(transaction: &Transaction) -> bool {
    match (&transaction.stage, &transaction.visit) {
        (Stage::AtBank { .. }, Some(_)) => true,
        (Stage::Ended { .. }, Some(visit)) => visit.portal.receipt.is_some(),
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

/// The page of the member's step, with what was typed and the errors.
pub(in crate::pages) fn draw(
    sandbox: &Sandbox,
    transaction: &Transaction,
    address: String,
    typed: &FormData,
    errors: &Errors,
) -> Response {
    let Some(visit) = &transaction.visit else { return notice::over(transaction) };
    let portal = &visit.portal;
    if let Some(receipt) = &portal.receipt {
        if portal.closed {
            return notice::portal_closed(transaction);
        }
        let receipt = ReceiptPage {
            address,
            csrf: visit.csrf.clone(),
            header: Header::of(transaction, visit, sandbox),
            lines: details::receipt(receipt, transaction, visit, &sandbox.world),
            entity: portal.entity.as_deref().and_then(|code| sandbox.world.entity(code)).cloned(),
            merchant: way_back(transaction),
        };
        return page(StatusCode::OK, &receipt);
    }
    let member = member_of(portal, sandbox);
    let (made, until) = sandbox.with_store(|store, now| {
        let since = match transaction.stage {
            Stage::AtBank { since } => since,
            Stage::AtPse | Stage::Waiting { .. } | Stage::Ended { .. } | Stage::Refused(_) => now,
        };
        let ground =
            StepData { portal, world: &sandbox.world, member, balances: &store.balances, now };
        (fields(&ground, typed), time_of_day(after(since, BANK_SESSION)))
    });
    let words = Words::of(portal, member);
    let step = StepPage {
        address,
        csrf: visit.csrf.clone(),
        step: portal.step.as_str(),
        place: portal.step.place(),
        section: section(portal.step),
        title: words.title,
        lead: words.lead,
        alert: alert(portal),
        header: Header::of(transaction, visit, sandbox),
        payment: if matches!(portal.step, PortalStep::Account | PortalStep::Code) {
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

/// The portal's own name for the section that a step is in.
const fn section(step: PortalStep) -> &'static str {
    match step {
        PortalStep::Document | PortalStep::Entity | PortalStep::Receipt => "",
        PortalStep::User | PortalStep::Password => "Autenticación",
        PortalStep::Account | PortalStep::Code => "Transferencias / Pagos a código de producto",
    }
}

fn alert(portal: &PortalSession) -> Option<String> {
    let (_, decline) = portal.declined.last().filter(|_| portal.step == PortalStep::Account)?;
    Some(format!("La cuenta elegida no permite el pago. {} Elija otra cuenta.", decline.text()))
}

/// The texts of a step's page.
struct Words {
    title: &'static str,
    lead: String,
    go: &'static str,
    forgotten: Option<(&'static str, &'static str)>,
}

impl Words {
    fn of(portal: &PortalSession, member: Option<&Member>) -> Self {
        let (title, lead, go, forgotten) = match portal.step {
            PortalStep::Document => (
                "Identifique al titular",
                "Escriba el documento con el que se debita el pago.".to_owned(),
                "Continuar",
                None,
            ),
            PortalStep::Entity => (
                "Seleccione su entidad",
                "Estas entidades de la red tienen productos activos con su documento.".to_owned(),
                "Continuar",
                None,
            ),
            PortalStep::User => (
                "Ingrese a su Portal Transaccional",
                "Digite el usuario asignado en el registro del portal.".to_owned(),
                "Continuar",
                Some(("usuario", "¿Olvidaste tu usuario?")),
            ),
            PortalStep::Password => (
                "Digite su contraseña",
                format!("Usuario: {}", member.map_or("", |member| &member.user)),
                "Ingresar",
                Some(("contrasena", "¿Olvidaste tu contraseña?")),
            ),
            PortalStep::Account => (
                "Seleccione la cuenta",
                "Revise el resumen de la transacción y elija la cuenta a debitar.".to_owned(),
                "Pagar",
                None,
            ),
            PortalStep::Code => (
                "Validación de código de seguridad",
                format!(
                    "Su Entidad ha enviado un código de seguridad a su teléfono celular y correo electrónico ({}). Por favor ingrese este número para continuar. En el simulador lo encuentra en el buzón.",
                    member.map_or_else(String::new, hidden)
                ),
                "Aceptar",
                None,
            ),
            PortalStep::Receipt => ("Pago realizado exitosamente", String::new(), "Cancelar", None),
        };
        Self { title, lead, go, forgotten }
    }
}

/// Where the code was sent, mostly hidden: `***4567 y a***@pse.example`.
fn hidden(member: &Member) -> String {
    let digits: Vec<char> = member.mobile.chars().collect();
    let last: String = digits.iter().skip(digits.len().saturating_sub(4)).collect();
    let (name, host) = member.email.split_once('@').unwrap_or((&member.email, ""));
    let first: String = name.chars().take(1).collect();
    format!("***{last} y {first}***@{host}")
}
