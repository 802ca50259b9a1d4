//! Where a buyer may be sent back to: a host, or every host below a domain.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

use super::public::is_public_host;

/// A pattern of hosts that buyers may be sent back to: `tienda.example.co`, `127.0.0.1`, `[::1]`; `.example.co` or
/// `*.example.co` (hosts below the domain, not itself). With `:port` only that port matches, without it any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostPattern {
    host: Host<String>,
    below: bool,
    port: Option<u16>,
}

impl HostPattern {
    /// Makes the pattern of exactly this URL's host, any port; `None` when the URL has no host.
    #[must_use]
    pub fn host_of(url: &Url) -> Option<Self> {
        Some(Self { host: url.host()?.to_owned(), below: false, port: None })
    }

    /// Whether a URL's host matches the pattern. Domains are compared label by label: `evil-example.co` is not below
    /// `example.co`.
    #[must_use]
    pub fn matches(&self, url: &Url) -> bool {
        let Some(host) = url.host() else { return false };
        let same_host = if self.below {
            match (&self.host, host) {
                (Host::Domain(domain), Host::Domain(host)) => host
                    .strip_suffix(domain.as_str())
                    .and_then(|rest| rest.strip_suffix('.'))
                    .is_some_and(|labels| !labels.is_empty()),
                (Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_), _) => false,
            }
        } else {
            self.host == host.to_owned()
        };
        same_host && self.port.is_none_or(|port| url.port_or_known_default() == Some(port))
    }

    /// Whether what matches the pattern can be of the public internet.
    #[must_use]
    pub fn is_public(&self) -> bool {
        is_public_host(&self.host)
    }

    /// Whether the pattern means this machine itself.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }
}

/// Whether a host is this machine itself: `localhost`, 127.0.0.0/8 or `[::1]`.
#[must_use]
pub fn is_loopback<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

impl fmt::Display for HostPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dot = if self.below { "." } else { "" };
        write!(f, "{dot}{}", self.host)?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

impl FromStr for HostPattern {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = |why: &str| {
            Err(format!("{why}; write a host (tienda.example.co), or .example.co for those below"))
        };
        if text.contains("//") {
            return refuse("is an address, not a host");
        }
        if text.contains(['/', '\\', '?', '#', '@', '%'])
            || text.contains(|c: char| c.is_whitespace() || c.is_control())
        {
            return refuse("has characters no host has");
        }
        let stripped = text.strip_prefix("*.").or_else(|| text.strip_prefix('.'));
        let (name, port) = match split_port(stripped.unwrap_or(text)) {
            Ok(parts) => parts,
            Err(()) => return refuse("has no valid port"),
        };
        if name.contains('*') {
            return refuse("has a \"*\" that is not its first label");
        }
        let Ok(host) = Host::parse(name) else { return refuse("is not a valid host") };
        let below = stripped.is_some();
        match &host {
            Host::Domain(domain) if domain.split('.').any(str::is_empty) => {
                refuse("has an empty label")
            }
            Host::Domain(domain) if below && !domain.contains('.') => {
                refuse("would allow a whole top-level domain")
            }
            Host::Ipv4(_) | Host::Ipv6(_) if below => refuse("has nothing below an IP address"),
            Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_) => Ok(Self { host, below, port }),
        }
    }
}

