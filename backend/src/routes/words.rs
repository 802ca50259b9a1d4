//! The API's errors in words, fit to be shown to a buyer: Spanish, or English where
//! `Accept-Language` prefers it.

use http::HeaderValue;
use pse_shared::{FieldCode, ProblemCode, certified};

/// A language errors are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Spanish.
    #[default]
    Spanish,
    /// English.
    English,
}

impl Language {
    /// The one a client prefers by its `Accept-Language`: the first that is ours.
    #[must_use]
    pub fn of(accepted: Option<&HeaderValue>) -> Self {
        let Some(accepted) = accepted.and_then(|value| value.to_str().ok()) else {
            return Self::Spanish;
        };
        accepted
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(";q=");
                let tag = pieces.next()?.to_ascii_lowercase();
                let weight: u32 = match pieces.next() {
                    None => 1000,
                    Some(q) => weight(q)?,
                };
                let language = match tag.split('-').next()? {
                    "es" => Self::Spanish,
                    "en" => Self::English,
                    _ => return None,
                };
                Some((weight, language))
            })
            // The first of equals wins: `max_by_key` would take the last.
            .rev()
            .max_by_key(|(weight, _)| *weight)
            .map_or(Self::Spanish, |(_, language)| language)
    }
}

/// A quality value in thousandths.
fn weight(text: &str) -> Option<u32> {
    let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let whole: u32 = whole.parse().ok()?;
    let decimals: u32 = format!("{decimals:0<3}").get(..3)?.parse().ok()?;
    Some(whole.saturating_mul(1000).saturating_add(decimals).min(1000))
}

/// What kind of problem it is.
#[must_use]
pub const fn title(code: ProblemCode, language: Language) -> &'static str {
    problem(code, language).0
}

/// What to tell about it where nothing better is known.
#[must_use]
pub const fn detail(code: ProblemCode, language: Language) -> &'static str {
    problem(code, language).1
}

const fn problem(code: ProblemCode, language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Spanish => spanish(code),
        Language::English => english(code),
    }
}

const fn spanish(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::InvalidJson => {
            ("JSON no válido", "El cuerpo de la solicitud no es un objeto JSON válido.")
        }
        ProblemCode::InvalidQuery => {
            ("Parámetros no válidos", "Los parámetros de la consulta no son válidos.")
        }
        ProblemCode::Unauthorized => {
            ("Sin autorización", "Falta la llave del comercio o no es válida.")
        }
        ProblemCode::OriginNotAllowed => {
            ("Origen no permitido", "Esta página no está autorizada para recibir este pago.")
        }
        ProblemCode::NotFound => ("No existe", "No encontramos lo que busca."),
        ProblemCode::MethodNotAllowed => {
            ("Método no permitido", "Esta dirección no acepta ese método.")
        }
        ProblemCode::PaymentPending => {
            ("Pago pendiente", "Hay un pago de esta referencia pendiente de confirmación.")
        }
        ProblemCode::CheckoutPaid => ("Ya está pagado", "Esta referencia ya fue pagada."),
        ProblemCode::IdempotencyInProgress => (
            "Solicitud en curso",
            "La primera solicitud con esta llave de idempotencia todavía está en curso.",
        ),
        ProblemCode::CheckoutExpired => (
            "Pago vencido",
            "El tiempo para hacer este pago terminó. Vuelva a la tienda e inicie uno nuevo.",
        ),
        ProblemCode::PayloadTooLarge => {
            ("Solicitud demasiado grande", "La solicitud es más grande de lo permitido.")
        }
        ProblemCode::UnsupportedMediaType => {
            ("Tipo de contenido no admitido", "Envíe el cuerpo como application/json.")
        }
        ProblemCode::ValidationFailed => ("Datos no válidos", "Revise los datos señalados."),
        ProblemCode::IdempotencyKeyReused => (
            "Llave de idempotencia repetida",
            "Esta llave de idempotencia ya se usó con otro contenido.",
        ),
        ProblemCode::TransactionRefused => ("Transacción no creada", certified::CREATION_FAILED),
        ProblemCode::RateLimited => (
            "Demasiadas solicitudes",
            "Hay demasiadas solicitudes. Espere un momento e intente de nuevo.",
        ),
        ProblemCode::ProbeTooSoon => {
            ("Consulta muy pronta", "Todavía no se puede volver a consultar esta transacción.")
        }
        ProblemCode::Internal => (
            "Error interno",
            "Ocurrió un error de nuestra parte. No se le ha cobrado; intente más tarde.",
        ),
        ProblemCode::ProviderUnanswered => (
            "Sin respuesta",
            "No recibimos respuesta al crear la transacción y no se le envió al banco, así que este intento no se puede pagar. Puede intentarlo de nuevo.",
        ),
        ProblemCode::ProviderUnavailable => (
            "Servicio no disponible",
            "El servicio de pagos no está disponible en este momento. No se envió ninguna transacción; intente de nuevo en unos segundos.",
        ),
        ProblemCode::BankListUnavailable => {
            ("Lista de bancos no disponible", certified::BANK_LIST_UNAVAILABLE)
        }
        ProblemCode::StoreUnavailable => (
            "Servicio no disponible",
            "El servicio no está disponible en este momento. No se le envió al banco; intente más tarde.",
        ),
    }
}

