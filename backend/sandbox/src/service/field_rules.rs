//! The fields of a creation one by one: their Spanish names, lengths and forms
//! (specification, `PSETransactionRequest`, `Person`, `Attribute`, `CreditConcept`).

use std::net::IpAddr;

use pse_placetopay::{Attribute, CreditConcept, Person, PseTransactionRequest};
use pse_shared::{DocumentType, PayerField, limits, order};
use url::Url;

/// The rule for a text field of `T`.
pub(super) struct Rule<T> {
    /// The field's name as it is sent.
    pub(super) wire: &'static str,
    /// The field's name in Spanish words.
    pub(super) words: &'static str,
    /// The longest text, in characters.
    pub(super) max: usize,
    /// Whether the field is required.
    pub(super) required: bool,
    /// Whether a text has the form that the field must have.
    pub(super) form: fn(&str) -> bool,
    /// Reads the field.
    pub(super) get: fn(&T) -> Option<&str>,
}

macro_rules! rules {
    ($(#[$doc:meta])* $name:ident: $type:ty {
        $($field:ident $wire:literal $words:literal $max:expr, $required:literal, $form:expr;)*
    }) => {
        $(#[$doc])*
        pub(super) const $name: &[Rule<$type>] = &[$(Rule {
            wire: $wire,
            words: $words,
            max: $max,
            required: $required,
            form: $form,
            get: |value| value.$field.as_deref(),
        },)*];
    };
}

rules! {
    /// The transaction's own fields. In life bank codes reach six characters and addresses
    /// are of both families, whatever the specification says of them.
    ORDER: PseTransactionRequest {
        bank_code "bankCode" "código del banco" limits::BANK_CODE, true, any;
        bank_interface "bankInterface" "interfaz del banco" 1, true, is_interface;
        return_url "returnURL" "URL de retorno" limits::RETURN_URL, true, is_web_address;
        reference "reference" "referencia" limits::REFERENCE, true, is_reference;
        description "description" "descripción" limits::DESCRIPTION, true, is_description;
        language "language" "idioma" 2, true, is_language;
        currency "currency" "moneda" 3, true, is_currency;
        ip_address "ipAddress" "dirección IP" 15, true, is_ip_address;
        user_agent "userAgent" "agente de navegación" 255, true, any;
    }
}

rules! {
    /// A person's fields. Of the payer some must be there; see [`REQUIRED_OF_PAYER`].
    PERSON: Person {
        document_type "documentType" "tipo de documento" 3, false, is_document_type;
        document "document" "número de documento" limits::DOCUMENT, false, any;
        first_name "firstName" "nombres" limits::NAME, false, any;
        last_name "lastName" "apellidos" limits::NAME, false, any;
        company "company" "empresa" limits::NAME, false, any;
        email_address "emailAddress" "correo electrónico" limits::EMAIL, false, is_email;
        address "address" "dirección" limits::ADDRESS, false, any;
        city "city" "ciudad" limits::CITY, false, any;
        province "province" "departamento" limits::CITY, false, any;
        country "country" "país" limits::COUNTRY, false, is_country;
        phone "phone" "teléfono" limits::PHONE, false, any;
        mobile "mobile" "celular" limits::PHONE, false, any;
        postal_code "postalCode" "código postal" limits::POSTAL_CODE, false, any;
    }
}

/// What the payer cannot do without, by name on the wire.
pub(super) const REQUIRED_OF_PAYER: &[&str] = &["documentType", "document", "emailAddress"];

rules! {
    /// The fields of an additional datum.
    ATTRIBUTE: Attribute {
        name "name" "nombre" limits::ATTRIBUTE_NAME, true, any;
        value "value" "valor" limits::ATTRIBUTE_VALUE, false, any;
    }
}

rules! {
    /// The fields of a credit.
    CREDIT: CreditConcept {
        entity_code "entityCode" "código de la entidad" limits::CREDIT_CODE, true, any;
        service_code "serviceCode" "código del servicio" limits::CREDIT_CODE, true, any;
        description "description" "descripción" limits::CREDIT_DESCRIPTION, false, any;
    }
}

const fn any(_: &str) -> bool {
    true
}

fn is_interface(text: &str) -> bool {
    matches!(text, "0" | "1")
}

fn is_web_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn is_reference(text: &str) -> bool {
    order::check_reference(text).is_ok()
}

fn is_description(text: &str) -> bool {
    order::check_description(text).is_ok()
}

fn is_language(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_currency(text: &str) -> bool {
    order::CURRENCIES.contains(&text)
}

fn is_ip_address(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

fn is_document_type(text: &str) -> bool {
    DocumentType::from_code(text).is_some()
}

fn is_email(text: &str) -> bool {
    PayerField::EmailAddress.check(text).is_ok()
}

fn is_country(text: &str) -> bool {
    PayerField::Country.check(text).is_ok()
}
