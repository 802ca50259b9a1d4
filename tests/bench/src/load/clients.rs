//! Many clients at once, each with a connection of its own, until all work is done.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::Wire;
use crate::failure::Failure;
use crate::statistics::Samples;

/// How a load was borne.
pub(crate) struct Load {
    pub(crate) took: Duration,
    /// How long each request took, in microseconds.
    pub(crate) latencies: Samples,
}

impl Load {
    /// Requests in a second.
    pub(crate) fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64()
    }
}

/// A request: a path with headers, each ending in a line end, and a body to post, if any.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) headers: String,
    pub(crate) body: Option<String>,
}

impl Request {
    pub(crate) async fn send(&self, wire: &mut Wire) -> Result<super::wire::Answer, Failure> {
        match &self.body {
            Some(body) => wire.post(&self.path, &self.headers, body).await,
            None => wire.get(&self.path, &self.headers).await,
        }
    }
}

/// Lets so many clients share these requests to `host:port`: each takes the next as soon as it has its answer. Every
/// answer must be a success. Returns the answers' bodies in no order.
pub(crate) async fn all_of(
    address: &str,
    clients: usize,
    requests: Vec<Request>,
) -> Result<(Load, Vec<Vec<u8>>), Failure> {
    let work = Arc::new(Mutex::new(VecDeque::from(requests)));
    let mut wires = Vec::new();
    for _ in 0..clients {
        wires.push(Wire::to(address).await?);
    }
    let mut tasks = JoinSet::new();
    let began = Instant::now();
    for wire in wires {
        tasks.spawn(one_client(wire, Arc::clone(&work)));
    }
    let (mut latencies, mut bodies) = (Samples::default(), Vec::new());
    while let Some(done) = tasks.join_next().await {
        for (took, body) in done?? {
            latencies.push_micros(took);
            bodies.push(body);
        }
    }
    Ok((Load { took: began.elapsed(), latencies }, bodies))
}

async fn one_client(
    mut wire: Wire,
    work: Arc<Mutex<VecDeque<Request>>>,
) -> Result<Vec<(Duration, Vec<u8>)>, Failure> {
    let next = || work.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let mut done = Vec::new();
    while let Some(request) = next() {
        let began = Instant::now();
        let answer = request.send(&mut wire).await?;
        let took = began.elapsed();
        done.push((took, answer.good()?.to_vec()));
    }
    Ok(done)
}
