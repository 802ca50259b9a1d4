//! Spanish of Colombia; buyers are addressed as «usted».

use pse_shared::{BankInterface, DocumentType, FieldCode, PayerField, PaymentState};

use super::{ReceiptWords, Words, digits};

/// Spanish, the certified language.
pub static ES: Words = Words {
    tag: "es-CO",

    loading: "Cargando…",
    asking_outcome: "Consultando el resultado de su pago…",
    slow: "La conexión está lenta; seguimos intentando.",

    form_title: "Pagar con PSE",
    reference_of: "Referencia",
    through_pse: "El pago se realiza a través de PSE (Proveedor de Servicios Electrónicos): irá a la página de su banco para autorizar el débito y después volverá a este sitio.",
    person_type: "Tipo de persona",
    interface,
    bank: "Banco",
    bank_hint: "Busque o elija su banco",
    banks_loading: "Cargando bancos…",
    favourites: "Más usados",
    all_banks: "Todos los bancos",
    no_bank_found: "Ningún banco coincide con lo que escribió.",
    banks_found,
    field,
    optional: " (opcional)",
    choose: "Seleccione…",
    document,
    continue_: "Continuar",
    continue_to: |bank| ["Continuar a ", bank].concat(),
    creating: "Creando transacción…",
    cancel: "Cancelar",

    person_type_required: "Elija si paga como persona natural o como empresa.",
    bank_required: "Elija su banco de la lista.",
    wrong,
    wrong_fields,
    offline: "No pudimos comunicarnos con el servicio de pagos. Revise su conexión a internet e intente de nuevo; no se le cobrará dos veces.",
    failed: "Algo falló de nuestro lado. Por favor intente de nuevo en unos minutos.",
    not_found: "No encontramos este pago. Vuelva al comercio e inícielo de nuevo.",
    failed_title: "No pudimos mostrar su pago",
    wait: |seconds| ["Podrá intentar de nuevo en ", &digits(seconds), " segundos."].concat(),
    again: "Intentar de nuevo",
    open_page: "Abrir la página de pago",
    expired_title: "Este pago venció",
    expired: "El plazo para pagarlo terminó. Vuelva al comercio e inicie el pago de nuevo.",

    leaving_title: "Lo llevamos a su banco",
    leaving: "En unos segundos se abrirá la página de PSE para que autorice el pago. Si no ocurre, use este enlace:",
    go_to_bank: |bank| ["Ir a ", bank].concat(),

    lead,
    receipt: ReceiptWords {
        state: "Estado",
        reason: "Motivo",
        merchant: "Razón social",
        nit: "NIT",
        bank: "Banco",
        cus: "CUS",
        reference: "Referencia",
        date: "Fecha",
        amount: "Valor",
        tax: "IVA",
        description: "Descripción",
        phone: "Teléfono",
        email: "Correo electrónico",
        test: "Transacción de prueba: no se movió dinero.",
    },
    next_check: |time| {
        ["Esta página se actualiza sola. Próxima consulta a su banco: ", time].concat()
    },
    next_check_soon: "Esta página se actualiza sola.",
    continue_at_bank: "Continuar en el banco",
    print: "Imprimir",
    retry: "Intentar de nuevo",
};

fn interface(kind: BankInterface) -> &'static str {
    match kind {
        BankInterface::Person => "Persona natural",
        BankInterface::Company => "Empresa (persona jurídica)",
    }
}

fn document(kind: DocumentType) -> &'static str {
    match kind {
        DocumentType::Cc => "Cédula de ciudadanía",
        DocumentType::Ce => "Cédula de extranjería",
        DocumentType::Ti => "Tarjeta de identidad",
        DocumentType::Ppn => "Pasaporte",
        DocumentType::Nit => "NIT",
        DocumentType::Ssn => "SSN (Estados Unidos)",
    }
}

fn field(field: PayerField) -> &'static str {
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

fn banks_found(count: u64) -> String {
    match count {
        0 => ES.no_bank_found.to_owned(),
        1 => "1 banco".to_owned(),
        _ => digits(count) + " bancos",
    }
}

fn wrong_fields(count: u64) -> String {
    match count {
        1 => "Revise el campo marcado.".to_owned(),
        _ => ["Revise los ", &digits(count), " campos marcados."].concat(),
    }
}

fn lead(state: PaymentState) -> &'static str {
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

fn wrong(field: PayerField, code: FieldCode) -> String {
    if let FieldCode::TooLong { max } = code {
        return ["Use máximo ", &digits(max as u64), " caracteres."].concat();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_required_field_says_what_to_write() {
        for &field in pse_shared::person::REQUIRED {
            let sentence = wrong(field, FieldCode::Required);
            assert!(sentence.starts_with("Escriba") || sentence.starts_with("Elija"), "{sentence}");
        }
    }

    #[test]
    fn counts_agree_in_number() {
        assert_eq!(banks_found(1), "1 banco");
        assert_eq!(banks_found(12), "12 bancos");
        assert_eq!(banks_found(0), ES.no_bank_found);
        assert_eq!(wrong_fields(1), "Revise el campo marcado.");
        assert_eq!(wrong_fields(3), "Revise los 3 campos marcados.");
    }

    #[test]
    fn the_longest_allowed_is_named() {
        let sentence = wrong(PayerField::FirstName, FieldCode::TooLong { max: 60 });
        assert_eq!(sentence, "Use máximo 60 caracteres.");
    }
}
