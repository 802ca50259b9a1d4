//! How dates are written in English: as browsers write them in the widget.

use crate::words::texts::Formats;

pub(super) const FORMATS: Formats = Formats {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    day_and_time: |day, month, year, time| format!("{month} {day}, {year} at {time}"),
    halves: Some(["AM", "PM"]),
};
