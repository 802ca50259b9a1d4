//! The buyer's own address: the connection's, or what trusted proxies say of it.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use ipnet::IpNet;

/// The header read; only what trusted proxies wrote of it is believed.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Finds the client's IP address. `X-Forwarded-For` is read from right to left for as long as a trusted proxy wrote
/// it; the first address that is not a trusted proxy's is the client's. What is not an address ends the reading: the
/// last valid one counts. An address of this machine, which limits do not hold, is believed of a peer on it alone.
#[must_use]
pub fn client_ip(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|network| network.contains(ip));
    let peer = peer.to_canonical();
    let mut client = peer;
    let lines: Vec<_> = headers.get_all(FORWARDED_FOR).iter().collect();
    let hops = lines.iter().rev().flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
    for hop in hops {
        if !is_trusted(&client) {
            break;
        }
        match address(hop) {
            Some(ip) if !ip.is_loopback() || peer.is_loopback() => client = ip,
            Some(_) | None => break,
        }
    }
    client
}

/// An address as proxies write it: bare, in brackets, or with a port.
fn address(hop: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(hop).ok()?.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let ip = match bare {
        Some(inside) => IpAddr::V6(inside.parse().ok()?),
        None => {
            text.parse().or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip())).ok()?
        }
    };
    Some(ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use proptest::prelude::*;

    fn client(peer: &str, lines: &[&str]) -> String {
        let trusted = ["10.0.0.0/8", "fd00::/8", "203.0.113.7/32"].map(|net| net.parse().unwrap());
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        client_ip(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_is_not_believed() {
        assert_eq!(client("198.51.100.9", &["1.2.3.4"]), "198.51.100.9");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn trusted_hops_are_passed_over_from_right_to_left() {
        for (lines, expected) in [
            (vec!["190.1.2.3"], "190.1.2.3"),
            (vec!["190.1.2.3, 10.0.0.2"], "190.1.2.3"),
            (vec!["6.6.6.6, 190.1.2.3, 203.0.113.7,10.0.0.2"], "190.1.2.3"),
            (vec!["6.6.6.6", "190.1.2.3", "10.0.0.2"], "190.1.2.3"),
            (vec!["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            (vec!["2001:db8::1, fd00::2"], "2001:db8::1"),
        ] {
            assert_eq!(client("10.0.0.1", &lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn what_is_no_address_ends_the_reading_at_the_last_good_one() {
        for (line, expected) in [
            ("190.1.2.3, unknown", "10.0.0.1"),
            ("190.1.2.3, unknown, 10.0.0.2", "10.0.0.2"),
            ("190.1.2.3,, 10.0.0.2", "10.0.0.2"),
            ("", "10.0.0.1"),
            ("190.1.2.3, 10.0.0.2\u{00e9}", "10.0.0.1"),
            ("fe80::1%eth0", "10.0.0.1"),
            ("[190.1.2.3]", "10.0.0.1"),
            ("190.1.2.3 10.0.0.2", "10.0.0.1"),
        ] {
            assert_eq!(client("10.0.0.1", &[line]), expected, "{line}");
        }
    }

    #[test]
    fn ports_and_brackets_of_proxies_are_read() {
        for (line, expected) in [
            ("190.1.2.3:51000", "190.1.2.3"),
            ("[2001:db8::1]:51000", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
        ] {
            assert_eq!(client("10.0.0.1", &[line]), expected, "{line}");
        }
    }

    #[test]
    fn mapped_addresses_are_ipv4_whoever_writes_them() {
        assert_eq!(client("::ffff:198.51.100.9", &[]), "198.51.100.9");
        assert_eq!(client("::ffff:10.0.0.1", &["::ffff:190.1.2.3"]), "190.1.2.3");
    }

    #[test]
    fn nobody_becomes_this_machine_by_a_header() {
        for line in ["127.0.0.1", "::1", "127.0.0.1, 10.0.0.2", "[::1]:99", "::ffff:127.0.0.1"] {
            assert_eq!(client("198.51.100.9", &[line]), "198.51.100.9", "{line}");
            assert!(client("10.0.0.1", &[line]).starts_with("10.0.0."), "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_a_buyer_writes_first_never_counts(forged in "[ -~]{0,60}") {
            let line = format!("{forged}, 190.1.2.3, 10.0.0.2");
            prop_assert_eq!(client("10.0.0.1", &[&line]), "190.1.2.3");
        }
    }
}
