//! Where the widget may send the whole tab.

use pse_shared::text::cut;

/// Whether a bank's address may be gone to: `https`, or `http` on loopback (the
/// sandbox); nothing that runs script, and nobody's name and password before the host.
#[must_use]
pub fn allowed(url: &str) -> bool {
    let (rest, https) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, false),
        (None, None) => return false,
    };
    let ends = |byte: &u8| matches!(byte, b'/' | b'?' | b'#' | b'\\');
    let length = rest.bytes().take_while(|byte| !ends(byte)).count();
    let authority = rest.get(..length).unwrap_or_default();
    !authority.is_empty() && cut(authority, b'@').is_none() && (https || is_loopback(authority))
}

/// A loopback host, with or without a port.
fn is_loopback(authority: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|host| {
        authority.strip_prefix(host).is_some_and(|port| {
            port.is_empty()
                || port.strip_prefix(':').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_loopback_are_the_only_ways_out() {
        for (url, good) in [
            ("https://registro.pse.com.co/PSEUserRegister/StartTransaction.aspx?enc=a%2Bb", true),
            ("HTTPS://registro.pse.com.co", false),
            ("http://127.0.0.1:8081/portal?x=1", true),
            ("http://localhost/portal", true),
            ("http://[::1]:8081/portal", true),
            ("http://registro.pse.com.co/", false),
            ("http://127.0.0.2/", false),
            ("http://127.0.0.1.example.com/", false),
            ("http://localhost.example.com/", false),
            ("http://127.0.0.1@example.com/", false),
            ("https://bank.example@evil.example/", false),
            ("http://127.0.0.1\\@example.com/", true),
            ("javascript:alert(1)", false),
            ("javascript://%0aalert(1)", false),
            ("data:text/html,x", false),
            ("//example.com", false),
            ("https://", false),
            ("", false),
        ] {
            assert_eq!(allowed(url), good, "{url}");
        }
    }
}
