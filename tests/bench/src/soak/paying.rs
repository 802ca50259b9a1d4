//! Creations, and what becomes of them: the bank approves most at once, of which the service hears by its own questions.

use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::Value;

use super::shared::{Shared, every};
use crate::failure::Failure;
use crate::load::{Wire, shop};

/// Between two creations.
const CREATION: Duration = Duration::from_millis(50);
/// Of so many payments one stays pending and is asked about for ever.
const PENDING: u64 = 500;

/// Makes checkouts and pays them, for ever. The sandbox is told by its control interface that the bank has approved.
pub(super) async fn pay(shared: Shared, sandbox: String) -> Result<(), Failure> {
    let mut service = Wire::to(&shared.address).await?;
    let mut control = Wire::to(&sandbox).await?;
    let mut ticks = every(CREATION);
    for number in 0_u64.. {
        ticks.tick().await;
        let order = shop::order(&shared.address).send(&mut service).await?;
        let checkout = shop::id(order.good()?)?;
        let paid = shop::payment(&checkout, shop::APPROVES).send(&mut service).await?.json()?;
        if number % PENDING != 0 {
            let payment = paid.get("payment_id").and_then(Value::as_str).ok_or("no payment")?;
            approve(&mut service, &mut control, payment).await?;
        }
        shared.add(checkout, number);
        shared.counts.creations.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

async fn approve(service: &mut Wire, control: &mut Wire, payment: &str) -> Result<(), Failure> {
    let path = format!("/v1/payments/{payment}");
    let record = service.get(&path, shop::KEY).await?.json()?;
    let transaction = record.pointer("/provider/transaction").and_then(Value::as_str);
    let transaction = transaction.ok_or_else(|| format!("no transaction in {record}"))?;
    let path = format!("/control/transactions/{transaction}");
    control.post(&path, "", r#"{"state": "OK"}"#).await?.good()?;
    Ok(())
}
