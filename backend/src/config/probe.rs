//! `[probe]`: when the provider is asked about payments that are not final.

use std::time::Duration;

use super::addresses::count;
use super::duration::duration;
use super::reader::Reported;
use super::section::{Form, Section};

/// `[probe]`.
#[derive(Debug, Clone)]
pub struct ProbeConfig {
    /// After creation.
    pub first_after: Duration,
    /// After each answer that is still pending.
    pub every: Duration,
    /// How many payments are asked about at once.
    pub in_flight: usize,
}

const LONGEST: Duration = Duration::from_secs(24 * 3_600);

impl ProbeConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let time = |key, default| section.or_default(key, default, Form::Number, duration(LONGEST));
        let first_after = time("first_after", "8m");
        let every = time("every", "15m");
        let in_flight = section.or_default("in_flight", "8", Form::Number, count(1..=1_000));
        section.close();
        Ok(Self { first_after: first_after?, every: every?, in_flight: in_flight? })
    }
}
