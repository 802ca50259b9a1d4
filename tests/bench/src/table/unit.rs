//! What a number is of, and how it is written.

/// The unit of a measured number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A part of, or so many times, the other side.
    Times,
    /// So many in a second.
    PerSecond,
    /// Microseconds.
    Micros,
    /// Milliseconds.
    Millis,
    /// Seconds.
    Seconds,
    /// Mebibytes.
    Mib,
    /// Kibibytes.
    Kib,
    /// Kilobytes of 1,000 bytes.
    Kb,
    /// A bare number.
    Count,
}

impl Unit {
    const ALL: [(&'static str, Self); 9] = [
        ("times", Self::Times),
        ("per_second", Self::PerSecond),
        ("micros", Self::Micros),
        ("millis", Self::Millis),
        ("seconds", Self::Seconds),
        ("mib", Self::Mib),
        ("kib", Self::Kib),
        ("kb", Self::Kb),
        ("count", Self::Count),
    ];

    /// Finds a unit by the name that other programs use for it.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, unit)| unit)
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::Times => " ×",
            Self::PerSecond => "/s",
            Self::Micros => " µs",
            Self::Millis => " ms",
            Self::Seconds => " s",
            Self::Mib => " MiB",
            Self::Kib => " KiB",
            Self::Kb => " KB",
            Self::Count => "",
        }
    }

    /// A number without its unit's sign: three digits that count, thousands apart.
    pub(crate) fn bare(self, value: f64) -> String {
        let digits = match value.abs() {
            size if size >= 100.0 || size == 0.0 => 0,
            size if size >= 10.0 => 1,
            size if size >= 0.1 => 2,
            _ => 4,
        };
        apart(&format!("{value:.digits$}"))
    }

    /// A number with its unit's sign.
    pub(crate) fn shown(self, value: f64) -> String {
        format!("{}{}", self.bare(value), self.sign())
    }
}

/// Puts a comma between thousands.
fn apart(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, part) = rest.split_once('.').map_or((rest, None), |(w, p)| (w, Some(p)));
    let mut text = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && whole.len().saturating_sub(place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(part) = part {
        text.push('.');
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits_that_count_and_thousands_apart() {
        let shown = |value| Unit::PerSecond.shown(value);
        assert_eq!(shown(1_234_567.8), "1,234,568/s");
        assert_eq!(shown(123.4), "123/s");
        assert_eq!(shown(-12.34), "-12.3/s");
        assert_eq!(shown(0.871), "0.87/s");
        assert_eq!(shown(0.0004), "0.0004/s");
        assert_eq!(shown(0.0), "0/s");
    }
}
