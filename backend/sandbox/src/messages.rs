//! The messages the sandbox writes: how a payment ended, security codes, registrations,
//! forgotten users and passwords. They go to the mailbox and nowhere else.

use jiff::Timestamp;

use crate::money::pesos;
use crate::registry::Procedure;
use crate::store::{Channel, Mail, Stage, Transaction};
use crate::world::{Member, Registrant, World};

const PSE: &str = "PSE <avisos@pse.example>";
const NETWORK: &str = "Red Coopcentral <avisos@coopcentral.example>";

/// PSE tells the buyer how a payment ended, once it has.
pub(crate) fn ended(transaction: &Transaction, world: &World, now: Timestamp) -> Option<Mail> {
    let (Stage::Ended { outcome, .. }, Some(visit)) = (&transaction.stage, &transaction.visit)
    else {
        return None;
    };
    let order = &transaction.order.transaction;
    let bank = order.bank_code.as_deref().unwrap_or_default();
    let bank = world.bank(bank).map_or(bank, |bank| &bank.name);
    Some(Mail {
        channel: Channel::Mail,
        sent_at: now,
        from: PSE,
        to: visit.email.clone(),
        subject: format!("Transacción {}: {}", transaction.cus, outcome.state().label()),
        body: vec![
            format!("Comercio: {}", world.merchant.name),
            format!("Banco: {bank}"),
            format!("Referencia: {}", order.reference.as_deref().unwrap_or_default()),
            format!("Valor: {}", pesos(order.total_amount.unwrap_or_default())),
            outcome.text().to_owned(),
        ],
    })
}

/// The network sends the member a security code, by mail and by text message.
pub(crate) fn security_code(
    transaction: &Transaction,
    world: &World,
    member: &Member,
    code: &str,
    now: Timestamp,
) -> [Mail; 2] {
    let amount = pesos(transaction.order.transaction.total_amount.unwrap_or_default());
    let merchant = &world.merchant.name;
    let body = format!("Código de seguridad: {code}");
    let rest = format!("Para pagar {amount} a {merchant}, CUS {}.", transaction.cus);
    [(Channel::Mail, &member.email), (Channel::Text, &member.mobile)].map(|(channel, to)| Mail {
        channel,
        sent_at: now,
        from: NETWORK,
        to: to.clone(),
        subject: format!("Código de seguridad del pago {}", transaction.cus),
        body: vec![body.clone(), rest.clone()],
    })
}

/// PSE confirms what came of a registration.
pub(crate) fn registration(procedure: Procedure, someone: &Registrant, now: Timestamp) -> Mail {
    let (subject, text) = match procedure {
        Procedure::Register => (
            "Registro exitoso en PSE",
            "Su registro fue exitoso: ya puede pagar con PSE usando este correo.",
        ),
        Procedure::Update => {
            ("Actualización exitosa en PSE", "Sus datos en PSE fueron actualizados.")
        }
        Procedure::Delete => (
            "Su registro en PSE fue borrado",
            "Su registro fue borrado: para volver a pagar con PSE debe registrarse de nuevo.",
        ),
    };
    Mail {
        channel: Channel::Mail,
        sent_at: now,
        from: PSE,
        to: someone.email.clone(),
        subject: subject.to_owned(),
        body: vec![
            format!("{}: {}", someone.persona.label(), someone.name),
            format!("Identificación: {} {}", someone.document_type, someone.document),
            text.to_owned(),
        ],
    }
}

/// The network tells a member the user that was forgotten.
pub(crate) fn forgotten_user(member: &Member, now: Timestamp) -> Mail {
    forgotten(
        member,
        now,
        "Su usuario del Portal Transaccional",
        format!("Usuario: {}", member.user),
    )
}

/// The network tells a member the password that was forgotten: a test password, no secret.
pub(crate) fn forgotten_password(member: &Member, now: Timestamp) -> Mail {
    let text = format!("Contraseña de prueba: {}", member.password);
    forgotten(member, now, "Su contraseña del Portal Transaccional", text)
}

fn forgotten(member: &Member, now: Timestamp, subject: &str, text: String) -> Mail {
    Mail {
        channel: Channel::Mail,
        sent_at: now,
        from: NETWORK,
        to: member.email.clone(),
        subject: subject.to_owned(),
        body: vec![text],
    }
}
