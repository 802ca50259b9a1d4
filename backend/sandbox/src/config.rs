//! What can be set about a sandbox, and what is assumed when nothing is.

use core::time::Duration;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use url::Url;

use crate::world::World;

/// A bank URL is at most 255 characters (specification, `bankURL`); this much of it is ours.
const LONGEST_PUBLIC_URL: usize = 80;

/// A sandbox's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where buyers and callers reach it: an origin such as `http://127.0.0.1:8081/`. Bank
    /// URLs and the WSDL's address start with it.
    pub public_url: Url,
    /// How far a seed may be from the sandbox's clock, either way.
    pub seed_window: Duration,
    /// How long after the buyer's confirmation bank 9004 approves.
    pub approve_after: Duration,
    /// How long every answer of the service takes at least.
    pub latency: Duration,
    /// The file with the test world; none for the one the sandbox comes with.
    pub world: Option<PathBuf>,
}

impl Config {
    /// The defaults for a sandbox reached at `address`: seeds within 5 minutes, 9004
    /// approves after 60 seconds, no latency,
    /// the world the sandbox comes with.
    #[must_use]
    pub fn for_address(address: SocketAddr) -> Self {
        Self {
            public_url: origin(reachable(address)),
            seed_window: Duration::from_secs(5 * 60),
            approve_after: Duration::from_secs(60),
            latency: Duration::ZERO,
            world: None,
        }
    }

    /// Checks whether a sandbox can run with these settings.
    ///
    /// # Errors
    /// `InvalidInput` when [`Self::public_url`] is not an http(s) origin of at most 80
    /// characters, `InvalidData` when the [`Self::world`] cannot be used.
    pub fn verify(&self) -> io::Result<()> {
        self.check().map(drop)
    }

    /// Checks the settings, and gives the test world they name.
    pub(crate) fn check(&self) -> io::Result<World> {
        self.check_public_url()?;
        let world = match &self.world {
            Some(file) => World::read(file),
            None => World::built_in(),
        };
        world.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    fn check_public_url(&self) -> io::Result<()> {
        let url = &self.public_url;
        let origin = matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if origin && url.as_str().len() <= LONGEST_PUBLIC_URL {
            return Ok(());
        }
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!(
                "public_url must be an http or https origin of at most {LONGEST_PUBLIC_URL} characters, without path: {url}"
            ),
        ))
    }
}

/// The address at which a listener is reached: loopback for one that listens on every address.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
    };
    SocketAddr::new(ip, address.port())
}

fn origin(address: SocketAddr) -> Url {
    let mut url = Url::parse("http://localhost/").unwrap_or_else(|_| unreachable!("a fixed URL"));
    // Neither fails on an http URL.
    let _ = url.set_ip_host(address.ip());
    let _ = url.set_port(Some(address.port()));
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_url_is_where_the_sandbox_is_reached() {
        for (address, url) in [
            ("127.0.0.1:8081", "http://127.0.0.1:8081/"),
            ("0.0.0.0:9000", "http://127.0.0.1:9000/"),
            ("[::1]:8081", "http://[::1]:8081/"),
            ("[::]:80", "http://[::1]/"),
        ] {
            assert_eq!(Config::for_address(address.parse().unwrap()).public_url.as_str(), url);
        }
    }

    #[test]
    fn a_public_url_that_pages_could_not_live_at_is_refused() {
        let with = |url: &str| Config {
            public_url: url.parse().unwrap(),
            ..Config::for_address("127.0.0.1:1".parse().unwrap())
        };
        assert!(with("https://sandbox.example.co/").verify().is_ok());
        for url in [
            "https://example.co/sandbox/",
            "ftp://example.co/",
            "https://user@example.co/",
            "https://example.co/?a=b",
            &format!("https://{}.example.co/", "a".repeat(80)),
        ] {
            assert!(with(url).verify().is_err(), "{url}");
        }
    }
}
