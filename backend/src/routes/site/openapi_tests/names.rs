//! Its closed lists are the program's.

use pse_shared::order::{CURRENCIES, LANGUAGES};
use pse_shared::words::Language;
use pse_shared::{
    BankInterface, CheckoutState, DocumentType, FieldCode, PayerField, PaymentState, ProblemCode,
};

use super::{document, schema};
use crate::model::{Asker, NotificationState};
use crate::pages::speech::LANG;

/// Every way a field can be wrong. A new one does not compile here until it is told of.
fn field_codes() -> Vec<FieldCode> {
    use FieldCode::*;
    let all = [
        Required,
        TooLong { max: 0 },
        ForbiddenCharacter,
        Pattern,
        NotAllowed,
        WrongForPersonType,
        FixedByMerchant,
        NotAnAmount,
        TooManyDecimals,
        Negative,
        NotPositive,
        TooLarge,
        ExceedsTotal,
        BelowMinimum,
        AboveMaximum,
        SumMismatch,
        UnknownCredit,
        UnknownBank,
        ForeignHost,
        NotHttps,
        InThePast,
        Unknown,
        WrongType,
    ];
    for code in all {
        match code {
            Required
            | TooLong { .. }
            | ForbiddenCharacter
            | Pattern
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
            | WrongType => {}
        }
    }
    all.to_vec()
}

fn listed(name: &str) -> Vec<String> {
    let values = schema(name)["enum"].take();
    serde_json::from_value(values).unwrap()
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
        ("FieldCode", field_codes().iter().map(|code| code.as_str()).collect()),
        ("NotificationState", NotificationState::ALL.map(NotificationState::as_str).to_vec()),
        ("Asker", Asker::ALL.map(Asker::as_str).to_vec()),
    ] {
        assert_eq!(listed(name), values, "{name}");
    }
}

#[test]
fn currencies_and_languages_are_the_programs() {
    let order = schema("CreateCheckout");
    assert_eq!(order["properties"]["currency"]["enum"], serde_json::json!(CURRENCIES));
    for name in ["CreateCheckout", "CheckoutView", "CreatePayment"] {
        let language = schema(name)["properties"]["language"].take();
        assert_eq!(language["enum"], serde_json::json!(LANGUAGES), "{name}");
        names_every_language(&language["description"]);
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
    assert_eq!(schema("PaymentMessage")["properties"]["type"]["enum"], serde_json::json!(told));
}
