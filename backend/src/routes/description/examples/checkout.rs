//! The order, and the checkout that is made of it.

use super::payment::payment_view;
use super::subject::{
    BANK, CHECKOUT, EXPIRES_AT, REFERENCE, SERVICE, devolution_base, merchant, person, tax, total,
};
use pse_shared::api::{Attribute, CheckoutCreated, CheckoutView, CreateCheckout, Credit};

use pse_shared::{Amount, BankInterface, CheckoutState, PayerField, Person};

/// The example of an attribute: the merchant's branch.
#[must_use]
pub fn attribute() -> Attribute {
    Attribute { name: "sucursal".into(), value: "Cali Norte".into() }
}

/// The example of a credit: the whole payment goes to one dependent service.
#[must_use]
pub fn credit() -> Credit {
    Credit {
        entity_code: "900123456".into(),
        service_code: "1001".into(),
        amount_value: total(),
        tax_value: tax(),
        description: "Tiquetes".into(),
    }
}

/// The example of a new order: its merchant knows the payer's e-mail address.
#[must_use]
pub fn create_checkout() -> CreateCheckout {
    let known = Person { email_address: person().email_address, ..Person::default() };
    CreateCheckout {
        reference: REFERENCE.into(),
        description: format!("Compra {REFERENCE}"),
        currency: "COP".into(),
        language: "ES".into(),
        total_amount: total(),
        tax_amount: tax(),
        devolution_base: devolution_base(),
        tip_amount: Amount::ZERO,
        return_url: "https://tienda.example.co/gracias".into(),
        payer: Some(known),
        buyer: None,
        shipping: None,
        additional_data: Vec::new(),
        credits: Vec::new(),
        expires_at: None,
    }
}

/// The example of the answer about a new checkout.
#[must_use]
pub fn checkout_created() -> CheckoutCreated {
    CheckoutCreated {
        id: CHECKOUT.into(),
        url: format!("{SERVICE}{}", pse_shared::paths::pay(CHECKOUT)),
        state: CheckoutState::Open,
        expires_at: EXPIRES_AT.into(),
        embed: format!(
            "<script type=\"module\" src=\"{SERVICE}{}\"></script>\n<pse-checkout checkout=\"{CHECKOUT}\" lang=\"es\"></pse-checkout>\n",
            pse_shared::paths::LOADER
        ),
    }
}

/// The example of a checkout as its page sees it: its payment is pending.
#[must_use]
pub fn checkout_view() -> CheckoutView {
    let order = create_checkout();
    CheckoutView {
        id: CHECKOUT.into(),
        state: CheckoutState::Pending,
        reference: order.reference,
        description: order.description,
        currency: order.currency,
        language: order.language,
        total_amount: order.total_amount,
        tax_amount: order.tax_amount,
        devolution_base: order.devolution_base,
        tip_amount: order.tip_amount,
        expires_at: EXPIRES_AT.into(),
        merchant: merchant(),
        favourite_banks: vec![BANK.0.into()],
        bank_interfaces: vec![BankInterface::Person, BankInterface::Company],
        payer_fields: vec![
            PayerField::DocumentType,
            PayerField::Document,
            PayerField::FirstName,
            PayerField::LastName,
            PayerField::Mobile,
        ],
        consent: None,
        payment: Some(payment_view()),
        embed: None,
    }
}
