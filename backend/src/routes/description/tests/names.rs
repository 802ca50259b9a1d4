//! Its closed lists are the program's.

use pse_shared::order::{CURRENCIES, LANGUAGES};
use pse_shared::words::Language;
use pse_shared::{
    Actor, BankInterface, CheckoutState, DocumentType, FieldCode, NotificationState, PayerField,
    PaymentState, ProblemCode, Refusal,
};

use super::{document, schema};
use crate::pages::locale::LANG;

/// A new code does not compile here until it stands in [`FieldCode::ALL`].
fn count(code: FieldCode) -> usize {
    use FieldCode::*;
    match code {
        Required
        | TooLong { .. }
        | ForbiddenCharacter
        | Pattern
        | WrongCheckDigit
        | NotAllowed
        | WrongForPersonType
        | FixedByMerchant
        | NotAnAmount
        | TooManyDecimals
        | Negative
        | NotPositive
        | TooLarge
        | ExceedsTotal
        | BelowMinimum
        | AboveMaximum
        | SumMismatch
        | UnknownCredit
        | UnknownBank
        | ForeignHost
        | NotHttps
        | InThePast
        | Unknown
        | WrongType => 24,
        // Told as a `pattern`, with a sentence of its own.
        DigitCount { .. } => 0,
    }
}

#[test]
fn every_way_a_field_can_be_wrong_is_listed_once() {
    let names: std::collections::BTreeSet<_> = FieldCode::ALL.map(FieldCode::as_str).into();
    assert_eq!(names.len(), count(FieldCode::Required));
}

fn listed(name: &str) -> Vec<String> {
    serde_json::from_value(schema(name)["enum"].clone()).unwrap()
}

#[test]
fn every_closed_list_is_the_programs() {
    for (name, values) in [
        ("PaymentState", PaymentState::ALL.map(PaymentState::as_str).to_vec()),
        ("CheckoutState", CheckoutState::ALL.map(CheckoutState::as_str).to_vec()),
        (
            "BankInterface",
            [BankInterface::Person, BankInterface::Company].map(BankInterface::as_str).to_vec(),
        ),
        ("DocumentType", DocumentType::ALL.map(DocumentType::as_str).to_vec()),
        ("PayerField", PayerField::ALL.iter().map(|field| field.as_str()).collect()),
        ("ProblemCode", ProblemCode::ALL.iter().map(|code| code.as_str()).collect()),
        ("FieldCode", FieldCode::ALL.map(FieldCode::as_str).to_vec()),
        ("NotificationState", NotificationState::ALL.map(NotificationState::as_str).to_vec()),
        ("Actor", Actor::ALL.map(Actor::as_str).to_vec()),
        ("Refusal", Refusal::ALL.map(Refusal::as_str).to_vec()),
    ] {
        assert_eq!(listed(name), values, "{name}");
    }
}

#[test]
fn currencies_and_languages_are_the_programs() {
    assert_eq!(listed("Currency"), CURRENCIES);
    assert_eq!(listed("Language"), LANGUAGES);
    names_every_language(&schema("Language")["description"]);
    for name in ["CreateCheckout", "CheckoutView", "CreatePayment"] {
        let language = &schema(name)["properties"]["language"]["$ref"];
        assert_eq!(language, "#/components/schemas/Language", "{name}");
    }
}

#[test]
fn the_languages_of_errors_and_pages_are_the_programs() {
    let document = document();
    for said in [
        &document["info"]["description"],
        &schema("Problem")["properties"]["detail"]["description"],
    ] {
        names_every_language(said);
        assert!(said.as_str().unwrap().contains("`Accept-Language`"), "{said}");
    }
    for method in ["get", "post"] {
        let parameters = document["paths"]["/pay/{checkout}"][method]["parameters"].as_array();
        let asked = parameters.unwrap().iter().find(|parameter| parameter["name"] == LANG).unwrap();
        assert_eq!(
            asked["schema"]["examples"],
            serde_json::json!(Language::ALL.map(Language::code))
        );
        names_every_language(&asked["description"]);
    }
}

/// By the name it has in Rust, which is its English one.
fn names_every_language(said: &serde_json::Value) {
    for language in Language::ALL {
        assert!(said.as_str().unwrap().contains(&format!("{language:?}")), "{language:?}: {said}");
    }
}

#[test]
fn every_change_that_is_told_has_a_type() {
    let told: Vec<_> = PaymentState::ALL
        .into_iter()
        .filter(|state| *state != PaymentState::Creating)
        .map(|state| format!("payment.{}", state.as_str()))
        .collect();
    assert_eq!(listed("PaymentEvent"), told);
}
