//! What the pages say: Spanish of Colombia, buyers are addressed as «usted», in the widget's own
//! words. (What certification prescribes is in [`pse_shared::certified`].)

use pse_shared::{BankInterface, DocumentType, FieldCode, PayerField, PaymentState};

/// Where the payment goes through (certification, "Presentation").
pub const THROUGH_PSE: &str = "El pago se realiza a través de PSE (Proveedor de Servicios Electrónicos): irá a la página de su banco para autorizar el débito y después volverá a la tienda.";
/// Heading of the form.
pub const FORM_TITLE: &str = "Pagar con PSE";
/// Nobody was chosen.
pub const PERSON_TYPE_REQUIRED: &str = "Elija si paga como persona natural o como empresa.";
/// No bank was chosen.
pub const BANK_REQUIRED: &str = "Elija su banco de la lista.";
/// The payment's address leads to none of ours.
pub const NOT_FOUND: &str = "No encontramos este pago. Vuelva al comercio e inícielo de nuevo.";
/// Heading over a failure.
pub const FAILED_TITLE: &str = "No pudimos mostrar su pago";
/// Tries the same again.
pub const AGAIN: &str = "Intentar de nuevo";
/// Heading of an expired checkout.
pub const EXPIRED_TITLE: &str = "Este pago venció";
/// What to do about it.
pub const EXPIRED: &str =
    "El plazo para pagarlo terminó. Vuelva al comercio e inicie el pago de nuevo.";

/// A kind of person.
#[must_use]
pub const fn interface(kind: BankInterface) -> &'static str {
    match kind {
        BankInterface::Person => "Persona natural",
        BankInterface::Company => "Empresa (persona jurídica)",
    }
}

/// A type of document.
#[must_use]
pub const fn document(kind: DocumentType) -> &'static str {
    match kind {
        DocumentType::Cc => "Cédula de ciudadanía",
        DocumentType::Ce => "Cédula de extranjería",
        DocumentType::Ti => "Tarjeta de identidad",
        DocumentType::Ppn => "Pasaporte",
        DocumentType::Nit => "NIT",
        DocumentType::Ssn => "SSN (Estados Unidos)",
    }
}

/// A payer's field.
#[must_use]
pub const fn field(field: PayerField) -> &'static str {
    match field {
        PayerField::DocumentType => "Tipo de documento",
        PayerField::Document => "Número de documento",
        PayerField::FirstName => "Nombres",
        PayerField::LastName => "Apellidos",
        PayerField::Company => "Razón social",
        PayerField::EmailAddress => "Correo electrónico",
        PayerField::Address => "Dirección",
        PayerField::City => "Ciudad",
        PayerField::Province => "Departamento",
        PayerField::Country => "País",
        PayerField::Phone => "Teléfono",
        PayerField::Mobile => "Celular",
        PayerField::PostalCode => "Código postal",
    }
}

/// What is wrong with a payer's field.
#[must_use]
pub fn wrong(field: PayerField, code: FieldCode) -> String {
    if let FieldCode::TooLong { max } = code {
        return format!("Use máximo {max} caracteres.");
    }
    let sentence = match (code, field) {
        (FieldCode::Required, PayerField::DocumentType) => "Elija el tipo de documento.",
        (FieldCode::Required, PayerField::Document) => "Escriba el número de documento.",
        (FieldCode::Required, PayerField::FirstName) => "Escriba los nombres.",
        (FieldCode::Required, PayerField::LastName) => "Escriba los apellidos.",
        (FieldCode::Required, PayerField::EmailAddress) => "Escriba el correo electrónico.",
        (FieldCode::Required, PayerField::Mobile) => "Escriba el número de celular.",
        (FieldCode::Required, _) => "Complete este campo.",
        (FieldCode::ForbiddenCharacter, _) => "Tiene un carácter que no se permite; bórrelo.",
        (FieldCode::WrongForPersonType, _) => "No corresponde al tipo de persona elegido.",
        (_, PayerField::Document) => {
            "Revise el número: no corresponde al tipo de documento. Escríbalo sin puntos ni espacios."
        }
        (_, PayerField::EmailAddress) => "Revise el correo; debe ser como nombre@ejemplo.com.",
        (_, PayerField::Mobile | PayerField::Phone) => {
            "Revise el número; debe tener de 7 a 15 dígitos."
        }
        (_, _) => "Revise este campo.",
    };
    sentence.to_owned()
}

/// How many fields are wrong.
#[must_use]
pub fn wrong_fields(count: usize) -> String {
    match count {
        1 => "Revise el campo marcado.".to_owned(),
        _ => format!("Revise los {count} campos marcados."),
    }
}

/// One sentence under the outcome's heading.
#[must_use]
pub const fn lead(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Creating => "Estamos creando la transacción.",
        PaymentState::Pending => "Su banco todavía no confirma el pago.",
        PaymentState::Approved => "Su pago fue aprobado. ¡Gracias!",
        PaymentState::Rejected => "Su banco no autorizó el pago; no se hizo ningún cobro.",
        PaymentState::Failed => "El pago no se pudo completar; no se hizo ningún cobro.",
        PaymentState::Refused => "La transacción no se pudo crear; no se hizo ningún cobro.",
        PaymentState::Unanswered => {
            "El servicio de pagos no respondió y la transacción no se inició."
        }
    }
}

/// When the provider is asked next, where that is known.
#[must_use]
pub fn next_check(time: Option<&str>) -> String {
    match time {
        Some(time) => {
            format!(
                "Volveremos a preguntarle a su banco a las {time}. Esta página se actualiza sola."
            )
        }
        None => "Esta página se actualiza sola.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The widget's words, as they are written.
    const WIDGET: &str = include_str!("../../../frontend/src/words/es.rs");

    fn says(sentence: &str) {
        assert!(WIDGET.contains(&format!("\"{sentence}\"")), "the widget does not say: {sentence}");
    }

    #[test]
    fn page_and_widget_say_the_same() {
        for sentence in [
            FORM_TITLE,
            PERSON_TYPE_REQUIRED,
            BANK_REQUIRED,
            NOT_FOUND,
            FAILED_TITLE,
            AGAIN,
            EXPIRED_TITLE,
            EXPIRED,
        ] {
            says(sentence);
        }
        for kind in [BankInterface::Person, BankInterface::Company] {
            says(interface(kind));
        }
        for kind in DocumentType::ALL {
            says(document(kind));
        }
        for state in PaymentState::ALL {
            says(lead(state));
        }
        for &one in PayerField::ALL {
            says(field(one));
            for code in [FieldCode::Required, FieldCode::Pattern, FieldCode::WrongForPersonType] {
                says(&wrong(one, code));
            }
        }
        says(&wrong_fields(1));
        says(&next_check(None));
    }

    #[test]
    fn the_sentence_about_pse_differs_in_where_the_buyer_comes_back_to() {
        let (start, _) = THROUGH_PSE.split_once("volverá").unwrap();
        assert!(WIDGET.contains(start));
    }
}
