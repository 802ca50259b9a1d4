//! How dates and amounts are written in Spanish.

use crate::words::texts::Formats;

pub(super) const FORMATS: Formats = Formats {
    day_and_time: "%d/%m/%Y %H:%M",
    time: "%H:%M",
    thousands: '.',
    decimals: ',',
    peso_sign: Some("$"),
};
