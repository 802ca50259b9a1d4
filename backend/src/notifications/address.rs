//! Where messages never go: addresses that are not of the public internet, decided when the name
//! is resolved for the very connection, so that a name cannot change its mind in between.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use futures_util::future::BoxFuture;
use pse_core::net::public::is_public;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Which addresses messages are sent to: public ones; with a sandbox also those of this machine.
#[derive(Debug, Clone, Copy)]
pub struct PublicOnly {
    /// Whether this machine's own (loopback) addresses are allowed.
    pub loopback: bool,
}

/// The error of a host name that resolves to no public address.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to no public address")]
pub struct NotPublic;

impl PublicOnly {
    /// Whether a message may be sent to this IP address.
    #[must_use]
    pub fn allows(self, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        if ip.is_loopback() {
            return self.loopback;
        }
        is_public(ip)
    }
}

/// Finds the addresses of a host name.
pub(super) type Lookup =
    Arc<dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync>;

/// Finds the addresses of a host name as this system does.
pub(super) fn system_lookup() -> Lookup {
    Arc::new(|name| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}

/// A DNS resolver that gives allowed addresses only. It is asked for each new connection.
pub(super) struct GuardedResolver {
    pub(super) rule: PublicOnly,
    pub(super) lookup: Lookup,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (rule, found) = (self.rule, (self.lookup)(name.as_str().to_owned()));
        Box::pin(async move {
            let found = found.await?.into_iter();
            // The port is the URL's.
            let allowed: Vec<SocketAddr> = found
                .filter(|address| rule.allows(*address))
                .map(|address| SocketAddr::new(address, 0))
                .collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_told_anything() {
        let rule = PublicOnly { loopback: false };
        for (text, public) in [
            ("200.1.124.236", true),
            ("2800:e0::1", true),
            ("127.0.0.1", false),
            ("::1", false),
            ("10.1.2.3", false),
            ("172.16.0.1", false),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("0.0.0.0", false),
            ("255.255.255.255", false),
            ("198.18.0.1", false),
            ("224.0.0.1", false),
            ("fc00::1", false),
            ("fe80::1", false),
            ("::ffff:10.0.0.1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:169.254.169.254", false),
            ("::10.0.0.1", false),
            ("::", false),
            ("64:ff9b:1::a00:1", false),
            ("ff02::1", false),
            ("64:ff9b::a00:1", false),
            ("2002:a00:1::", false),
            ("2001:db8::1", false),
            ("2001::1", false),
        ] {
            assert_eq!(rule.allows(text.parse().unwrap()), public, "{text}");
        }
        assert!(PublicOnly { loopback: true }.allows("127.0.0.1".parse().unwrap()));
    }
}
