//! What the registration's form says, whole, or what is wrong with each of its fields.

use pse_shared::{DocumentType, PayerField, limits};

use super::fields::{ANSWER, QUESTIONS};
use crate::pages::form::{Errors, FormData};
use crate::world::{Contact, Persona, Registrant};

/// Reads the form of a `persona`.
pub(super) fn read(persona: Persona, typed: &FormData) -> Result<Registrant, Errors> {
    let mut errors = Errors::new();
    let mut wrong = |name, holds: bool, problem: &str| {
        if !holds {
            errors.push((name, problem.to_owned()));
        }
    };
    let text = |name| typed.get(name).to_owned();
    let document_type = match persona {
        Persona::Natural => text("tipo"),
        Persona::Juridica => DocumentType::Nit.as_str().to_owned(),
    };
    identify(persona, &document_type, "tipo", typed.get("documento"), "documento", &mut wrong);
    let name_problem = match persona {
        Persona::Natural => "Escriba su nombre y apellido.",
        Persona::Juridica => "Escriba la razón social de la empresa.",
    };
    wrong("nombre", PayerField::Company.check(typed.get("nombre")).is_ok(), name_problem);
    let contact = (persona == Persona::Juridica).then(|| {
        let name = typed.get("contacto");
        wrong(
            "contacto",
            PayerField::FirstName.check(name).is_ok(),
            "Escriba el nombre y apellido del contacto legal.",
        );
        let contact = Contact {
            document_type: text("contacto_tipo"),
            document: text("contacto_documento"),
            name: name.to_owned(),
        };
        identify(
            Persona::Natural,
            &contact.document_type,
            "contacto_tipo",
            &contact.document,
            "contacto_documento",
            &mut wrong,
        );
        contact
    });
    wrong(
        "celular",
        is_mobile(typed.get("celular")),
        "Escriba un celular colombiano de diez dígitos que empiece por 3.",
    );
    wrong(
        "direccion",
        PayerField::Address.check(typed.get("direccion")).is_ok(),
        "Escriba su dirección, hasta 100 caracteres.",
    );
    let email = text("correo");
    let email_is_right = PayerField::EmailAddress.check(&email).is_ok();
    wrong(
        "correo",
        email_is_right,
        "Escriba un correo electrónico válido, por ejemplo ana@example.co.",
    );
    wrong(
        "correo2",
        !email_is_right || email.eq_ignore_ascii_case(typed.get("correo2")),
        "No es igual al e-mail escrito arriba.",
    );
    wrong(
        "pregunta",
        QUESTIONS.contains(&typed.get("pregunta")),
        "Elija una pregunta de seguridad.",
    );
    let answer = typed.get("respuesta");
    wrong(
        "respuesta",
        (1..=ANSWER).contains(&answer.chars().count()),
        "Escriba la respuesta a la pregunta de seguridad.",
    );
    wrong(
        "terminos",
        typed.get("terminos") == "si",
        "Debe aceptar los términos y condiciones para continuar.",
    );
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Registrant {
        persona,
        document_type,
        document: text("documento"),
        name: text("nombre"),
        mobile: text("celular"),
        address: text("direccion"),
        email,
        question: text("pregunta"),
        answer: answer.to_owned(),
        news: typed.get("novedades") == "si",
        contact,
    })
}

fn identify(
    persona: Persona,
    kind: &str,
    kind_name: &'static str,
    number: &str,
    number_name: &'static str,
    wrong: &mut impl FnMut(&'static str, bool, &str),
) {
    let company = persona == Persona::Juridica;
    let Some(kind) =
        DocumentType::from_code(kind).filter(|kind| (*kind == DocumentType::Nit) == company)
    else {
        wrong(kind_name, false, "Elija el tipo de identificación.");
        return wrong(number_name, !number.is_empty(), "Escriba el número de identificación.");
    };
    let right = kind.accepts(number) && number.len() <= limits::DOCUMENT;
    let problem = if company {
        "Escriba el NIT sin puntos ni guiones: entre 7 y 10 dígitos."
    } else {
        "Escriba un número que corresponda al tipo de identificación, sin puntos ni espacios."
    };
    wrong(number_name, right, problem);
}

/// Whether the text is a Colombian mobile number: ten digits that begin with 3, also after +57.
fn is_mobile(text: &str) -> bool {
    let number = text.strip_prefix("+57").unwrap_or(text);
    number.len() == 10 && number.starts_with('3') && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: [(&str, &str); 12] = [
        ("tipo", "CC"),
        ("documento", "12345678"),
        ("nombre", "Eva Mora"),
        ("celular", "3001234567"),
        ("direccion", "Calle 1"),
        ("correo", "eva@nueva.example"),
        ("correo2", "EVA@nueva.example"),
        ("pregunta", QUESTIONS[0]),
        ("respuesta", "Santa Librada"),
        ("novedades", "si"),
        ("terminos", "si"),
        ("contacto", ""),
    ];

    #[test]
    fn a_form_that_is_right_is_read_whole() {
        let eva = read(Persona::Natural, &FormData::of(RIGHT)).unwrap();
        assert_eq!((eva.name.as_str(), eva.news, eva.contact), ("Eva Mora", true, None));
    }

    #[test]
    fn each_wrong_field_is_named_and_no_other() {
        for (name, value) in [
            ("tipo", ""),
            ("tipo", "NIT"),
            ("documento", "0123"),
            ("nombre", " "),
            ("celular", "2001234567"),
            ("celular", "300123456"),
            ("direccion", ""),
            ("correo", "eva"),
            ("correo2", "otra@nueva.example"),
            ("pregunta", "¿Cuál?"),
            ("respuesta", ""),
            ("terminos", "no"),
        ] {
            let typed =
                RIGHT.map(|(given, right)| (given, if given == name { value } else { right }));
            let errors = read(Persona::Natural, &FormData::of(typed)).unwrap_err();
            let names: Vec<&str> = errors.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [name], "{value:?}");
        }
    }

    #[test]
    fn a_company_also_needs_its_contact() {
        let company = RIGHT.map(|(name, value)| match name {
            "documento" => (name, "900123456"),
            _ => (name, value),
        });
        let errors = read(Persona::Juridica, &FormData::of(company)).unwrap_err();
        let names: Vec<&str> = errors.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["contacto", "contacto_tipo", "contacto_documento"]);
    }
}
