//! How dates and amounts are written in English.

use crate::words::texts::Formats;

pub(super) const FORMATS: Formats = Formats {
    day_and_time: "%b %-d, %Y, %-I:%M %p",
    time: "%-I:%M %p",
    thousands: ',',
    decimals: '.',
    peso_sign: None,
};
