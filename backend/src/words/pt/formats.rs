//! How dates are written in Portuguese: as browsers write them in the widget.

use crate::words::texts::Formats;

pub(super) const FORMATS: Formats = Formats {
    months: [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    day_and_time: |day, month, year, time| format!("{day} de {month} de {year} às {time}"),
    halves: None,
};
