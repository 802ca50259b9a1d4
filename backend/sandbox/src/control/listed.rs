//! A transaction as the control interface lists it: all that is known of it, the request
//! under the names it has on the wire.

use jiff::Timestamp;
use pse_placetopay::{Attribute, CreditConcept, Person, PseTransactionMultiCreditRequest};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::money::plain;
use crate::store::Transaction;

/// A transaction as the control interface lists it, created or not.
#[derive(Serialize)]
pub(super) struct Listed {
    reference: Option<String>,
    transaction_id: i64,
    session_id: String,
    cus: String,
    /// `transactionState`; `FAILED` when it was not created.
    state: &'static str,
    /// The `returnCode` that the creation was answered with.
    return_code: String,
    bank_code: Option<String>,
    operation: &'static str,
    created_at: Timestamp,
    /// Whether the creation call was answered.
    answered: bool,
    /// The times at which its state was asked.
    asked: Vec<Timestamp>,
    /// The creation's request, without login and proof.
    request: Value,
}

impl Listed {
    /// Lists a transaction.
    pub(super) fn of(transaction: &Transaction) -> Self {
        let order = &transaction.order;
        Self {
            reference: order.transaction.reference.clone(),
            transaction_id: transaction.id,
            session_id: transaction.session_id.clone(),
            cus: transaction.cus.clone(),
            state: transaction.state().as_str(),
            return_code: transaction.return_code().to_owned(),
            bank_code: order.transaction.bank_code.clone(),
            operation: transaction.operation.as_str(),
            created_at: transaction.created_at,
            answered: transaction.answered,
            asked: transaction.asked.clone(),
            request: request(order),
        }
    }
}

fn request(order: &PseTransactionMultiCreditRequest) -> Value {
    let asked = &order.transaction;
    let people = |person: &Option<Person>| person.as_ref().map(person_json);
    object([
        ("bankCode", text(&asked.bank_code)),
        ("bankInterface", text(&asked.bank_interface)),
        ("returnURL", text(&asked.return_url)),
        ("reference", text(&asked.reference)),
        ("description", text(&asked.description)),
        ("language", text(&asked.language)),
        ("currency", text(&asked.currency)),
        ("totalAmount", amount(asked.total_amount)),
        ("taxAmount", amount(asked.tax_amount)),
        ("devolutionBase", amount(asked.devolution_base)),
        ("tipAmount", amount(asked.tip_amount)),
        ("payer", people(&asked.payer)),
        ("buyer", people(&asked.buyer)),
        ("shipping", people(&asked.shipping)),
        ("ipAddress", text(&asked.ip_address)),
        ("userAgent", text(&asked.user_agent)),
        ("additionalData", list(asked.additional_data.as_deref(), attribute_json)),
        ("credits", list(order.credits.as_deref(), credit_json)),
    ])
}

fn person_json(person: &Person) -> Value {
    object([
        ("documentType", text(&person.document_type)),
        ("document", text(&person.document)),
        ("firstName", text(&person.first_name)),
        ("lastName", text(&person.last_name)),
        ("company", text(&person.company)),
        ("emailAddress", text(&person.email_address)),
        ("address", text(&person.address)),
        ("city", text(&person.city)),
        ("province", text(&person.province)),
        ("country", text(&person.country)),
        ("phone", text(&person.phone)),
        ("mobile", text(&person.mobile)),
        ("postalCode", text(&person.postal_code)),
    ])
}

fn attribute_json(attribute: &Attribute) -> Value {
    object([("name", text(&attribute.name)), ("value", text(&attribute.value))])
}

fn credit_json(credit: &CreditConcept) -> Value {
    object([
        ("entityCode", text(&credit.entity_code)),
        ("serviceCode", text(&credit.service_code)),
        ("amountValue", amount(credit.amount_value)),
        ("taxValue", amount(credit.tax_value)),
        ("description", text(&credit.description)),
    ])
}

/// A JSON object of the fields that have a value.
fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let given = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(given.collect::<Map<_, _>>())
}

fn text(value: &Option<String>) -> Option<Value> {
    value.as_ref().map(|text| json!(text))
}

fn amount(value: Option<Decimal>) -> Option<Value> {
    value.map(|amount| json!(plain(amount)))
}

fn list<T>(items: Option<&[T]>, item: fn(&T) -> Value) -> Option<Value> {
    items.map(|items| items.iter().map(item).collect())
}
