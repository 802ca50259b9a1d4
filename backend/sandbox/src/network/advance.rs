//! What each step of the portal accepts and where it leads. Nothing else moves a walk.

use jiff::Timestamp;

use super::pay::{check_code, choose_account};
use super::{Step, TRIES, Walk};
use crate::store::{Outcome, Store};
use crate::world::{Member, World};

/// What the member answered a step with.
pub(crate) struct Answered<'a> {
    /// What a field of that name holds, trimmed.
    pub(crate) get: &'a dyn Fn(&str) -> String,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Moved {
    /// The walk goes on, or the payment ended.
    On,
    /// Something is wrong with this field.
    Wrong { field: &'static str, problem: String },
}

impl Moved {
    pub(super) fn wrong(field: &'static str, problem: impl Into<String>) -> Self {
        Self::Wrong { field, problem: problem.into() }
    }
}

/// Takes the member of transaction `id` a step further.
pub(crate) fn advance(
    store: &mut Store,
    world: &World,
    id: i64,
    answered: &Answered<'_>,
    now: Timestamp,
) -> Moved {
    let Some(walk) = store.walk(id, now) else { return Moved::On };
    let member = walk
        .document
        .as_ref()
        .and_then(|(document_type, document)| world.member(document_type, document));
    match (walk.step, member) {
        (Step::Document, _) => find_member(walk, world, answered),
        (Step::Entity, Some(member)) => choose_entity(walk, world, member, answered),
        (Step::User, Some(member)) => take_user(walk, member, answered),
        (Step::Password, Some(member)) => {
            let moved = take_password(walk, member, answered);
            if walk.wrong_passwords >= TRIES {
                store.end(id, Outcome::WrongPassword, world, now);
                return Moved::On;
            }
            moved
        }
        (Step::Account, Some(member)) => {
            choose_account(store, world, id, member, &(answered.get)("cuenta"), now)
        }
        (Step::Code, Some(member)) => {
            check_code(store, world, id, member, &(answered.get)("codigo"), now)
        }
        (Step::Receipt, _) => {
            walk.closed = true;
            Moved::On
        }
        (Step::Entity | Step::User | Step::Password | Step::Account | Step::Code, None) => {
            *walk = Walk { ip: core::mem::take(&mut walk.ip), ..Walk::default() };
            Moved::On
        }
    }
}

fn find_member(walk: &mut Walk, world: &World, answered: &Answered<'_>) -> Moved {
    let (kind, number) = ((answered.get)("tipo"), (answered.get)("documento"));
    let Some(document_type) = pse_shared::DocumentType::from_code(&kind) else {
        return Moved::wrong("tipo", "Elija el tipo de documento.");
    };
    if !document_type.accepts(&number) {
        return Moved::wrong(
            "documento",
            "Escriba un número que corresponda al tipo de documento, sin puntos ni espacios.",
        );
    }
    let active =
        world.member(&kind, &number).filter(|member| !world.entities_of(member).is_empty());
    if active.is_none() {
        return Moved::wrong(
            "documento",
            "No hay productos activos con este documento en las entidades de la red.",
        );
    }
    walk.document = Some((kind, number));
    walk.step = Step::Entity;
    Moved::On
}

fn choose_entity(
    walk: &mut Walk,
    world: &World,
    member: &Member,
    answered: &Answered<'_>,
) -> Moved {
    let chosen = (answered.get)("entidad");
    let offered = world.entities_of(member).into_iter().any(|entity| entity.code == chosen);
    if !offered {
        return Moved::wrong("entidad", "Elija una entidad.");
    }
    walk.entity = Some(chosen);
    walk.step = Step::User;
    Moved::On
}

fn take_user(walk: &mut Walk, member: &Member, answered: &Answered<'_>) -> Moved {
    let user = (answered.get)("usuario");
    if user.is_empty() {
        return Moved::wrong("usuario", "Escriba su usuario.");
    }
    if !user.eq_ignore_ascii_case(&member.user) {
        return Moved::wrong("usuario", "El usuario no corresponde al documento indicado.");
    }
    if (answered.get)("robot") != "si" {
        return Moved::wrong("robot", "Marque la casilla para continuar.");
    }
    walk.step = Step::Password;
    Moved::On
}

fn take_password(walk: &mut Walk, member: &Member, answered: &Answered<'_>) -> Moved {
    let password = (answered.get)("clave");
    if password.is_empty() {
        return Moved::wrong("clave", "Escriba su contraseña.");
    }
    if password != member.password {
        walk.wrong_passwords = walk.wrong_passwords.saturating_add(1);
        return Moved::wrong(
            "clave",
            format!("La contraseña no es correcta. {}", left(walk.wrong_passwords)),
        );
    }
    walk.step = Step::Account;
    Moved::On
}

/// `Le quedan 2 intentos.`
pub(super) fn left(wrong: u8) -> String {
    match TRIES.saturating_sub(wrong) {
        1 => "Le queda 1 intento.".to_owned(),
        tries => format!("Le quedan {tries} intentos."),
    }
}
