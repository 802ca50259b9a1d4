//! Addresses and numbers, as several sections write them.

use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;

use ipnet::IpNet;
use url::Url;

/// `127.0.0.1:8080`, `[::1]:8080`, `localhost` not: it may be two addresses.
pub(super) fn socket(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "is not an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080".to_owned()
    })
}

/// An address of the web: `https` or `http`, a host, nobody's name in it, no fragment.
pub(super) fn web(text: &str) -> Result<Url, String> {
    let refuse = |why: &str| Err(why.to_owned());
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return refuse("has a space or a character no address has");
    }
    let Ok(url) = Url::parse(text) else {
        return refuse("is not an address such as https://host/path");
    };
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return refuse("is not an address that begins with https:// or http://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("names a user or a password, which addresses here can't");
    }
    if url.fragment().is_some() {
        return refuse("has a \"#\" part");
    }
    Ok(url)
}

/// Scheme, host and port alone.
pub(super) fn web_root(text: &str) -> Result<Url, String> {
    let url = web(text)?;
    if url.path() != "/" || url.query().is_some() {
        return Err("has a path; the service is served at its host's root".to_owned());
    }
    Ok(url)
}

/// A proxy or a network of them.
pub(super) fn network(text: &str) -> Result<IpNet, String> {
    let network = text
        .parse()
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .map_err(|_| "is not an IP address or a network such as 10.0.0.0/8".to_owned())?;
    if network.prefix_len() == 0 {
        return Err("would believe everybody; name the proxies' own network".to_owned());
    }
    Ok(network.trunc())
}

/// A whole number in a range.
pub(super) fn count(range: RangeInclusive<usize>) -> impl Fn(&str) -> Result<usize, String> {
    move |text| {
        text.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
            format!("is not a whole number from {} to {}", range.start(), range.end())
        })
    }
}

/// `true` or `false`.
pub(super) fn truth(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("is neither true nor false".to_owned()),
    }
}

/// The address browsers on this machine use for one that listens there.
pub(super) fn local_address(listen: SocketAddr) -> String {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
        ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
    };
    format!("http://{}", SocketAddr::new(ip, listen.port()))
}
