//! Figures that are not counted as they happen but read when somebody asks for them.

use std::time::Duration;

use jiff::SignedDuration;
use prometheus::core::Collector;
use prometheus::proto::MetricFamily;
use prometheus::{GaugeVec, IntCounter, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry};

/// A snapshot of the store's and the providers' figures, for the metrics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MetricsSnapshot {
    /// How many payments are in each state.
    pub payments: Vec<(&'static str, u64)>,
    /// How often each alert was raised since the start.
    pub alerts: Vec<(&'static str, u64)>,
    /// How long the most overdue payment has been waiting for its status question; zero when none is overdue.
    pub probe_overdue: Duration,
    /// The age of the oldest undelivered notification; zero when there is none.
    pub oldest_notification: Duration,
    /// The health of each provider.
    pub providers: Vec<ProviderSnapshot>,
    /// The connections and event streams of clients.
    pub connections: ConnectionsSnapshot,
    /// How many lines of the log could not be written since the start.
    pub log_lines_lost: u64,
}

/// A snapshot of the connections and event streams of clients, for the metrics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConnectionsSnapshot {
    /// How many connections are open.
    pub open: usize,
    /// How many connections the service ended since the start, by reason.
    pub closed: Vec<(&'static str, u64)>,
    /// How many event streams are open.
    pub streams_open: usize,
    /// How many event streams were closed since the start because there were too many.
    pub streams_closed: u64,
}

/// A snapshot of a provider's health, for the metrics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProviderSnapshot {
    /// The provider's name in the configuration.
    pub name: String,
    /// The provider's clock minus ours.
    pub clock_skew: SignedDuration,
    /// How our clock is corrected in the seeds that calls to the provider are signed with.
    pub clock_correction: SignedDuration,
    /// Whether the breaker holds creations back because the provider does not answer.
    pub creations_held: bool,
    /// Whether the breaker holds questions back because the provider does not answer.
    pub questions_held: bool,
    /// How many rows of the provider's bank lists were left out since the start.
    pub bank_rows_dropped: u64,
}

impl MetricsSnapshot {
    /// Makes Prometheus metrics of the snapshot; made anew each time, so that no old figure stays.
    ///
    /// # Errors
    /// When Prometheus does not allow a name or a label.
    pub(super) fn families(&self) -> Result<Vec<MetricFamily>, prometheus::Error> {
        let registry = Registry::new();
        let payments =
            IntGaugeVec::new(Opts::new("pse_payments", "Payments in each state."), &["state"])?;
        for (state, count) in &self.payments {
            payments.get_metric_with_label_values(&[state])?.set(signed(*count));
        }
        register(&registry, payments)?;

        let alerts = Opts::new("pse_alerts_total", "Alerts raised since the start.");
        let alerts = IntCounterVec::new(alerts, &["alert"])?;
        for (alert, count) in &self.alerts {
            alerts.get_metric_with_label_values(&[alert])?.inc_by(*count);
        }
        register(&registry, alerts)?;

        let closed = "Connections that the service ended since the start, by reason.";
        let closed = Opts::new("pse_connections_closed_total", closed);
        let closed = IntCounterVec::new(closed, &["reason"])?;
        for (reason, count) in &self.connections.closed {
            closed.get_metric_with_label_values(&[reason])?.inc_by(*count);
        }
        register(&registry, closed)?;

        for (name, help, value) in [
            (
                "pse_event_streams_closed_total",
                "Event streams closed since the start because there were too many.",
                self.connections.streams_closed,
            ),
            (
                "pse_log_lines_lost_total",
                "Lines of the log that could not be written since the start.",
                self.log_lines_lost,
            ),
        ] {
            let counter = IntCounter::new(name, help)?;
            counter.inc_by(value);
            register(&registry, counter)?;
        }

        self.register_providers(&registry)?;

        for (name, help, value) in [
            ("pse_connections_open", "Connections of clients.", counted(self.connections.open)),
            (
                "pse_event_streams_open",
                "Event streams of pages that follow a payment.",
                counted(self.connections.streams_open),
            ),
            (
                "pse_probe_overdue_seconds",
                "How long the most overdue probe has been due.",
                signed(self.probe_overdue.as_secs()),
            ),
            (
                "pse_notification_oldest_seconds",
                "Age of the oldest undelivered notification.",
                signed(self.oldest_notification.as_secs()),
            ),
        ] {
            let gauge = IntGauge::new(name, help)?;
            gauge.set(value);
            register(&registry, gauge)?;
        }
        Ok(registry.gather())
    }

    fn register_providers(&self, registry: &Registry) -> Result<(), prometheus::Error> {
        let gauge = |name: &str, help: &str| GaugeVec::new(Opts::new(name, help), &["provider"]);
        let skew = gauge("pse_provider_clock_skew_seconds", "The provider's clock less ours.")?;
        let correction = gauge(
            "pse_provider_clock_correction_seconds",
            "How our clock is corrected in the seeds that calls are signed with.",
        )?;
        let creations = gauge(
            "pse_provider_creations_held",
            "1 while creations are held back because the provider does not answer.",
        )?;
        let questions = gauge(
            "pse_provider_questions_held",
            "1 while questions are held back because the provider does not answer.",
        )?;
        let dropped = Opts::new(
            "pse_bank_list_rows_dropped_total",
            "Rows of bank lists that were left out since the start because they are no banks.",
        );
        let dropped = IntCounterVec::new(dropped, &["provider"])?;
        for provider in &self.providers {
            let labels = [provider.name.as_str()];
            skew.get_metric_with_label_values(&labels)?.set(provider.clock_skew.as_secs_f64());
            let corrected = provider.clock_correction.as_secs_f64();
            correction.get_metric_with_label_values(&labels)?.set(corrected);
            let held = |held: bool| f64::from(u8::from(held));
            creations.get_metric_with_label_values(&labels)?.set(held(provider.creations_held));
            questions.get_metric_with_label_values(&labels)?.set(held(provider.questions_held));
            dropped.get_metric_with_label_values(&labels)?.inc_by(provider.bank_rows_dropped);
        }
        register(registry, dropped)?;
        [skew, correction, creations, questions]
            .into_iter()
            .try_for_each(|gauge| register(registry, gauge))
    }
}

fn register(
    registry: &Registry,
    metric: impl Collector + 'static,
) -> Result<(), prometheus::Error> {
    registry.register(Box::new(metric))
}

fn counted(figure: usize) -> i64 {
    i64::try_from(figure).unwrap_or(i64::MAX)
}

/// Prometheus' gauges are signed.
fn signed(figure: u64) -> i64 {
    i64::try_from(figure).unwrap_or(i64::MAX)
}
