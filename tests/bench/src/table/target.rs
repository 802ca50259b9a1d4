//! What was promised of a figure, and whether it is met.

use super::Unit;

/// A promise: a bound that the median must keep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target {
    /// At least so much.
    AtLeast(f64),
    /// At most so much.
    AtMost(f64),
}

impl Target {
    /// Finds a target by the name that other programs use for its kind.
    pub(crate) fn from_name(name: &str, bound: f64) -> Option<Self> {
        match name {
            "at_least" => Some(Self::AtLeast(bound)),
            "at_most" => Some(Self::AtMost(bound)),
            _ => None,
        }
    }

    pub(crate) fn shown(self, unit: Unit) -> String {
        match self {
            Self::AtLeast(bound) => format!("≥ {}", unit.shown(bound)),
            Self::AtMost(bound) => format!("≤ {}", unit.shown(bound)),
        }
    }

    /// Whether it is met, or by how much it is missed.
    pub(crate) fn verdict(self, median: f64, unit: Unit) -> String {
        let (bound, by) = match self {
            Self::AtLeast(bound) => (bound, bound - median),
            Self::AtMost(bound) => (bound, median - bound),
        };
        if by <= 0.0 {
            return "met".to_owned();
        }
        if by.is_nan() || bound == 0.0 {
            return format!("MISSED by {}", unit.shown(by));
        }
        format!("MISSED by {} ({:.0} %)", unit.shown(by), 100.0 * by / bound)
    }

    /// Whether a median keeps it.
    pub(crate) fn is_met(self, median: f64) -> bool {
        match self {
            Self::AtLeast(bound) => median >= bound,
            Self::AtMost(bound) => median <= bound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_target_says_by_how_much() {
        assert_eq!(Target::AtLeast(0.9).verdict(0.9, Unit::Times), "met");
        assert_eq!(Target::AtLeast(5.0).verdict(4.0, Unit::Times), "MISSED by 1.00 × (20 %)");
        assert_eq!(Target::AtMost(150.0).verdict(300.0, Unit::Micros), "MISSED by 150 µs (100 %)");
        assert_eq!(Target::AtMost(0.0).verdict(0.02, Unit::Count), "MISSED by 0.0200");
        assert!(!Target::AtMost(1.0).is_met(f64::NAN), "nothing measured meets nothing");
    }
}
