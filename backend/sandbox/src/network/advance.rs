//! What each step of the portal accepts and where it leads. Nothing else changes the step.

use jiff::Timestamp;

use super::end::end;
use super::pay::{check_code, choose_account};
use super::step_result::{StepResult, tries_left};
use crate::store::{MAX_TRIES, Outcome, PortalSession, PortalStep, Store};
use crate::world::{Member, World};

/// A step's form as the member filled it in.
pub(crate) struct StepForm<'a> {
    /// The trimmed text of the field of that name.
    pub(crate) get: &'a dyn Fn(&str) -> String,
}

/// Takes the form of the step that the member of transaction `id` is on.
pub(crate) fn advance(
    store: &mut Store,
    world: &World,
    id: i64,
    form: &StepForm<'_>,
    now: Timestamp,
) -> StepResult {
    let Some(portal) = store.portal(id, now) else { return StepResult::Done };
    let member = portal
        .document
        .as_ref()
        .and_then(|(document_type, document)| world.member(document_type, document));
    match (portal.step, member) {
        (PortalStep::Document, _) => find_member(portal, world, form),
        (PortalStep::Entity, Some(member)) => choose_entity(portal, world, member, form),
        (PortalStep::User, Some(member)) => take_user(portal, member, form),
        (PortalStep::Password, Some(member)) => {
            let result = take_password(portal, member, form);
            if portal.wrong_passwords >= MAX_TRIES {
                end(store, id, Outcome::WrongPassword, world, now);
                return StepResult::Done;
            }
            result
        }
        (PortalStep::Account, Some(member)) => {
            choose_account(store, world, id, member, &(form.get)("cuenta"), now)
        }
        (PortalStep::Code, Some(member)) => {
            check_code(store, world, id, member, &(form.get)("codigo"), now)
        }
        (PortalStep::Receipt, _) => {
            portal.closed = true;
            StepResult::Done
        }
        (
            PortalStep::Entity
            | PortalStep::User
            | PortalStep::Password
            | PortalStep::Account
            | PortalStep::Code,
            None,
        ) => {
            *portal =
                PortalSession { ip: core::mem::take(&mut portal.ip), ..PortalSession::default() };
            StepResult::Done
        }
    }
}

fn find_member(portal: &mut PortalSession, world: &World, form: &StepForm<'_>) -> StepResult {
    let (kind, number) = ((form.get)("tipo"), (form.get)("documento"));
    let Some(document_type) = pse_shared::DocumentType::from_code(&kind) else {
        return StepResult::wrong("tipo", "Elija el tipo de documento.");
    };
    if !document_type.accepts(&number) {
        return StepResult::wrong(
            "documento",
            "Escriba un número que corresponda al tipo de documento, sin puntos ni espacios.",
        );
    }
    let active =
        world.member(&kind, &number).filter(|member| !world.entities_of(member).is_empty());
    if active.is_none() {
        return StepResult::wrong(
            "documento",
            "No hay productos activos con este documento en las entidades de la red.",
        );
    }
    portal.document = Some((kind, number));
    portal.step = PortalStep::Entity;
    StepResult::Done
}

fn choose_entity(
    portal: &mut PortalSession,
    world: &World,
    member: &Member,
    form: &StepForm<'_>,
) -> StepResult {
    let chosen = (form.get)("entidad");
    let offered = world.entities_of(member).into_iter().any(|entity| entity.code == chosen);
    if !offered {
        return StepResult::wrong("entidad", "Elija una entidad.");
    }
    portal.entity = Some(chosen);
    portal.step = PortalStep::User;
    StepResult::Done
}

fn take_user(portal: &mut PortalSession, member: &Member, form: &StepForm<'_>) -> StepResult {
    let user = (form.get)("usuario");
    if user.is_empty() {
        return StepResult::wrong("usuario", "Escriba su usuario.");
    }
    if !user.eq_ignore_ascii_case(&member.user) {
        return StepResult::wrong("usuario", "El usuario no corresponde al documento indicado.");
    }
    if (form.get)("robot") != "si" {
        return StepResult::wrong("robot", "Marque la casilla para continuar.");
    }
    portal.step = PortalStep::Password;
    StepResult::Done
}

fn take_password(portal: &mut PortalSession, member: &Member, form: &StepForm<'_>) -> StepResult {
    let password = (form.get)("clave");
    if password.is_empty() {
        return StepResult::wrong("clave", "Escriba su contraseña.");
    }
    if password != member.password {
        portal.wrong_passwords = portal.wrong_passwords.saturating_add(1);
        return StepResult::wrong(
            "clave",
            format!("La contraseña no es correcta. {}", tries_left(portal.wrong_passwords)),
        );
    }
    portal.step = PortalStep::Account;
    StepResult::Done
}
