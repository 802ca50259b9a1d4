//! The fields of each step of the portal.

use jiff::Timestamp;

use crate::clock::today;
use crate::money::pesos;
use crate::network::{Balances, Step, Walk};
use crate::pages::form::{Choice, Field, Look, Typed};
use crate::pages::registration::document_types;
use crate::world::{Account, AccountKind, Member, World};

/// What the fields of a step are made of.
pub(super) struct Ground<'a> {
    pub(super) walk: &'a Walk,
    pub(super) world: &'a World,
    pub(super) member: Option<&'a Member>,
    pub(super) balances: &'a Balances,
    pub(super) now: Timestamp,
}

/// The fields of the step the member is on.
pub(super) fn fields(ground: &Ground<'_>, typed: &Typed) -> Vec<Field> {
    let line = |name, label, kind, mode, complete, max| {
        Field::new(name, label, Look::Line(kind, mode, complete, max), typed)
    };
    match ground.walk.step {
        Step::Document => vec![
            Field::new("tipo", "Tipo de documento", Look::List(document_types(true)), typed),
            line("documento", "Número de documento", "text", "text", "off", 12)
                .with_hint("Del titular del cupo rotativo o de la cuenta, sin puntos ni espacios."),
        ],
        Step::Entity => vec![Field::new(
            "entidad",
            "Entidades con productos activos",
            Look::Radio(entities(ground)),
            typed,
        )],
        Step::User => vec![
            line("usuario", "Usuario", "text", "text", "username", 60),
            Field::new("robot", "No soy un robot", Look::Tick, typed),
        ],
        Step::Password => {
            vec![line("clave", "Contraseña", "password", "text", "current-password", 60)]
        }
        Step::Account => {
            vec![Field::new("cuenta", "Datos de la cuenta", Look::Radio(accounts(ground)), typed)]
        }
        Step::Code => {
            vec![line("codigo", "Código de seguridad", "text", "numeric", "one-time-code", 6)]
        }
        Step::Receipt => Vec::new(),
    }
}

fn entities(ground: &Ground<'_>) -> Vec<Choice> {
    let Some(member) = ground.member else { return Vec::new() };
    let of = ground.world.entities_of(member).into_iter();
    of.map(|entity| Choice::new(&entity.code, &entity.name)).collect()
}

fn accounts(ground: &Ground<'_>) -> Vec<Choice> {
    let Some(member) = ground.member else { return Vec::new() };
    let entity = ground.walk.entity.as_deref().unwrap_or_default();
    member.accounts_at(entity).map(|account| offer(ground, account)).collect()
}

fn offer(ground: &Ground<'_>, account: &Account) -> Choice {
    let declined = ground.walk.declined.iter().find(|(number, _)| *number == account.number);
    let available = pesos(ground.balances.available(account));
    let paid = ground.balances.paid(account, today(ground.now));
    Choice {
        value: account.number.clone(),
        label: format!("{} {}", account.masked(), account.kind.label()),
        detail: match declined {
            Some((_, decline)) => format!("Declinada. {}", decline.text()),
            None => format!(
                "Tope por pago {} · {paid} de {} pagos hoy",
                pesos(account.cap),
                account.payments_a_day
            ),
        },
        aside: match account.kind {
            AccountKind::Savings => format!("Disponible {available}"),
            AccountKind::RevolvingCredit => format!("Cupo disponible {available}"),
        },
        closed: declined.is_some(),
    }
}
