//! Work that many clients of the store share, and what they do.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use pse_core::model::Checkout;
use pse_core::model::Payment;
use pse_core::ports::store::{InsertIntent, Intent, Store as _};
use pse_store_postgres::PostgresStore;
use tokio::task::JoinSet;

use crate::failure::Failure;
use crate::rows::order;

/// Lets so many clients share the pieces of work; returns how many were done in a second.
pub(super) async fn shared<T, W, D>(clients: usize, pieces: Vec<T>, work: W) -> Result<f64, Failure>
where
    T: Send + 'static,
    W: Fn(T) -> D + Clone + Send + 'static,
    D: Future<Output = Result<(), Failure>> + Send,
{
    let count = pieces.len();
    let pieces = Arc::new(Mutex::new(VecDeque::from(pieces)));
    let mut tasks = JoinSet::new();
    let began = Instant::now();
    for _ in 0..clients {
        let (pieces, work) = (Arc::clone(&pieces), work.clone());
        tasks.spawn(async move {
            let next = || pieces.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            while let Some(piece) = next() {
                work(piece).await?;
            }
            Ok::<_, Failure>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(count as f64 / began.elapsed().as_secs_f64())
}

/// The intents to pay checkouts.
pub(super) fn intents(checkouts: &[Checkout]) -> Result<Vec<Intent>, Failure> {
    checkouts.iter().map(order::intent).collect()
}

/// Stores an intent.
pub(super) async fn begin(store: &PostgresStore, intent: &Intent) -> Result<Box<Payment>, Failure> {
    match store.insert_intent(intent).await? {
        InsertIntent::Stored(payment) => Ok(payment),
        InsertIntent::Blocked(_) | InsertIntent::TooMany | InsertIntent::KeyUsed { .. } => {
            Err("an intent was not stored".into())
        }
    }
}

/// Stores an intent and what the provider answered.
pub(super) async fn create(store: &PostgresStore, intent: &Intent) -> Result<(), Failure> {
    let payment = begin(store, intent).await?;
    if store.save(&order::answered(&payment, false)?).await? {
        Ok(())
    } else {
        Err("an answer was not stored".into())
    }
}
