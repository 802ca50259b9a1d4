//! The fields of each page of the registration, in the order and words of PSE's own.

use pse_shared::{DocumentType, limits};

use crate::pages::form::{Choice, Control, Field, FormData};
use crate::registry::{Procedure, RegistrationStep};
use crate::world::Persona;

/// The security questions offered.
pub(super) const QUESTIONS: [&str; 5] = [
    "¿Colegio en el cual obtuvo su título de bachiller?",
    "¿Nombre de su primera mascota?",
    "¿Ciudad donde nació su madre?",
    "¿Ciudad donde se constituyó la empresa?",
    "¿Nombre de su mejor amigo de infancia?",
];

/// The longest answer to a security question, in characters.
pub(super) const ANSWER: usize = 60;

/// The fields of `step`.
pub(super) fn fields(step: RegistrationStep, persona: Persona, typed: &FormData) -> Vec<Field> {
    match step {
        RegistrationStep::Choice => choice(typed),
        RegistrationStep::Proof => proof(persona, typed),
        RegistrationStep::Form => form(persona, typed),
        RegistrationStep::Done => Vec::new(),
    }
}

/// The types of document a natural person has, worded.
pub(in crate::pages) fn document_types(with_nit: bool) -> Vec<Choice> {
    let kinds = DocumentType::ALL.into_iter();
    kinds
        .filter(|kind| with_nit || *kind != DocumentType::Nit)
        .map(|kind| Choice::new(kind.as_str(), document_name(kind)))
        .collect()
}

const fn document_name(kind: DocumentType) -> &'static str {
    match kind {
        DocumentType::Cc => "Cédula de ciudadanía",
        DocumentType::Ce => "Cédula de extranjería",
        DocumentType::Ti => "Tarjeta de identidad",
        DocumentType::Ppn => "Pasaporte",
        DocumentType::Nit => "NIT",
        DocumentType::Ssn => "Social Security Number",
    }
}

fn choice(typed: &FormData) -> Vec<Field> {
    let personas = [Persona::Natural, Persona::Juridica];
    let personas = personas.map(|persona| Choice::new(persona.as_str(), persona.label())).into();
    let errands =
        Procedure::ALL.map(|procedure| Choice::new(procedure.as_str(), procedure.label())).into();
    vec![
        Field::new("persona", "Tipo de persona", Control::Radio(personas), typed),
        Field::new("opcion", "Selecciona la opción deseada", Control::Radio(errands), typed),
    ]
}

fn identification(persona: Persona, typed: &FormData) -> Vec<Field> {
    match persona {
        Persona::Natural => vec![
            Field::new(
                "tipo",
                "Tipo de identificación",
                Control::List(document_types(false)),
                typed,
            ),
            document("documento", "Número de identificación", typed),
        ],
        Persona::Juridica => vec![
            Field::new("documento", "NIT", Control::Line("text", "numeric", "off", 10), typed)
                .with_hint("Sin puntos, guiones ni dígito de verificación."),
        ],
    }
}

fn document(name: &'static str, label: &'static str, typed: &FormData) -> Field {
    Field::new(name, label, Control::Line("text", "text", "off", limits::DOCUMENT), typed)
        .with_hint("Sin puntos ni espacios.")
}

fn proof(persona: Persona, typed: &FormData) -> Vec<Field> {
    let mut fields = vec![email("correo", "E-mail registrado", typed)];
    fields.extend(identification(persona, typed));
    fields.push(
        Field::new("respuesta", "Respuesta", Control::Line("text", "text", "off", ANSWER), typed)
            .with_hint("La respuesta a la pregunta de seguridad de su registro."),
    );
    fields
}

fn email(name: &'static str, label: &'static str, typed: &FormData) -> Field {
    Field::new(name, label, Control::Line("email", "email", "email", limits::EMAIL), typed)
}

fn form(persona: Persona, typed: &FormData) -> Vec<Field> {
    let line = |name, label, complete, max| {
        Field::new(name, label, Control::Line("text", "text", complete, max), typed)
    };
    let questions = QUESTIONS.map(|question| Choice::new(question, question)).into();
    let mut fields = identification(persona, typed);
    match persona {
        Persona::Natural => fields.push(line("nombre", "Nombre y apellido", "name", limits::NAME)),
        Persona::Juridica => fields.extend([
            line("nombre", "Razón social", "organization", limits::NAME),
            line("contacto", "Nombre y apellido del contacto legal", "name", limits::NAME),
            Field::new(
                "contacto_tipo",
                "Tipo de identificación del contacto legal",
                Control::List(document_types(false)),
                typed,
            ),
            document("contacto_documento", "Número de identificación del contacto legal", typed),
        ]),
    }
    fields.extend([
        Field::new("celular", "Número de celular", Control::Line("tel", "tel", "tel", 13), typed)
            .with_hint("Diez dígitos, por ejemplo 3001234567."),
        line("direccion", "Dirección", "street-address", limits::ADDRESS),
        email("correo", "E-mail", typed),
        email("correo2", "Confirmar e-mail", typed),
        Field::new("pregunta", "Pregunta de seguridad", Control::List(questions), typed),
        line("respuesta", "Respuesta", "off", ANSWER),
        Field::new(
            "novedades",
            "Quiero mantenerme al día con las novedades de PSE.",
            Control::Tick,
            typed,
        ),
    ]);
    let mut terms = Field::new(
        "terminos",
        "Acepto voluntariamente los términos, condiciones y el aviso de Política de Privacidad de ACH Colombia S.A.",
        Control::Tick,
        typed,
    );
    terms.more = "/pse/terminos";
    fields.push(terms);
    fields
}
