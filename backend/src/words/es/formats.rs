//! How dates are written in Spanish: as browsers write them in the widget.

use crate::words::texts::Formats;

pub(super) const FORMATS: Formats = Formats {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    day_and_time: |day, month, year, time| format!("{day} de {month} de {year} a las {time}"),
    halves: Some(["a.\u{a0}m.", "p.\u{a0}m."]),
};
