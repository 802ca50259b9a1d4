//! `GET /metrics`: what an operator watches, in Prometheus' text format.

use core::fmt::Write;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use jiff::Timestamp;

use crate::routes::http::problem::Problem;
use crate::routes::http::state::Shared;

/// Writes the figures.
pub async fn handle(State(app): Shared) -> Result<Response, Problem> {
    let now = app.clock.now();
    let figures = app.store.figures(now).await?;
    let health = app.provider.health();
    let mut text = String::new();
    let age = |since: Option<Timestamp>| {
        since.map_or(0, |since| now.as_second().saturating_sub(since.as_second()).max(0))
    };

    family(&mut text, "pse_payments", "gauge", "Payments in each state.");
    for (state, count) in &figures.payments {
        line(&mut text, "pse_payments", &format!("state=\"{}\"", state.as_str()), count);
    }
    family(&mut text, "pse_alerts_total", "counter", "Alerts raised since the start.");
    for (alert, count) in app.creator.mover.operator.raised() {
        line(&mut text, "pse_alerts_total", &format!("alert=\"{alert}\""), count);
    }
    for (name, help, value) in [
        (
            "pse_probe_overdue_seconds",
            "How long the most overdue probe has been due.",
            age(figures.oldest_overdue_probe),
        ),
        (
            "pse_notification_oldest_seconds",
            "Age of the oldest undelivered notification.",
            age(figures.oldest_undelivered),
        ),
        (
            "pse_provider_clock_skew_milliseconds",
            "The provider's clock less ours.",
            health.skew_millis,
        ),
        (
            "pse_provider_creations_held",
            "1 while creations are held back because the provider does not answer.",
            i64::from(health.creations_held),
        ),
        (
            "pse_provider_questions_held",
            "1 while questions are held back because the provider does not answer.",
            i64::from(health.questions_held),
        ),
    ] {
        family(&mut text, name, "gauge", help);
        line(&mut text, name, "", value);
    }
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}

fn family(text: &mut String, name: &str, kind: &str, help: &str) {
    // Writing to a String does not fail.
    let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
}

fn line(text: &mut String, name: &str, labels: &str, value: impl core::fmt::Display) {
    let _ = if labels.is_empty() {
        writeln!(text, "{name} {value}")
    } else {
        writeln!(text, "{name}{{{labels}}} {value}")
    };
}
