//! The merchant's server and the buyers of the service: checkouts, and payments of them.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::clients::{Request, all_of};
use crate::failure::Failure;

/// The merchant's key of the demo's site, as a header.
pub(crate) const KEY: &str = "authorization: Bearer sk_demo\r\n";
/// The bank that approves.
pub(crate) const APPROVES: &str = "9001";
/// The bank whose payments stay pending for good.
pub(crate) const STAYS_PENDING: &str = "9005";
/// The bank that never answers a creation.
pub(crate) const NEVER_ANSWERS: &str = "9008";

/// The payer that every payment has.
pub(crate) fn payer() -> Value {
    json!({
        "document_type": "CC", "document": "1098765432", "first_name": "Ana", "last_name": "Niño",
        "email_address": "ana@example.co", "mobile": "3001234567",
    })
}

/// The request that makes a checkout, of a reference no other has.
pub(crate) fn order(address: &str) -> Request {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let body = json!({
        "reference": format!("BENCH-{number}"), "description": "Compra", "currency": "COP", "language": "ES",
        "total_amount": "1062500.00", "tax_amount": "149310.00", "devolution_base": "913190.00",
        "tip_amount": "0.00", "return_url": format!("http://{address}/"),
    });
    Request {
        path: "/v1/checkouts".to_owned(),
        headers: KEY.to_owned(),
        body: Some(body.to_string()),
    }
}

/// The request that pays a checkout at a bank.
pub(crate) fn payment(checkout: &str, bank: &str) -> Request {
    let body = json!({"bank_code": bank, "bank_interface": "person", "payer": payer()});
    Request {
        path: format!("/v1/checkouts/{checkout}/payments"),
        headers: format!("idempotency-key: pay-{checkout}\r\n"),
        body: Some(body.to_string()),
    }
}

/// The id in an answer's body.
pub(crate) fn id(body: &[u8]) -> Result<String, Failure> {
    let json: Value = serde_json::from_slice(body)?;
    Ok(json.get("id").and_then(Value::as_str).ok_or("no id")?.to_owned())
}

/// Makes so many checkouts, which is not measured; returns their ids.
pub(crate) async fn checkouts(address: &str, count: usize) -> Result<Vec<String>, Failure> {
    let orders = (0..count).map(|_| order(address)).collect();
    let (_, bodies) = all_of(address, 32, orders).await?;
    bodies.iter().map(|body| id(body)).collect()
}
