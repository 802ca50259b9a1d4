//! What is wrong with a field, in every language.

use pse_shared::FieldCode;
use pse_shared::words::Language;

/// What is wrong with a field.
#[must_use]
pub fn field(code: FieldCode, language: Language) -> String {
    if let FieldCode::TooLong { max } = code {
        return match language {
            Language::Spanish => format!("Tiene más de {max} caracteres."),
            Language::English => format!("Has more than {max} characters."),
            Language::Portuguese => format!("Tem mais de {max} caracteres."),
        };
    }
    let (spanish, english, portuguese) = match code {
        FieldCode::TooLong { .. } | FieldCode::TooLarge => {
            ("Es demasiado grande.", "Is too large.", "É grande demais.")
        }
        FieldCode::Required => ("Es obligatorio.", "Is required.", "É obrigatório."),
        FieldCode::ForbiddenCharacter => (
            "Tiene un carácter que no se permite.",
            "Has a character that is not allowed.",
            "Tem um caractere não permitido.",
        ),
        FieldCode::Pattern => (
            "No tiene la forma esperada.",
            "Has not the expected form.",
            "Não tem a forma esperada.",
        ),
        FieldCode::NotAllowed => (
            "No es uno de los valores permitidos.",
            "Is not one of the values allowed.",
            "Não é um dos valores permitidos.",
        ),
        FieldCode::WrongForPersonType => (
            "No corresponde al tipo de persona: una empresa usa NIT y una persona natural otro documento.",
            "Does not go with the kind of person: a company uses NIT, a person another document.",
            "Não corresponde ao tipo de pessoa: uma empresa usa NIT e uma pessoa física outro documento.",
        ),
        FieldCode::FixedByMerchant => (
            "El comercio ya fijó este dato y no se puede cambiar.",
            "The merchant fixed this field; it cannot be changed.",
            "O comércio já fixou este dado e ele não pode ser mudado.",
        ),
        FieldCode::NotAnAmount => (
            "No es un valor como \"1062500.00\".",
            "Is not an amount such as \"1062500.00\".",
            "Não é um valor como \"1062500.00\".",
        ),
        FieldCode::TooManyDecimals => (
            "Tiene más de dos decimales.",
            "Has more than two decimals.",
            "Tem mais de duas casas decimais.",
        ),
        FieldCode::Negative => ("Es negativo.", "Is negative.", "É negativo."),
        FieldCode::NotPositive => {
            ("Debe ser mayor que cero.", "Must be more than zero.", "Deve ser maior que zero.")
        }
        FieldCode::ExceedsTotal => {
            ("Supera el valor total.", "Is more than the total.", "É maior que o valor total.")
        }
        FieldCode::BelowMinimum => (
            "Está por debajo del mínimo permitido.",
            "Is below the smallest amount allowed.",
            "Está abaixo do mínimo permitido.",
        ),
        FieldCode::AboveMaximum => (
            "Supera el máximo permitido.",
            "Is over the largest amount allowed.",
            "Supera o máximo permitido.",
        ),
        FieldCode::SumMismatch => (
            "El valor total y el IVA no corresponden a la sumatoria de los créditos.",
            "Total and tax are not the sums of the credits.",
            "O valor total e o imposto não correspondem à soma dos créditos.",
        ),
        FieldCode::UnknownCredit => (
            "No es uno de los servicios dependientes, o está repetido.",
            "Is not one of the dependent services, or is given twice.",
            "Não é um dos serviços dependentes, ou está repetido.",
        ),
        FieldCode::UnknownBank => (
            "No es un banco de la lista.",
            "Is not a bank of the list.",
            "Não é um banco da lista.",
        ),
        FieldCode::ForeignHost => (
            "Esa dirección no está permitida para este comercio.",
            "That address is not allowed for this site.",
            "Esse endereço não é permitido para este comércio.",
        ),
        FieldCode::NotHttps => (
            "Debe ser una dirección https.",
            "Must be an https address.",
            "Deve ser um endereço https.",
        ),
        FieldCode::InThePast => ("Ya pasó.", "Is in the past.", "Já passou."),
        FieldCode::Unknown => (
            "No se conoce este campo.",
            "Is not a field of this call.",
            "Este campo não é conhecido.",
        ),
        FieldCode::WrongType => {
            ("No es del tipo esperado.", "Is not of the expected type.", "Não é do tipo esperado.")
        }
    };
    match language {
        Language::Spanish => spanish,
        Language::English => english,
        Language::Portuguese => portuguese,
    }
    .to_owned()
}
