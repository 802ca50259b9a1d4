//! An origin that may embed the widget, compared exactly.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// A web origin (`https://tienda.example.co`), as a browser writes it in the `Origin` header.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin(String);

impl Origin {
    /// Returns the origin of a URL; `None` when it has none (`data:`, `file:`).
    #[must_use]
    pub fn of(url: &Url) -> Option<Self> {
        let origin = url.origin();
        origin.is_tuple().then(|| Self(origin.ascii_serialization()))
    }

    /// The origin as browsers write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an `Origin` header has exactly this value.
    #[must_use]
    pub fn matches(&self, header: &[u8]) -> bool {
        self.0.as_bytes() == header
    }

    /// Whether the origin is `http`: its pages arrive unencrypted.
    #[must_use]
    pub fn is_http(&self) -> bool {
        self.0.starts_with("http://")
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = |why: &str| {
            Err(format!("{why}; an origin is written https://host or https://host:port"))
        };
        if text.contains('*') {
            return refuse("is not exact: each origin is named, without \"*\"");
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return refuse("has no scheme");
        };
        if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return refuse("is neither https nor http");
        }
        if rest.contains('@') {
            return refuse("names a user");
        }
        if rest.contains(['/', '\\', '?', '#']) {
            return refuse("has something after the host");
        }
        if rest.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return refuse("has a space in it");
        }
        let origin = Url::parse(text).ok().as_ref().and_then(Self::of);
        origin.map_or_else(|| refuse("has no valid host"), Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_kept_as_browsers_write_it() {
        for (text, kept) in [
            ("https://tienda.example.co", "https://tienda.example.co"),
            ("https://Tienda.Example.co:443", "https://tienda.example.co"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:80", "http://[::1]"),
            ("https://cañón.example.co", "https://xn--can-8mak.example.co"),
        ] {
            let origin: Origin = text.parse().unwrap();
            assert_eq!(origin.as_str(), kept, "{text}");
        }
    }

    #[test]
    fn anything_but_scheme_host_and_port_is_refused() {
        for (text, reason) in [
            ("*", "without \"*\""),
            ("https://*.example.co", "without \"*\""),
            ("tienda.example.co", "has no scheme"),
            ("ftp://tienda.example.co", "neither https nor http"),
            ("null", "has no scheme"),
            ("https://tienda.example.co/", "something after the host"),
            ("https://tienda.example.co/carro", "something after the host"),
            ("https://tienda.example.co?a", "something after the host"),
            ("https://tienda.example.co#a", "something after the host"),
            ("https://ana:clave@tienda.example.co", "names a user"),
            ("https://tienda .example.co", "has a space in it"),
            ("https://", "no valid host"),
            ("https://tienda.example.co:puerto", "no valid host"),
        ] {
            let error = text.parse::<Origin>().unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn a_header_matches_to_the_letter() {
        let origin: Origin = "https://tienda.example.co".parse().unwrap();
        assert!(origin.matches(b"https://tienda.example.co"));
        for other in ["https://tienda.example.co:443", "https://Tienda.example.co", "null", ""] {
            assert!(!origin.matches(other.as_bytes()), "{other}");
        }
    }
}
