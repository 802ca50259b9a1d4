//! Whose connections are counted together: an IPv4 address, or an IPv6 network of 64 bits, which one line gets.

use std::net::{IpAddr, Ipv6Addr};

/// The addresses that are counted as one client's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AddressGroup(IpAddr);

impl AddressGroup {
    /// Finds the group that an address belongs to.
    #[must_use]
    pub const fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self(IpAddr::V4(address)),
            IpAddr::V6(address) => {
                let network = address.to_bits() >> 64 << 64;
                Self(IpAddr::V6(Ipv6Addr::from_bits(network)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_one_client() {
        let group = |address: &str| AddressGroup::of(address.parse().unwrap());
        assert_eq!(group("2001:db8:1:2::9"), group("2001:db8:1:2:ffff::1"));
        assert_ne!(group("2001:db8:1:2::9"), group("2001:db8:1:3::9"));
        assert_eq!(group("::ffff:190.1.2.3"), group("190.1.2.3"));
        assert_ne!(group("127.0.0.1"), group("127.0.0.2"));
    }
}
