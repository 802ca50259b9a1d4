//! Whom an address stands for: a limit counts networks that one subscriber holds, not single addresses.

use std::net::{IpAddr, Ipv6Addr};

/// The prefix of the IPv6 network that one subscriber has at least.
const SUBSCRIBER: u32 = 64;
/// The prefix of the IPv6 network that one site or a generous provider's subscriber has.
const SITE: u32 = 48;

/// The network that an address is counted under: an IPv4 address itself, or the beginning of an IPv6 address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(u128);

impl Network {
    /// The network of whoever calls from an address: an IPv4 address, or an IPv6 /64, all of which is one subscriber's.
    #[must_use]
    pub fn of(ip: IpAddr) -> Self {
        match ip.to_canonical() {
            IpAddr::V4(ip) => Self(u128::from(ip.to_ipv6_mapped())),
            IpAddr::V6(ip) => Self(beginning(ip, SUBSCRIBER)),
        }
    }

    /// The wider network around an IPv6 address, a /48; `None` for IPv4, whose neighbours are other people.
    #[must_use]
    pub fn around(ip: IpAddr) -> Option<Self> {
        match ip.to_canonical() {
            IpAddr::V4(_) => None,
            IpAddr::V6(ip) => Some(Self(beginning(ip, SITE))),
        }
    }
}

fn beginning(ip: Ipv6Addr, prefix: u32) -> u128 {
    u128::from(ip) & !(u128::MAX >> prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn all_addresses_of_a_subscriber_are_one() {
        let one = Network::of(ip("2800:e0:1:2::1"));
        assert_eq!(one, Network::of(ip("2800:e0:1:2:ffff:ffff:ffff:ffff")));
        assert_ne!(one, Network::of(ip("2800:e0:1:3::1")));
        assert_ne!(Network::of(ip("190.1.2.3")), Network::of(ip("190.1.2.4")));
        assert_eq!(Network::of(ip("190.1.2.3")), Network::of(ip("::ffff:190.1.2.3")));
        assert_ne!(Network::of(ip("127.0.0.1")), Network::of(ip("127.0.0.2")));
    }

    #[test]
    fn around_a_subscriber_is_its_site_and_around_an_ipv4_address_nobody() {
        let one = Network::around(ip("2800:e0:1:2::1"));
        assert!(one.is_some());
        assert_eq!(one, Network::around(ip("2800:e0:1:ffff::9")));
        assert_ne!(one, Network::around(ip("2800:e0:2:2::1")));
        assert_eq!(Network::around(ip("190.1.2.3")), None);
        assert_eq!(Network::around(ip("::ffff:190.1.2.3")), None);
    }
}