const fn english(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::InvalidJson => ("Invalid JSON", "The body is not a valid JSON object."),
        ProblemCode::InvalidQuery => ("Invalid query", "The query parameters are not valid."),
        ProblemCode::Unauthorized => ("Unauthorized", "The merchant key is missing or wrong."),
        ProblemCode::OriginNotAllowed => {
            ("Origin not allowed", "This page is not allowed to take this payment.")
        }
        ProblemCode::NotFound => ("Not found", "There is nothing here."),
        ProblemCode::MethodNotAllowed => {
            ("Method not allowed", "This address does not take that method.")
        }
        ProblemCode::PaymentPending => {
            ("Payment pending", "A payment of this reference is waiting for confirmation.")
        }
        ProblemCode::CheckoutPaid => ("Already paid", "This reference has been paid."),
        ProblemCode::IdempotencyInProgress => {
            ("Still running", "The first request with this idempotency key is still running.")
        }
        ProblemCode::CheckoutExpired => (
            "Expired",
            "The time to make this payment is over. Go back to the shop and start a new one.",
        ),
        ProblemCode::PayloadTooLarge => ("Too large", "The request is larger than allowed."),
        ProblemCode::UnsupportedMediaType => {
            ("Unsupported media type", "Send the body as application/json.")
        }
        ProblemCode::ValidationFailed => ("Invalid data", "Check the fields named."),
        ProblemCode::IdempotencyKeyReused => {
            ("Idempotency key reused", "This idempotency key was used with another body.")
        }
        ProblemCode::TransactionRefused => (
            "Transaction not created",
            "The transaction could not be created; try again later or contact the company.",
        ),
        ProblemCode::RateLimited => {
            ("Too many requests", "There are too many requests. Wait a moment and try again.")
        }
        ProblemCode::ProbeTooSoon => {
            ("Too soon", "This transaction may not be asked about again yet.")
        }
        ProblemCode::Internal => (
            "Internal error",
            "Something failed on our side. You have not been charged; try again later.",
        ),
        ProblemCode::ProviderUnanswered => (
            "No answer",
            "There was no answer when the transaction was created and you were not sent to the bank, so this attempt cannot be paid. You may try again.",
        ),
        ProblemCode::ProviderUnavailable => (
            "Unavailable",
            "The payment service is not available right now. Nothing was sent; try again in a few seconds.",
        ),
        ProblemCode::BankListUnavailable => (
            "No bank list",
            "The list of financial institutions could not be obtained, please try again later.",
        ),
        ProblemCode::StoreUnavailable => (
            "Unavailable",
            "The service is not available right now. You were not sent to the bank; try again later.",
        ),
    }
}

