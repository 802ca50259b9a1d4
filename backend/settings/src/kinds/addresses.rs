//! Addresses: to listen at, and of the web.

use std::net::SocketAddr;

use url::Url;

use crate::kind::Kind;

/// An IP address and a port: `127.0.0.1:8080`, `[::1]:8080`; not `localhost`, which may
/// be two addresses.
#[must_use]
pub fn socket() -> Kind<SocketAddr> {
    Kind::text(|text| {
        text.parse().map_err(|_| {
            "is not an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080".to_owned()
        })
    })
}

/// An address of the web: `https` or `http`, a host, no user or password, no fragment.
#[must_use]
pub fn web_address() -> Kind<Url> {
    Kind::text(parse)
}

/// Such an address of scheme, host and port alone.
#[must_use]
pub fn web_root() -> Kind<Url> {
    Kind::text(|text| {
        let url = parse(text)?;
        if url.path() != "/" || url.query().is_some() {
            return Err("has a path; the service is served at its host's root".to_owned());
        }
        Ok(url)
    })
}

fn parse(text: &str) -> Result<Url, String> {
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
