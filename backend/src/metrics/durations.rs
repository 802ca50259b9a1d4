//! How long requests, provider calls and notifications took, as histograms in a registry of their own; and how many
//! merchant keys were wrong.
//!
//! Labels are words of a closed set: never a payment's id, a reference, a key or the path a client wrote.

use std::time::Duration;

use prometheus::proto::MetricFamily;
use prometheus::{HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry};
use pse_core::model::ProviderName;
use pse_providers::{CallObserver, CallOutcome, ProviderOperation};

/// Seconds; the last is the longest a request may take.
const REQUEST_BUCKETS: [f64; 12] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 20.0, 35.0];
/// Seconds; the last is how long a provider may take to create a transaction.
const PROVIDER_BUCKETS: [f64; 10] = [0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 12.0, 20.0];
/// Seconds; the last is how long a merchant's server may take to answer.
const WEBHOOK_BUCKETS: [f64; 9] = [0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Histograms of how long requests, provider calls and webhook attempts take, and counts of wrong keys. Clones share the
/// figures.
#[derive(Debug, Clone)]
pub struct Metrics {
    registry: Registry,
    requests: HistogramVec,
    provider_calls: HistogramVec,
    webhook_attempts: HistogramVec,
    wrong_keys: IntCounterVec,
}

/// What became of a call with a merchant key that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongKey {
    /// It was told that the key is wrong.
    Refused,
    /// It was told to wait, as its address had sent too many.
    Limited,
}

impl WrongKey {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Limited => "limited",
        }
    }
}

impl Metrics {
    /// Makes metrics that have counted nothing yet.
    ///
    /// # Errors
    /// When Prometheus does not allow a name or a bucket.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let histogram = |name: &str, help: &str, labels: &[&str], buckets: &[f64]| {
            let options = HistogramOpts::new(name, help).buckets(buckets.to_vec());
            let histogram = HistogramVec::new(options, labels)?;
            registry.register(Box::new(histogram.clone()))?;
            Ok::<_, prometheus::Error>(histogram)
        };
        let requests = histogram(
            "pse_http_request_duration_seconds",
            "Time until the head of an answer, by route and class of status. Event streams are not counted.",
            &["method", "route", "status"],
            &REQUEST_BUCKETS,
        )?;
        let provider_calls = histogram(
            "pse_provider_request_duration_seconds",
            "Time a call to a provider took, by operation and outcome.",
            &["provider", "operation", "outcome"],
            &PROVIDER_BUCKETS,
        )?;
        let webhook_attempts = histogram(
            "pse_webhook_attempt_duration_seconds",
            "Time one attempt to deliver a notification to a merchant's server took, by outcome.",
            &["outcome"],
            &WEBHOOK_BUCKETS,
        )?;
        let wrong_keys = IntCounterVec::new(
            Opts::new(
                "pse_wrong_keys_total",
                "Calls with a merchant key that is none, by what they were told.",
            ),
            &["outcome"],
        )?;
        registry.register(Box::new(wrong_keys.clone()))?;
        Ok(Self { registry, requests, provider_calls, webhook_attempts, wrong_keys })
    }

    /// Counts a request that was answered. `route` is the pattern that matched it, `status` the class of the answer
    /// (`2xx`).
    pub fn request(&self, method: &str, route: &str, status: &str, took: Duration) {
        observe(&self.requests, &[method, route, status], took);
    }

    /// Counts a call to a provider: its configured name, the operation and how the call ended, each from a closed set.
    pub fn provider_call(&self, provider: &str, operation: &str, outcome: &str, took: Duration) {
        observe(&self.provider_calls, &[provider, operation, outcome], took);
    }

    /// Counts one attempt to deliver a notification; `outcome` is from a closed set.
    pub fn webhook_attempt(&self, outcome: &str, took: Duration) {
        observe(&self.webhook_attempts, &[outcome], took);
    }

    /// Counts a call with a merchant key that is none.
    pub fn wrong_key(&self, outcome: WrongKey) {
        // As in `observe`.
        if let Ok(count) = self.wrong_keys.get_metric_with_label_values(&[outcome.as_str()]) {
            count.inc();
        }
    }

    /// Returns everything counted so far.
    pub(super) fn counted(&self) -> Vec<MetricFamily> {
        self.registry.gather()
    }
}

/// Calls to providers are counted with their durations.
impl CallObserver for Metrics {
    fn observed(
        &self,
        provider: &ProviderName,
        operation: ProviderOperation,
        outcome: CallOutcome,
        took: Duration,
    ) {
        self.provider_call(provider.as_str(), operation.as_str(), outcome.as_str(), took);
    }
}

fn observe(histogram: &HistogramVec, labels: &[&str], took: Duration) {
    // It fails only for another number of labels than `new` gave it.
    if let Ok(histogram) = histogram.get_metric_with_label_values(labels) {
        histogram.observe(took.as_secs_f64());
    }
}
