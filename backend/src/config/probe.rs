//! `[probe]`: when the provider is asked about payments that are not final.

use std::time::Duration;

use pse_settings::{Key, Reported, Section, kinds};

/// The section `[probe]`: when the provider is asked about pending payments.
#[derive(Debug, Clone)]
pub struct ProbeConfig {
    /// The time from a payment's creation to the first question about it.
    pub first_after: Duration,
    /// The time from an answer that is still pending to the next question.
    pub every: Duration,
    /// The most payments asked about at once.
    pub in_flight: usize,
}

const LONGEST: Duration = Duration::from_secs(24 * 3_600);

impl ProbeConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let time = |name, default, text| {
            section.or_default(Key::new(name, kinds::duration(LONGEST), text), default)
        };
        let first_after = time(
            "first_after",
            "8m",
            "When a payment is first asked about, after its creation; at most 24 hours",
        );
        let every = time(
            "every",
            "15m",
            "When a payment is asked about again, after each answer that is still pending; at most 24 hours",
        );
        let in_flight = section.or_default(
            Key::new(
                "in_flight",
                kinds::count(1..=1_000),
                "Payments asked about at once, 1 to 1000",
            ),
            "8",
        );
        section.close();
        Ok(Self { first_after: first_after?, every: every?, in_flight: in_flight? })
    }
}
