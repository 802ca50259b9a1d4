//! What is sold and who buys it, in the specification's own example where it has one.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

/// A merchant's order with everything that must be in one; each has a reference of its own.
#[must_use]
pub fn order() -> Value {
    static MADE: AtomicU32 = AtomicU32::new(406_331_868);
    let reference = MADE.fetch_add(1, Ordering::Relaxed).to_string();
    json!({
        "reference": reference,
        "description": format!("Compra {reference}"),
        "currency": "COP",
        "language": "ES",
        "total_amount": "1062500.00",
        "tax_amount": "149310.00",
        "devolution_base": "913190.00",
        "tip_amount": "0.00",
        "return_url": "http://127.0.0.1/gracias",
    })
}

/// An order with a field set, or (with null) taken out.
#[must_use]
pub fn order_with(field: &str, value: Value) -> Value {
    with(order(), field, value)
}

/// A person who pays.
#[must_use]
pub fn person() -> Value {
    json!({
        "document_type": "CC",
        "document": "1144093521",
        "first_name": "María José",
        "last_name": "Núñez Peña",
        "email_address": "maria.nunez@example.co",
        "mobile": "3004567890",
    })
}

/// A company that pays.
#[must_use]
pub fn company() -> Value {
    json!({
        "document_type": "NIT",
        "document": "900299228",
        "first_name": "Andrés",
        "last_name": "Gómez",
        "company": "Transportes del Pacífico S.A.S.",
        "email_address": "pagos@transportes.example.co",
        "mobile": "3157654321",
    })
}

/// The body of a person's confirmation to pay from a bank.
#[must_use]
pub fn payment(bank: &str) -> Value {
    json!({"bank_code": bank, "bank_interface": "person", "payer": person()})
}

/// A JSON object with a field set, or (with null) taken out; the field is named by its path
/// (`payer.document`).
///
/// # Panics
/// When there is no such place.
#[must_use]
pub fn with(mut object: Value, path: &str, value: Value) -> Value {
    let (place, field) = match path.rsplit_once('.') {
        Some((place, field)) => (format!("/{}", place.replace('.', "/")), field),
        None => (String::new(), path),
    };
    let place = object.pointer_mut(&place).and_then(Value::as_object_mut);
    let place = place.unwrap_or_else(|| panic!("there is no place for {path}"));
    if value.is_null() {
        place.remove(field);
    } else {
        place.insert(field.to_owned(), value);
    }
    object
}
