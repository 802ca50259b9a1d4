//! Whose `X-Forwarded-For` is believed: proxies' own networks, which together are never everybody.

use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net};

/// The prefix of IPv4 addresses written as IPv6 (`::ffff:0:0/96`).
const MAPPED: u8 = 96;
/// The shortest prefixes of a network that can be somebody's own: nobody has a larger one.
const SHORTEST_V4: u8 = 7;
const SHORTEST_V6: u8 = 7;

/// Why a network is not believed.
pub(super) const EVERYBODY: &str = "would believe everybody; name the proxies' own network";

/// Reads a proxy's address or a network of proxies.
///
/// # Errors
/// When it is neither, or so large a network that it is no proxies' own.
pub(super) fn read(text: &str) -> Result<IpNet, String> {
    let network = text
        .parse()
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .map_err(|_| "is not an IP address or a network such as 10.0.0.0/8".to_owned())?;
    let network = unmapped(network.trunc());
    if is_everybody(&network) { Err(EVERYBODY.to_owned()) } else { Ok(network) }
}

/// Whether networks that are each small enough are everybody together: parts of one that is too large.
pub(super) fn are_everybody(networks: &[IpNet]) -> bool {
    IpNet::aggregate(&networks.to_vec()).iter().any(is_everybody)
}

fn is_everybody(network: &IpNet) -> bool {
    match network {
        IpNet::V4(network) => network.prefix_len() < SHORTEST_V4,
        // With a shorter prefix than theirs, IPv4's addresses are among them.
        IpNet::V6(network) => {
            let mapped = Ipv4Addr::UNSPECIFIED.to_ipv6_mapped();
            network.prefix_len() < SHORTEST_V6
                || (network.prefix_len() < MAPPED && network.contains(&mapped))
        }
    }
}

/// IPv4 networks written as IPv6 are what they mean: peers are compared so.
fn unmapped(network: IpNet) -> IpNet {
    let IpNet::V6(written) = network else { return network };
    let prefix = written.prefix_len().checked_sub(MAPPED);
    let meant = written
        .network()
        .to_ipv4_mapped()
        .zip(prefix)
        .and_then(|(address, prefix)| Ipv4Net::new(address, prefix).ok());
    meant.map_or(network, IpNet::V4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_not_believed_however_it_is_written() {
        for text in [
            "0.0.0.0/0",
            "::/0",
            "0.0.0.0/1",
            "128.0.0.0/1",
            "192.0.0.0/3",
            "::ffff:0:0/96",
            "::ffff:0.0.0.0/97",
            "::ffff:0:0/90",
            "::/1",
            "2000::/3",
            "::/64",
        ] {
            assert_eq!(read(text), Err(EVERYBODY.to_owned()), "{text}");
        }
    }

    #[test]
    fn proxies_own_networks_are() {
        for (text, meant) in [
            ("10.1.2.3/8", "10.0.0.0/8"),
            ("::1", "::1/128"),
            ("fc00::/7", "fc00::/7"),
            ("2400:cb00::/32", "2400:cb00::/32"),
            ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
            ("::ffff:10.1.2.3", "10.1.2.3/32"),
        ] {
            assert_eq!(read(text).unwrap().to_string(), meant, "{text}");
        }
    }

    #[test]
    fn parts_of_everybody_are_everybody_together() {
        let all: Vec<_> = (0..=255).map(|n| read(&format!("{n}.0.0.0/8")).unwrap()).collect();
        assert!(are_everybody(&all));
        let private: Vec<_> = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]
            .map(|text| read(text).unwrap())
            .into();
        assert!(!are_everybody(&private));
    }
}