/// What is wrong with a field.
#[must_use]
pub fn field(code: FieldCode, language: Language) -> String {
    if let FieldCode::TooLong { max } = code {
        return match language {
            Language::Spanish => format!("Tiene más de {max} caracteres."),
            Language::English => format!("Has more than {max} characters."),
        };
    }
    let (spanish, english) = match code {
        FieldCode::TooLong { .. } | FieldCode::TooLarge => {
            ("Es demasiado grande.", "Is too large.")
        }
        FieldCode::Required => ("Es obligatorio.", "Is required."),
        FieldCode::ForbiddenCharacter => {
            ("Tiene un carácter que no se permite.", "Has a character that is not allowed.")
        }
        FieldCode::Pattern => ("No tiene la forma esperada.", "Has not the expected form."),
        FieldCode::NotAllowed => {
            ("No es uno de los valores permitidos.", "Is not one of the values allowed.")
        }
        FieldCode::WrongForPersonType => (
            "No corresponde al tipo de persona: una empresa usa NIT y una persona natural otro documento.",
            "Does not go with the kind of person: a company uses NIT, a person another document.",
        ),
        FieldCode::FixedByMerchant => (
            "El comercio ya fijó este dato y no se puede cambiar.",
            "The merchant fixed this field; it cannot be changed.",
        ),
        FieldCode::NotAnAmount => {
            ("No es un valor como \"1062500.00\".", "Is not an amount such as \"1062500.00\".")
        }
        FieldCode::TooManyDecimals => {
            ("Tiene más de dos decimales.", "Has more than two decimals.")
        }
        FieldCode::Negative => ("Es negativo.", "Is negative."),
        FieldCode::NotPositive => ("Debe ser mayor que cero.", "Must be more than zero."),
        FieldCode::ExceedsTotal => ("Supera el valor total.", "Is more than the total."),
        FieldCode::BelowMinimum => {
            ("Está por debajo del mínimo permitido.", "Is below the smallest amount allowed.")
        }
        FieldCode::AboveMaximum => {
            ("Supera el máximo permitido.", "Is over the largest amount allowed.")
        }
        FieldCode::SumMismatch => (
            "El valor total y el IVA no corresponden a la sumatoria de los créditos.",
            "Total and tax are not the sums of the credits.",
        ),
        FieldCode::UnknownCredit => (
            "No es uno de los servicios dependientes, o está repetido.",
            "Is not one of the dependent services, or is given twice.",
        ),
        FieldCode::UnknownBank => ("No es un banco de la lista.", "Is not a bank of the list."),
        FieldCode::ForeignHost => (
            "Esa dirección no está permitida para este comercio.",
            "That address is not allowed for this site.",
        ),
        FieldCode::NotHttps => ("Debe ser una dirección https.", "Must be an https address."),
        FieldCode::InThePast => ("Ya pasó.", "Is in the past."),
        FieldCode::Unknown => ("No se conoce este campo.", "Is not a field of this call."),
        FieldCode::WrongType => ("No es del tipo esperado.", "Is not of the expected type."),
    };
    match language {
        Language::Spanish => spanish,
        Language::English => english,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preferred(header: &'static str) -> Language {
        Language::of(Some(&HeaderValue::from_static(header)))
    }

    #[test]
    fn spanish_is_spoken_unless_english_is_preferred() {
        assert_eq!(Language::of(None), Language::Spanish);
        assert_eq!(preferred("en-US,en;q=0.9"), Language::English);
        assert_eq!(preferred("en;q=0.5, es-CO;q=0.8"), Language::Spanish);
        assert_eq!(preferred("es,en"), Language::Spanish);
        assert_eq!(preferred("de"), Language::Spanish);
        assert_eq!(preferred("*"), Language::Spanish);
    }
}
