//! Every call of the service, so that a test can count them.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::Serialize;

/// How many calls are kept; older ones are forgotten.
const KEPT: usize = 100_000;

/// A call of the service.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Call {
    /// When the call was received.
    pub(crate) at: Timestamp,
    /// The path that was called.
    pub(crate) endpoint: &'static str,
    /// The operation, when the call could be read.
    pub(crate) operation: Option<&'static str>,
    /// Whether login, proof and seed were right.
    pub(crate) authenticated: bool,
    /// The transaction created or asked about.
    pub(crate) transaction_id: Option<i64>,
    /// A `returnCode`, or `fault`, `http_status`, `close`.
    pub(crate) outcome: String,
    /// The planned fault that the call met.
    pub(crate) injected: Option<&'static str>,
}

/// The latest 100,000 calls.
#[derive(Debug, Default)]
pub(crate) struct Calls(VecDeque<Call>);

impl Calls {
    /// Writes a call down.
    pub(crate) fn record(&mut self, call: Call) {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(call);
    }

    /// All that are kept, oldest first.
    pub(crate) fn all(&self) -> Vec<Call> {
        self.0.iter().cloned().collect()
    }
}
