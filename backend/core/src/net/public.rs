//! What is of the public internet, and what is of this machine or of a private network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Host;

/// Names below which nothing is of the public internet (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`), and those
/// that private networks commonly use.
const PRIVATE_NAMES: [&str; 11] = [
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
    "invalid",
];

/// Whether an address is of the public internet; one of this machine is not.
#[must_use]
pub fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// Whether a URL's host can be of the public internet, as far as it says itself: a public address, or a name with a dot
/// that is not kept for this machine or private networks.
#[must_use]
pub fn is_public_host<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Ipv4(ip) => is_public((*ip).into()),
        Host::Ipv6(ip) => is_public((*ip).into()),
        Host::Domain(name) => is_public_name(name.as_ref()),
    }
}

/// A final dot only says that the name is whole.
fn is_public_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_private = PRIVATE_NAMES.iter().any(|private| {
        name.strip_suffix(private).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    });
    name.contains('.') && !is_private
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_unspecified()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b)))
}

/// Global unicast without documentation, 6to4, NAT64 and Teredo, which can hide a private IPv4.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    (first & 0xe000) == 0x2000
        && first != 0x2002
        && !(first == 0x2001 && (second == 0x0db8 || second < 0x0200))
        && !(first == 0x3fff && second < 0x1000)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn is_public_address(url: &str) -> bool {
        is_public_host(&Url::parse(url).unwrap().host().unwrap())
    }

    #[test]
    fn addresses_of_the_public_internet() {
        for url in [
            "https://200.1.124.236/",
            "https://[2800:e0::1]/",
            "https://banco.example.co/",
            "https://banco.example.co./",
            "https://localhost.example.co/",
            "https://lan.com.co/",
            "https://mylocal.co/",
        ] {
            assert!(is_public_address(url), "{url}");
        }
    }

    #[test]
    fn this_machine_and_private_networks_however_they_are_written() {
        for url in [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://0177.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[64:ff9b::a00:1]/",
            "https://0.0.0.0/",
            "https://10.1.2.3/",
            "https://172.16.0.1/",
            "https://192.168.1.1/",
            "https://169.254.169.254/",
            "https://100.64.0.1/",
            "https://[fc00::1]/",
            "https://[fe80::1]/",
            "https://localhost/",
            "https://LOCALHOST./",
            "https://pse.localhost/",
            "https://impresora.local/",
            "https://banco.internal./",
            "https://router.home.arpa/",
            "https://intranet/",
            "https://banco/",
        ] {
            assert!(!is_public_address(url), "{url}");
        }
    }
}
