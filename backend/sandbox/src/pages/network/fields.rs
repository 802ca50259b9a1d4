//! The fields of each step of the portal.

use jiff::Timestamp;

use crate::clock::today;
use crate::money::pesos;
use crate::pages::form::{Choice, Control, Field, FormData};
use crate::pages::registration::document_types;
use crate::store::{Balances, PortalSession, PortalStep};
use crate::world::{Account, AccountKind, Member, World};

/// The data that the fields of a step are made from.
pub(super) struct StepData<'a> {
    pub(super) portal: &'a PortalSession,
    pub(super) world: &'a World,
    pub(super) member: Option<&'a Member>,
    pub(super) balances: &'a Balances,
    pub(super) now: Timestamp,
}

/// The fields of the step the member is on.
pub(super) fn fields(data: &StepData<'_>, typed: &FormData) -> Vec<Field> {
    let line = |name, label, kind, mode, complete, max| {
        Field::new(name, label, Control::Line(kind, mode, complete, max), typed)
    };
    match data.portal.step {
        PortalStep::Document => vec![
            Field::new("tipo", "Tipo de documento", Control::List(document_types(true)), typed),
            line("documento", "Número de documento", "text", "text", "off", 12)
                .with_hint("Del titular del cupo rotativo o de la cuenta, sin puntos ni espacios."),
        ],
        PortalStep::Entity => vec![Field::new(
            "entidad",
            "Entidades con productos activos",
            Control::Radio(entities(data)),
            typed,
        )],
        PortalStep::User => vec![
            line("usuario", "Usuario", "text", "text", "username", 60),
            Field::new("robot", "No soy un robot", Control::Tick, typed),
        ],
        PortalStep::Password => {
            vec![line("clave", "Contraseña", "password", "text", "current-password", 60)]
        }
        PortalStep::Account => {
            vec![Field::new("cuenta", "Datos de la cuenta", Control::Radio(accounts(data)), typed)]
        }
        PortalStep::Code => {
            vec![line("codigo", "Código de seguridad", "text", "numeric", "one-time-code", 6)]
        }
        PortalStep::Receipt => Vec::new(),
    }
}

fn entities(data: &StepData<'_>) -> Vec<Choice> {
    let Some(member) = data.member else { return Vec::new() };
    let of = data.world.entities_of(member).into_iter();
    of.map(|entity| Choice::new(&entity.code, &entity.name)).collect()
}

fn accounts(data: &StepData<'_>) -> Vec<Choice> {
    let Some(member) = data.member else { return Vec::new() };
    let entity = data.portal.entity.as_deref().unwrap_or_default();
    member.accounts_at(entity).map(|account| offer(data, account)).collect()
}

fn offer(data: &StepData<'_>, account: &Account) -> Choice {
    let declined = data.portal.declined.iter().find(|(number, _)| *number == account.number);
    let available = pesos(data.balances.available(account));
    let paid = data.balances.paid(account, today(data.now));
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
