//! How browsers on this machine reach what listens on it.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// Returns the URL by which browsers on this machine reach a server that listens on `listen`.
pub(super) fn local_address(listen: SocketAddr) -> String {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
    };
    format!("http://{}", SocketAddr::new(ip, listen.port()))
}
