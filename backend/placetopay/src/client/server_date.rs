//! The server's clock by the headers of its answer.

use http::{HeaderMap, header};
use jiff::{SignedDuration, Timestamp, civil::DateTime, fmt::rfc2822, tz::TimeZone};

/// How far apart several `Date` headers may be and still tell the same time.
const SAME: SignedDuration = SignedDuration::from_secs(2);

/// The forms of RFC 9110, section 5.6.7, that are no longer written: RFC 850's and C's `asctime`.
const OBSOLETE: [&str; 2] = ["%A, %d-%b-%y %H:%M:%S", "%a %b %e %H:%M:%S %Y"];

/// The server's clock, to the second: its `Date`, and the `Age` of what a cache had kept since.
/// `None` where it does not say, or says several times.
pub(super) fn server_date(headers: &HeaderMap) -> Option<Timestamp> {
    let mut dates = headers.get_all(header::DATE).iter().map(|date| read(date.to_str().ok()?));
    let date = dates.next()??;
    let is_same = |other: Timestamp| other.duration_since(date).abs() <= SAME;
    if !dates.all(|other| other.is_some_and(is_same)) {
        return None;
    }
    let Some(age) = headers.get(header::AGE) else { return Some(date) };
    let age: u32 = age.to_str().ok()?.trim().parse().ok()?;
    date.checked_add(SignedDuration::from_secs(age.into())).ok()
}

/// One date. Without a zone it is UTC, as HTTP has it.
fn read(date: &str) -> Option<Timestamp> {
    let date = date.trim();
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    if let Ok(date) = parser.parse_timestamp(date) {
        return Some(date);
    }
    if let Ok(date) = parser.parse_timestamp(format!("{date} GMT")) {
        return Some(date);
    }
    let date = date.strip_suffix("GMT").unwrap_or(date).trim_end();
    let date = OBSOLETE.iter().find_map(|form| DateTime::strptime(form, date).ok())?;
    TimeZone::UTC.to_timestamp(date).ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn told(headers: &[(&'static str, &'static str)]) -> Option<String> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        server_date(&map).map(|date| date.to_string())
    }

    #[test]
    fn every_form_of_a_date_in_http_is_read() {
        for date in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 6 Nov 1994 03:49:37 -0500",
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "  Sun, 06 Nov 1994 08:49:37 GMT ",
        ] {
            let told = told(&[("date", date)]);
            assert_eq!(told.as_deref(), Some("1994-11-06T08:49:37Z"), "{date}");
        }
    }

    #[test]
    fn what_is_no_date_tells_nothing() {
        for date in ["", "ayer", "0", "1994-11-06T08:49:37Z", "Sun, 31 Nov 1994 08:49:37 GMT"] {
            assert_eq!(told(&[("date", date)]), None, "{date}");
        }
        assert_eq!(told(&[]), None);
    }

    #[test]
    fn several_dates_tell_something_only_when_they_agree() {
        let (one, next) = ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:38 GMT");
        let other = "Sun, 06 Nov 1994 10:49:37 GMT";
        assert_eq!(told(&[("date", one), ("date", next)]).as_deref(), Some("1994-11-06T08:49:37Z"));
        for second in [other, "ayer"] {
            assert_eq!(told(&[("date", one), ("date", second)]), None, "{second}");
            assert_eq!(told(&[("date", second), ("date", one)]), None, "{second}");
        }
    }

    #[test]
    fn the_age_of_what_a_cache_kept_is_added() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (age, expected) in [
            ("0", Some("1994-11-06T08:49:37Z")),
            (" 3600", Some("1994-11-06T09:49:37Z")),
            ("-1", None),
            ("un rato", None),
            ("99999999999", None),
        ] {
            assert_eq!(told(&[("date", date), ("age", age)]).as_deref(), expected, "{age}");
        }
    }
}
