//! `[probe]`: when the provider is asked about payments that are not final.

use std::time::Duration;

use jiff::SignedDuration;
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

/// How long the provider may take to answer in the middle of a good day, for the estimate that `check` prints.
const COMMON_ANSWER: Duration = Duration::from_secs(1);

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

    /// The number of pending payments that can each be asked about once every [`Self::every`], when so many questions
    /// run at once and the provider takes `answer` for each.
    #[must_use]
    pub const fn carries(&self, at_once: usize, answer: Duration) -> u128 {
        let millis = answer.as_millis();
        let millis = if millis == 0 { 1 } else { millis };
        (at_once as u128).saturating_mul(self.every.as_millis()) / millis
    }

    /// Says how many pending payments these settings carry: the questions asked in a second, times the interval.
    /// `max_questions` is how many questions the providers take at once, `slowest` the longest answer waited for.
    pub(super) fn carried(&self, max_questions: usize, slowest: Duration) -> String {
        let at_once = self.in_flight.min(max_questions);
        let in_words = |time| format!("{:#}", SignedDuration::try_from(time).unwrap_or_default());
        format!(
            "The probe carries {} pending payments when the provider answers in {} ({} when it takes {}): \
             {at_once} questions at once, each payment again after {}.",
            self.carries(at_once, COMMON_ANSWER),
            in_words(COMMON_ANSWER),
            self.carries(at_once, slowest),
            in_words(slowest),
            in_words(self.every),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe(every: u64, in_flight: usize) -> ProbeConfig {
        let every = Duration::from_secs(every);
        ProbeConfig { first_after: Duration::from_secs(480), every, in_flight }
    }

    #[test]
    fn what_it_carries_is_its_rate_times_its_interval() {
        let standard = probe(900, 8);
        assert_eq!(standard.carries(8, Duration::from_secs(1)), 7_200);
        assert_eq!(standard.carries(8, Duration::from_millis(20)), 360_000);
        assert_eq!(standard.carries(8, Duration::from_secs(10)), 720);
        assert_eq!(probe(900, 64).carries(64, Duration::from_millis(20)), 2_880_000);
    }

    #[test]
    fn more_questions_than_the_provider_takes_at_once_carry_nothing_more() {
        let said = probe(900, 100).carried(16, Duration::from_secs(10));
        assert_eq!(
            said,
            "The probe carries 14400 pending payments when the provider answers in 1s (1440 when it takes 10s): \
             16 questions at once, each payment again after 15m."
        );
    }
}
