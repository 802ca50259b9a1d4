//! From our order to the provider's request (specification, `PSETransactionRequest`).

use std::net::IpAddr;

use pse_placetopay::{
    Attribute, CreditConcept, Person, PseTransactionMultiCreditRequest, PseTransactionRequest,
};
use pse_shared::{Amount, BankInterface};
use rust_decimal::Decimal;

use crate::model::{Checkout, Payment};
use crate::net::pseudo_ipv4::pseudo_ipv4;

/// `userAgent` string\[255]; informative, so it is cut.
const USER_AGENT: usize = 255;
/// What a browser is called that does not say: the provider's field may not be empty.
const NAMELESS: &str = "desconocido";
/// The attribute that carries a buyer's real IPv6 address.
const IPV6_ATTRIBUTE: &str = "ipv6";

/// The buyer's browser, as the provider wants to know it.
#[derive(Debug, Clone)]
pub struct Browser {
    /// Its real address.
    pub ip: IpAddr,
    /// What it calls itself.
    pub user_agent: String,
}

/// A transaction to be created.
#[derive(Debug, Clone)]
pub enum Order {
    /// `createTransaction`.
    Simple(Box<PseTransactionRequest>),
    /// `createTransactionMultiCredit`.
    MultiCredit(Box<PseTransactionMultiCreditRequest>),
}

/// What the provider is asked to create.
#[must_use]
pub fn order(checkout: &Checkout, payment: &Payment, browser: &Browser, return_url: &str) -> Order {
    let payer = person(&payment.payer);
    let transaction = PseTransactionRequest {
        bank_code: Some(payment.bank_code.clone()),
        bank_interface: Some(
            match payment.bank_interface {
                BankInterface::Person => "0",
                BankInterface::Company => "1",
            }
            .to_owned(),
        ),
        return_url: Some(return_url.to_owned()),
        reference: Some(payment.reference.clone()),
        description: Some(checkout.description.clone()),
        language: Some(checkout.language.clone()),
        currency: Some(checkout.currency.clone()),
        total_amount: Some(decimal(checkout.amounts.total)),
        tax_amount: Some(decimal(checkout.amounts.tax)),
        devolution_base: Some(decimal(checkout.amounts.devolution_base)),
        tip_amount: Some(decimal(checkout.amounts.tip)),
        buyer: Some(checkout.buyer.as_ref().map_or_else(|| payer.clone(), person)),
        shipping: Some(checkout.shipping.as_ref().map_or_else(|| payer.clone(), person)),
        payer: Some(payer),
        ip_address: Some(pseudo_ipv4(browser.ip).to_string()),
        user_agent: Some(user_agent(browser)),
        additional_data: Some(additional_data(checkout, browser)),
    };
    if checkout.credits.is_empty() {
        return Order::Simple(Box::new(transaction));
    }
    let credits = checkout
        .credits
        .iter()
        .map(|credit| CreditConcept {
            entity_code: Some(credit.entity_code.clone()),
            service_code: Some(credit.service_code.clone()),
            amount_value: Some(decimal(credit.amount_value)),
            tax_value: Some(decimal(credit.tax_value)),
            description: Some(credit.description.clone()),
        })
        .collect();
    Order::MultiCredit(Box::new(PseTransactionMultiCreditRequest {
        credits: Some(credits),
        transaction,
    }))
}

fn user_agent(browser: &Browser) -> String {
    let told: String =
        browser.user_agent.chars().filter(|c| !c.is_control()).take(USER_AGENT).collect();
    if told.trim().is_empty() { NAMELESS.to_owned() } else { told }
}

fn additional_data(checkout: &Checkout, browser: &Browser) -> Vec<Attribute> {
    let mut data: Vec<_> = checkout
        .additional_data
        .iter()
        .map(|attribute| Attribute {
            name: Some(attribute.name.clone()),
            value: Some(attribute.value.clone()),
        })
        .collect();
    if let IpAddr::V6(real) = browser.ip {
        data.push(Attribute {
            name: Some(IPV6_ATTRIBUTE.to_owned()),
            value: Some(real.to_string()),
        });
    }
    data
}

fn decimal(amount: Amount) -> Decimal {
    Decimal::new(amount.centavos(), 2).normalize()
}

fn person(person: &pse_shared::Person) -> Person {
    Person {
        document_type: person.document_type.clone(),
        document: person.document.clone(),
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        company: person.company.clone(),
        email_address: person.email_address.clone(),
        address: person.address.clone(),
        city: person.city.clone(),
        province: person.province.clone(),
        country: person.country.clone(),
        phone: person.phone.clone(),
        mobile: person.mobile.clone(),
        postal_code: person.postal_code.clone(),
    }
}
