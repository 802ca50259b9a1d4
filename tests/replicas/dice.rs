//! Chance that comes out the same for the same seed (splitmix64).

use std::time::Duration;

/// A source of chance.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below that one, which is not 0.
    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// One of several.
    pub(crate) fn pick<'o, T>(&mut self, of: &'o [T]) -> &'o T {
        let count = u64::try_from(of.len()).expect("a few");
        &of[usize::try_from(self.below(count)).expect("a few")]
    }

    /// A time from `least` to `most`.
    pub(crate) fn between(&mut self, least: Duration, most: Duration) -> Duration {
        let span = u64::try_from(most.saturating_sub(least).as_millis()).expect("not years");
        least + Duration::from_millis(self.below(span + 1))
    }
}
