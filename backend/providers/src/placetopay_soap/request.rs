//! From a charge to the service's request (specification, `PSETransactionRequest`).

use std::net::IpAddr;

use pse_placetopay::{
    Attribute, CreditConcept, Person, PseTransactionMultiCreditRequest, PseTransactionRequest,
};
use pse_shared::{Amount, BankInterface};
use rust_decimal::Decimal;

use super::pseudo_ipv4::pseudo_ipv4;
use pse_core::model::Visitor;
use pse_core::ports::provider::Charge;

/// `userAgent` string\[255]; informative, so it is cut.
const USER_AGENT: usize = 255;
/// What a browser is called that does not say: the provider's field may not be empty.
const NAMELESS: &str = "desconocido";
/// The attribute that carries a buyer's real IPv6 address.
const IPV6_ATTRIBUTE: &str = "ipv6";

/// A request to create a transaction, by the SOAP operation it is sent with.
#[derive(Debug, Clone)]
pub enum CreateRequest {
    /// Sent with `createTransaction`.
    Simple(Box<PseTransactionRequest>),
    /// Sent with `createTransactionMultiCredit`.
    MultiCredit(Box<PseTransactionMultiCreditRequest>),
}

/// Makes the request that asks the service to create a charge.
#[must_use]
pub fn request(charge: &Charge) -> CreateRequest {
    let payer = person(&charge.payer);
    let transaction = PseTransactionRequest {
        bank_code: Some(charge.bank_code.clone()),
        bank_interface: Some(
            match charge.bank_interface {
                BankInterface::Person => "0",
                BankInterface::Company => "1",
            }
            .to_owned(),
        ),
        return_url: Some(charge.return_url.clone()),
        reference: Some(charge.reference.clone()),
        description: Some(charge.description.clone()),
        language: Some(charge.language.clone()),
        currency: Some(charge.currency.clone()),
        total_amount: Some(decimal(charge.amounts.total)),
        tax_amount: Some(decimal(charge.amounts.tax)),
        devolution_base: Some(decimal(charge.amounts.devolution_base)),
        tip_amount: Some(decimal(charge.amounts.tip)),
        buyer: Some(charge.buyer.as_ref().map_or_else(|| payer.clone(), person)),
        shipping: Some(charge.shipping.as_ref().map_or_else(|| payer.clone(), person)),
        payer: Some(payer),
        ip_address: Some(pseudo_ipv4(charge.visitor.ip).to_string()),
        user_agent: Some(user_agent(&charge.visitor)),
        additional_data: Some(additional_data(charge)),
    };
    if charge.credits.is_empty() {
        return CreateRequest::Simple(Box::new(transaction));
    }
    let credits = charge
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
    CreateRequest::MultiCredit(Box::new(PseTransactionMultiCreditRequest {
        credits: Some(credits),
        transaction,
    }))
}

fn user_agent(visitor: &Visitor) -> String {
    let told: String =
        visitor.user_agent.chars().filter(|c| !c.is_control()).take(USER_AGENT).collect();
    if told.trim().is_empty() { NAMELESS.to_owned() } else { told }
}

fn additional_data(charge: &Charge) -> Vec<Attribute> {
    let mut data: Vec<_> = charge
        .additional_data
        .iter()
        .map(|attribute| Attribute {
            name: Some(attribute.name.clone()),
            value: Some(attribute.value.clone()),
        })
        .collect();
    if let IpAddr::V6(real) = charge.visitor.ip {
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
    // Each field is named, so that a new one is either sent or left out on purpose.
    let pse_shared::Person {
        document_type,
        document,
        first_name,
        last_name,
        company,
        email_address,
        address,
        city,
        province,
        country,
        phone,
        mobile,
        postal_code,
    } = person.clone();
    Person {
        document_type,
        document,
        first_name,
        last_name,
        company,
        email_address,
        address,
        city,
        province,
        country,
        phone,
        mobile,
        postal_code,
    }
}