fn split_port(text: &str) -> Result<(&str, Option<u16>), ()> {
    let after_host = text.find(']').unwrap_or_default();
    let Some(colon) = text.get(after_host..).and_then(|rest| rest.rfind(':')) else {
        return Ok((text, None));
    };
    let (name, port) = text.split_at(after_host + colon);
    let port: u16 = port.trim_start_matches(':').parse().map_err(|_| ())?;
    if port == 0 { Err(()) } else { Ok((name, Some(port))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matches(pattern: &str, url: &str) -> bool {
        pattern.parse::<HostPattern>().unwrap().matches(&Url::parse(url).unwrap())
    }

    #[test]
    fn a_host_matches_itself_on_any_port() {
        assert!(matches("tienda.example.co", "https://tienda.example.co/carro?x=1"));
        assert!(matches("tienda.example.co", "https://TIENDA.example.co:8443/"));
        assert!(matches("127.0.0.1", "http://127.0.0.1:3000/"));
        assert!(matches("[::1]", "http://[::1]:3000/"));
        assert!(matches("cañón.example.co", "https://xn--can-8mak.example.co/"));
        for other in [
            "https://example.co/",
            "https://otra.tienda.example.co/",
            "https://tienda.example.co.evil.example/",
            "https://tienda.example.co./",
            "https://tienda.example.com/",
        ] {
            assert!(!matches("tienda.example.co", other), "{other}");
        }
    }

    #[test]
    fn a_port_narrows_a_host() {
        assert!(matches("tienda.example.co:8443", "https://tienda.example.co:8443/"));
        assert!(matches("tienda.example.co:443", "https://tienda.example.co/"));
        assert!(!matches("tienda.example.co:8443", "https://tienda.example.co/"));
        assert!(!matches("[::1]:80", "http://[::1]:81/"));
    }

    #[test]
    fn below_a_domain_is_decided_on_labels() {
        for pattern in [".example.co", "*.example.co"] {
            assert!(matches(pattern, "https://tienda.example.co/"));
            assert!(matches(pattern, "https://a.b.example.co/"));
            for other in [
                "https://example.co/",
                "https://evil-example.co/",
                "https://evilexample.co/",
                "https://tienda.example.co.evil.example/",
                "https://127.0.0.1/",
            ] {
                assert!(!matches(pattern, other), "{pattern} {other}");
            }
        }
    }

    #[test]
    fn patterns_that_say_too_much_or_nothing_are_refused() {
        for (text, reason) in [
            ("", "not a valid host"),
            ("*", "that is not its first label"),
            ("*.co", "whole top-level domain"),
            (".co", "whole top-level domain"),
            ("a.*.co", "not its first label"),
            ("..example.co", "empty label"),
            ("*.127.0.0.1", "below an IP address"),
            ("https://tienda.example.co", "is an address, not a host"),
            ("tienda.example.co/carro", "characters no host has"),
            ("ana@tienda.example.co", "characters no host has"),
            ("tienda example.co", "characters no host has"),
            ("tienda.example.co:0", "no valid port"),
            ("tienda.example.co:99999", "no valid port"),
            ("tienda.example.co:", "no valid port"),
            ("example.co.", "empty label"),
        ] {
            let error = text.parse::<HostPattern>().unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn this_machine_is_known_by_each_of_its_names() {
        for (text, loopback) in [
            ("localhost", true),
            ("LOCALHOST:3000", true),
            ("127.0.0.1", true),
            ("127.9.9.9", true),
            ("[::1]", true),
            ("0.0.0.0", false),
            ("localhost.example.co", false),
            ("128.0.0.1", false),
        ] {
            assert_eq!(text.parse::<HostPattern>().unwrap().is_loopback(), loopback, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_but_a_label_boundary_lets_a_host_in(prefix in "[a-z0-9-]{0,12}\\.?") {
            let Ok(url) = Url::parse(&format!("https://{prefix}example.co/")) else { return Ok(()) };
            let below = prefix.len() > 1 && prefix.ends_with('.');
            prop_assert_eq!(matches(".example.co", url.as_str()), below, "{}", url);
        }

        #[test]
        fn what_is_shown_reads_back(text in "(\\*?\\.)?[a-z]{1,8}\\.example\\.co(:[1-9][0-9]{0,3})?") {
            let pattern: HostPattern = text.parse().unwrap();
            prop_assert_eq!(pattern.to_string().parse::<HostPattern>(), Ok(pattern));
        }
    }
}
