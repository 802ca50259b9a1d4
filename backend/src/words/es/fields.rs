//! What is wrong with a field of a request, in Spanish.

use pse_shared::FieldCode;

pub(super) fn wrong(code: FieldCode) -> String {
    let text = match code {
        FieldCode::TooLong { max } => return format!("Tiene más de {max} caracteres."),
        FieldCode::DigitCount { count, min, max } => {
            return format!("Tiene {count} dígitos; debe tener de {min} a {max}.");
        }
        FieldCode::WrongCheckDigit => "El dígito de verificación no corresponde al NIT.",
        FieldCode::TooLarge => "Es demasiado grande.",
        FieldCode::Required => "Es obligatorio.",
        FieldCode::ForbiddenCharacter => "Tiene un carácter que no se permite.",
        FieldCode::Pattern => "No tiene la forma esperada.",
        FieldCode::NotAllowed => "No es uno de los valores permitidos.",
        FieldCode::WrongForPersonType => {
            "No corresponde al tipo de persona: una empresa usa NIT y una persona natural otro documento."
        }
        FieldCode::FixedByMerchant => "El comercio ya fijó este dato y no se puede cambiar.",
        FieldCode::NotAnAmount => "No es un valor como \"1062500.00\".",
        FieldCode::TooManyDecimals => "Tiene más de dos decimales.",
        FieldCode::Negative => "Es negativo.",
        FieldCode::NotPositive => "Debe ser mayor que cero.",
        FieldCode::ExceedsTotal => "Supera el valor total.",
        FieldCode::BelowMinimum => "Está por debajo del mínimo permitido.",
        FieldCode::AboveMaximum => "Supera el máximo permitido.",
        FieldCode::SumMismatch => {
            "El valor total y el IVA no corresponden a la sumatoria de los créditos."
        }
        FieldCode::UnknownCredit => "No es uno de los servicios dependientes, o está repetido.",
        FieldCode::UnknownBank => "No es un banco de la lista.",
        FieldCode::ForeignHost => "Esa dirección no está permitida para este comercio.",
        FieldCode::NotHttps => "Debe ser una dirección https.",
        FieldCode::InThePast => "Ya pasó.",
        FieldCode::Unknown => "No se conoce este campo.",
        FieldCode::WrongType => "No es del tipo esperado.",
    };
    text.to_owned()
}
