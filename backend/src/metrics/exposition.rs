//! Everything an operator's Prometheus reads, in its text format.

use prometheus::TextEncoder;

use super::durations::Metrics;
use super::snapshot::MetricsSnapshot;

/// The `Content-Type` of [`Metrics::exposition`].
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4";

impl Metrics {
    /// Writes the histograms and a snapshot in Prometheus' text format.
    ///
    /// # Errors
    /// When Prometheus does not allow a name or a label.
    pub fn exposition(&self, reading: &MetricsSnapshot) -> Result<String, prometheus::Error> {
        let mut families = reading.families()?;
        families.extend(self.counted());
        TextEncoder::new().encode_to_string(&families)
    }
}

#[cfg(test)]
mod tests {
    use crate::metrics::WrongKey;
    use crate::metrics::snapshot::{ConnectionsSnapshot, ProviderSnapshot};
    use std::time::Duration;

    use jiff::SignedDuration;

    use super::*;

    fn exposed(metrics: &Metrics, reading: &MetricsSnapshot) -> Vec<String> {
        metrics.exposition(reading).unwrap().lines().map(str::to_owned).collect()
    }

    #[track_caller]
    fn has(lines: &[String], line: &str) {
        assert!(lines.iter().any(|known| known == line), "{line} is not in {lines:#?}");
    }

    #[test]
    fn what_took_time_is_counted_in_the_bucket_it_fits_and_all_above() {
        let metrics = Metrics::new().unwrap();
        metrics.provider_call("default", "create", "accepted", Duration::from_millis(600));
        metrics.provider_call("default", "create", "accepted", Duration::from_secs(25));
        metrics.webhook_attempt("delivered", Duration::from_millis(30));
        let lines = exposed(&metrics, &MetricsSnapshot::default());
        let calls = |bucket: &str| {
            format!(
                r#"pse_provider_request_duration_seconds_bucket{{operation="create",outcome="accepted",provider="default",le="{bucket}"}}"#
            )
        };
        has(&lines, &format!("{} 0", calls("0.5")));
        has(&lines, &format!("{} 1", calls("1")));
        has(&lines, &format!("{} 1", calls("20")));
        has(&lines, &format!("{} 2", calls("+Inf")));
        has(&lines, r#"pse_webhook_attempt_duration_seconds_count{outcome="delivered"} 1"#);
        has(&lines, r#"pse_webhook_attempt_duration_seconds_sum{outcome="delivered"} 0.03"#);
    }

    #[test]
    fn the_guide_has_a_row_for_every_metric_and_for_nothing_else() {
        let metrics = Metrics::new().unwrap();
        metrics.request("GET", "/v1/banks", "2xx", Duration::ZERO);
        metrics.provider_call("default", "create", "accepted", Duration::ZERO);
        metrics.webhook_attempt("delivered", Duration::ZERO);
        metrics.wrong_key(WrongKey::Refused);
        let reading = MetricsSnapshot {
            payments: vec![("approved", 1)],
            alerts: vec![("unanswered", 1)],
            providers: vec![ProviderSnapshot::default()],
            connections: ConnectionsSnapshot {
                closed: vec![("crowded", 1)],
                ..ConnectionsSnapshot::default()
            },
            ..MetricsSnapshot::default()
        };
        let lines = exposed(&metrics, &reading);
        let mut told: Vec<_> = lines
            .iter()
            .filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next())
            .collect();
        let mut documented: Vec<_> = include_str!("../../../docs/metrics.md")
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
            .collect();
        told.sort_unstable();
        documented.sort_unstable();
        assert_eq!(told, documented);
    }

    #[test]
    fn clones_count_into_the_same_figures_and_others_do_not() {
        let (metrics, others) = (Metrics::new().unwrap(), Metrics::new().unwrap());
        metrics.clone().request("GET", "/v1/banks", "2xx", Duration::ZERO);
        let count = r#"pse_http_request_duration_seconds_count{method="GET",route="/v1/banks",status="2xx"} 1"#;
        has(&exposed(&metrics, &MetricsSnapshot::default()), count);
        assert!(!exposed(&others, &MetricsSnapshot::default()).contains(&count.to_owned()));
    }

    #[test]
    fn a_reading_is_told_in_base_units_and_forgotten() {
        let metrics = Metrics::new().unwrap();
        let reading = MetricsSnapshot {
            payments: vec![("approved", 3)],
            alerts: vec![("unanswered", 2)],
            probe_overdue: Duration::from_millis(61_900),
            providers: vec![ProviderSnapshot {
                name: "default".to_owned(),
                clock_skew: SignedDuration::from_millis(-1_250),
                clock_correction: SignedDuration::from_millis(61_500),
                creations_held: true,
                questions_held: false,
                bank_rows_dropped: 3,
            }],
            ..MetricsSnapshot::default()
        };
        for _ in 0..2 {
            let lines = exposed(&metrics, &reading);
            has(&lines, "# TYPE pse_payments gauge");
            has(&lines, r#"pse_payments{state="approved"} 3"#);
            has(&lines, "# TYPE pse_alerts_total counter");
            has(&lines, r#"pse_alerts_total{alert="unanswered"} 2"#);
            has(&lines, "pse_probe_overdue_seconds 61");
            has(&lines, r#"pse_provider_clock_skew_seconds{provider="default"} -1.25"#);
            has(&lines, r#"pse_provider_clock_correction_seconds{provider="default"} 61.5"#);
            has(&lines, r#"pse_bank_list_rows_dropped_total{provider="default"} 3"#);
            has(&lines, r#"pse_provider_creations_held{provider="default"} 1"#);
            has(&lines, r#"pse_provider_questions_held{provider="default"} 0"#);
        }
        let later = exposed(&metrics, &MetricsSnapshot::default());
        assert!(!later.iter().any(|line| line.starts_with("pse_payments{")), "{later:#?}");
        assert!(!later.iter().any(|line| line.contains("default")), "{later:#?}");
    }
}
