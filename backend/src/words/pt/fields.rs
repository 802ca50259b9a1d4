//! What is wrong with a field of a request, in Portuguese.

use pse_shared::FieldCode;

pub(super) fn wrong(code: FieldCode) -> String {
    let text = match code {
        FieldCode::TooLong { max } => return format!("Tem mais de {max} caracteres."),
        FieldCode::DigitCount { count, min, max } => {
            return format!("Tem {count} dígitos; deve ter de {min} a {max}.");
        }
        FieldCode::WrongCheckDigit => "O dígito de verificação não corresponde ao NIT.",
        FieldCode::TooLarge => "É grande demais.",
        FieldCode::Required => "É obrigatório.",
        FieldCode::ForbiddenCharacter => "Tem um caractere não permitido.",
        FieldCode::Pattern => "Não tem a forma esperada.",
        FieldCode::NotAllowed => "Não é um dos valores permitidos.",
        FieldCode::WrongForPersonType => {
            "Não corresponde ao tipo de pessoa: uma empresa usa NIT e uma pessoa física outro documento."
        }
        FieldCode::FixedByMerchant => "O comércio já fixou este dado e ele não pode ser mudado.",
        FieldCode::NotAnAmount => "Não é um valor como \"1062500.00\".",
        FieldCode::TooManyDecimals => "Tem mais de duas casas decimais.",
        FieldCode::Negative => "É negativo.",
        FieldCode::NotPositive => "Deve ser maior que zero.",
        FieldCode::ExceedsTotal => "É maior que o valor total.",
        FieldCode::BelowMinimum => "Está abaixo do mínimo permitido.",
        FieldCode::AboveMaximum => "Supera o máximo permitido.",
        FieldCode::SumMismatch => "O valor total e o imposto não correspondem à soma dos créditos.",
        FieldCode::UnknownCredit => "Não é um dos serviços dependentes, ou está repetido.",
        FieldCode::UnknownBank => "Não é um banco da lista.",
        FieldCode::ForeignHost => "Esse endereço não é permitido para este comércio.",
        FieldCode::NotHttps => "Deve ser um endereço https.",
        FieldCode::InThePast => "Já passou.",
        FieldCode::Unknown => "Este campo não é conhecido.",
        FieldCode::WrongType => "Não é do tipo esperado.",
    };
    text.to_owned()
}
