//! Medians and their spread.

use std::time::Duration;

/// A figure measured several times.
#[derive(Debug, Default, Clone)]
pub(crate) struct Samples(Vec<f64>);

/// From so many samples on the spread is told by the 10th and 90th percentile, below by the least and the most.
const MANY: usize = 20;

impl Samples {
    pub(crate) fn push(&mut self, value: f64) {
        self.0.push(value);
    }

    pub(crate) fn push_micros(&mut self, time: Duration) {
        self.push(time.as_secs_f64() * 1e6);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The value below which so large a part of the samples lies.
    pub(crate) fn quantile(&self, part: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in the list"
        )]
        let place = (sorted.len().saturating_sub(1) as f64 * part).round() as usize;
        sorted.get(place).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// The ends of the spread: least and most of a few samples, 10th and 90th percentile of many.
    pub(crate) fn spread(&self) -> (f64, f64) {
        let outside = if self.len() < MANY { 0.0 } else { 0.1 };
        (self.quantile(outside), self.quantile(1.0 - outside))
    }
}

impl FromIterator<f64> for Samples {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

/// Two sides measured in the same rounds, and the first's part of the second in each.
#[derive(Debug, Default, Clone)]
pub(crate) struct Pair {
    pub(crate) ours: Samples,
    pub(crate) peer: Samples,
    pub(crate) ratio: Samples,
}

impl Pair {
    /// Adds one round.
    pub(crate) fn push(&mut self, ours: f64, peer: f64) {
        self.ours.push(ours);
        self.peer.push(peer);
        self.ratio.push(ours / peer);
    }

    /// How many times the second side is of the first, in each round.
    pub(crate) fn inverse(&self) -> Samples {
        self.ratio.0.iter().map(|ratio| 1.0 / ratio).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_samples_are_told_by_their_ends_and_many_by_their_percentiles() {
        let few: Samples = [3.0, 1.0, 2.0].into_iter().collect();
        assert_eq!((few.median(), few.spread()), (2.0, (1.0, 3.0)));
        let many: Samples = (0..=100).map(f64::from).collect();
        assert_eq!((many.median(), many.spread()), (50.0, (10.0, 90.0)));
    }

    #[test]
    fn a_ratio_is_taken_in_each_round() {
        let mut pair = Pair::default();
        pair.push(1.0, 2.0);
        pair.push(30.0, 10.0);
        pair.push(1.0, 1.0);
        assert_eq!(pair.ratio.median(), 1.0);
    }
}
