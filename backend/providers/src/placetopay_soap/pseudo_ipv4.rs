//! How an IPv6 buyer fits `ipAddress`, whose 15 characters hold IPv4 only.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use sha2::{Digest as _, Sha256};

/// Returns the IPv4 address sent to the provider for a buyer: the buyer's own, or for an IPv6 one a stable stand-in of
/// class E; the real address then goes into `additionalData`.
#[must_use]
pub fn pseudo_ipv4(buyer: IpAddr) -> Ipv4Addr {
    match buyer.to_canonical() {
        IpAddr::V4(real) => real,
        IpAddr::V6(real) => stand_in(real),
    }
}

/// A stable stand-in of class E (240.0.0.0/4), which no machine has: the same buyer is
/// always the same one, as fraud rules need. Never the broadcast address.
fn stand_in(real: Ipv6Addr) -> Ipv4Addr {
    let mut attempt = 0_u8;
    loop {
        let digest = Sha256::new().chain_update(real.octets()).chain_update([attempt]).finalize();
        let number = digest.iter().take(4).fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
        let address = Ipv4Addr::from_bits(number | 0xf000_0000);
        if !address.is_broadcast() {
            return address;
        }
        attempt = attempt.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn ipv4_buyers_are_sent_as_they_are() {
        for text in ["190.1.2.3", "::ffff:190.1.2.3"] {
            assert_eq!(pseudo_ipv4(text.parse().unwrap()).to_string(), "190.1.2.3");
        }
    }

    /// The figure is SHA-256 of the 16 octets and a zero, computed apart.
    #[test]
    fn an_ipv6_buyer_is_always_the_same_stand_in() {
        assert_eq!(pseudo_ipv4("2001:db8::1".parse().unwrap()).to_string(), "252.78.68.47");
    }

    #[test]
    fn neighbours_are_told_apart() {
        let stand_ins: HashSet<_> = (0..1_000_u16)
            .map(|last| stand_in(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, last)))
            .collect();
        assert!(stand_ins.len() > 995, "{}", stand_ins.len());
    }

    proptest! {
        #[test]
        fn every_stand_in_is_of_class_e_and_fits_the_field(bits in any::<u128>()) {
            let address = stand_in(Ipv6Addr::from_bits(bits));
            prop_assert!(address.octets()[0] >= 240);
            prop_assert!(!address.is_broadcast());
            prop_assert!(address.to_string().len() <= 15);
        }
    }
}
