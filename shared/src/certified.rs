//! Sentences that certification (ACH Colombia, Place to Pay) asks for, word for word,
//! and the labels of the four outcomes. Spanish is the only certified language.

use crate::refusal::Refusal;
use crate::state::PaymentState;

/// The sentence when there is no bank list (specification, "Despliegue de bancos disponibles").
pub const BANK_LIST_UNAVAILABLE: &str =
    "No se pudo obtener la lista de Entidades Financieras, por favor intente más tarde";

/// The advice under a pending outcome.
pub const PENDING_ADVICE: &str = "Por favor verificar si el débito fue realizado en el Banco.";

/// The sentence for the creation error `FAIL_BANKUNREACHEABLE`.
pub const BANK_UNREACHABLE: &str = "La entidad financiera no puede ser contactada para iniciar la transacción, por favor seleccione otra o intente más tarde";

/// The sentence for every other creation error, before the contact.
pub const CREATION_FAILED: &str =
    "No se pudo crear la transacción, por favor intente más tarde o comuníquese con la empresa";

/// Writes the sentence for a second payment of a reference while one is pending.
#[must_use]
pub fn payment_pending(reference: &str, phone: &str, email: &str, cus: &str) -> String {
    format!(
        "En este momento su #{reference} presenta un proceso de pago cuya transacción se encuentra PENDIENTE de recibir confirmación por parte de su entidad financiera, por favor espere unos minutos y vuelva a consultar más tarde para verificar si su pago fue confirmado de forma exitosa. Si desea mayor información sobre el estado actual de su operación puede comunicarse a nuestras líneas de atención al cliente {phone} o enviar un correo electrónico a {email} y preguntar por el estado de la transacción: {cus}"
    )
}

/// Writes the sentence for a second payment of a reference that was approved.
#[must_use]
pub fn checkout_paid(reference: &str, phone: &str, email: &str, cus: &str) -> String {
    format!(
        "En este momento su #{reference} ha finalizado su proceso de pago y cuya transacción se encuentra APROBADA en su entidad financiera. Si desea mayor información sobre el estado de su operación puede comunicarse a nuestras líneas de atención al cliente {phone} o enviar un correo electrónico a {email} y preguntar por el estado de la transacción: {cus}"
    )
}

/// Writes the sentence for the creation error `FAIL_EXCEEDEDLIMIT`.
#[must_use]
pub fn exceeded_limit(phone: &str, email: &str) -> String {
    format!(
        "El monto de la transacción excede los límites establecidos en PSE para la empresa, por favor comuníquese con nuestras líneas de atención al cliente al teléfono {phone} o al correo electrónico {email}"
    )
}

/// Writes the sentence for a transaction that the provider refused to create.
#[must_use]
pub fn creation_refused(refusal: Refusal, phone: &str, email: &str) -> String {
    match refusal {
        Refusal::LimitExceeded => exceeded_limit(phone, email),
        Refusal::BankUnreachable => BANK_UNREACHABLE.to_owned(),
        Refusal::Misconfigured | Refusal::Other => {
            format!("{CREATION_FAILED} al teléfono {phone} o al correo electrónico {email}")
        }
    }
}

/// Returns the certified label of an outcome; states before an outcome have our own words.
#[must_use]
pub const fn state_label(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Approved => "Aprobada",
        PaymentState::Pending => "Pendiente",
        PaymentState::Rejected => "Rechazada",
        PaymentState::Failed => "Fallida",
        PaymentState::Creating => "Creando transacción",
        PaymentState::Refused => "No creada",
        PaymentState::Unanswered => "Sin respuesta",
    }
}
