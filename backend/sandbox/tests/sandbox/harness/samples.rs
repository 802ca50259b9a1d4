//! A payment that is right in every field, to be spoilt by tests.

use pse_placetopay::{
    CreditConcept, Person, PseTransactionMultiCreditRequest, PseTransactionRequest,
};

pub(crate) const LOGIN: &str = "6dd490faf9cb87a9862245da41170ff2";
pub(crate) const SECRET: &str = "024h1IlD";
pub(crate) const RETURN_URL: &str = "https://shop.example.co/return/pay_1?a=b&c=d";

pub(crate) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn payer() -> Person {
    Person {
        document_type: text("CC"),
        document: text("1098765432"),
        first_name: text("Ana"),
        last_name: text("Niño"),
        email_address: text("ana@example.co"),
        mobile: text("3001234567"),
        ..Person::default()
    }
}

/// A payment of $ 1.062.500 at `bank`, right in every field.
pub(crate) fn payment(bank: &str) -> PseTransactionRequest {
    PseTransactionRequest {
        bank_code: text(bank),
        bank_interface: text("0"),
        return_url: text(RETURN_URL),
        reference: text("406331868"),
        description: text("Compra 406331868"),
        language: text("ES"),
        currency: text("COP"),
        total_amount: Some("1062500".parse().unwrap()),
        tax_amount: Some("149310.00".parse().unwrap()),
        devolution_base: Some("913190".parse().unwrap()),
        tip_amount: None,
        payer: Some(payer()),
        buyer: Some(Person::default()),
        shipping: None,
        ip_address: text("181.58.164.231"),
        user_agent: text("Mozilla/5.0"),
        additional_data: None,
    }
}

/// A payment of $ 1.062.500 shared out to these services: code, amount, tax.
pub(crate) fn shared_payment(credits: &[(&str, &str, &str)]) -> PseTransactionMultiCreditRequest {
    let credit = |&(service, amount, tax): &(&str, &str, &str)| CreditConcept {
        entity_code: text("90029922801"),
        service_code: text(service),
        amount_value: Some(amount.parse().unwrap()),
        tax_value: Some(tax.parse().unwrap()),
        description: text("Parte"),
    };
    PseTransactionMultiCreditRequest {
        credits: Some(credits.iter().map(credit).collect()),
        transaction: payment("9001"),
    }
}
