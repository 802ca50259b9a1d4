//! Whole numbers, and true or false.

use std::ops::RangeInclusive;

use crate::kind::Kind;

/// A whole number in a range.
#[must_use]
pub fn count(range: RangeInclusive<u32>) -> Kind<usize> {
    let (smallest, largest) = (*range.start(), *range.end());
    let parse = move |text: &str| {
        let number = text.parse().ok().filter(|number| range.contains(number));
        number
            .and_then(|number| usize::try_from(number).ok())
            .ok_or_else(|| format!("is not a whole number from {smallest} to {largest}"))
    };
    Kind::number(parse).rule("minimum", smallest).rule("maximum", largest)
}

/// `true` or `false`.
#[must_use]
pub fn switch() -> Kind<bool> {
    Kind::boolean(|text| match text.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("is neither true nor false".to_owned()),
    })
}
