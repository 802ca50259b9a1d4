//! Whom a request is meant for, by the host it names. A page of anybody's can have a name of its own lead to this machine
//! (DNS rebinding) and then call what listens here as if it were its own; but the host it names stays its own.

use http::uri::Authority;
use http::{HeaderMap, Uri, header};
use url::Host;

/// Whether every host that a request names, in its `Host` header and in its target, is this machine itself or one of
/// `others`. A request that names none, two in one header, or one that cannot be read, is for nobody.
#[must_use]
pub fn is_known(headers: &HeaderMap, target: &Uri, others: &[Host<String>]) -> bool {
    let mut named = headers.get_all(header::HOST).iter();
    let (first, second) = (named.next(), named.next());
    if second.is_some() {
        return false;
    }
    if target.authority().is_none()
        && first.is_some_and(|host| is_plainly_this_machine(host.as_bytes()))
    {
        return true;
    }
    let in_header = first.map(|value| value.to_str().ok().and_then(host_of));
    let in_target = target.authority().map(|authority| host_of(authority.as_str()));
    let is_one = |host: &Option<Host<String>>| {
        host.as_ref().is_some_and(|host| is_this_machine(host) || others.contains(host))
    };
    let mut hosts = in_header.iter().chain(&in_target).peekable();
    hosts.peek().is_some() && hosts.all(is_one)
}

/// Whether a host is this machine as nearly every request writes it: no need to take it apart.
fn is_plainly_this_machine(host: &[u8]) -> bool {
    let port =
        ["127.0.0.1", "localhost"].iter().find_map(|name| host.strip_prefix(name.as_bytes()));
    match port {
        Some([]) => true,
        Some([b':', port @ ..]) => port.iter().all(u8::is_ascii_digit),
        Some(_) | None => false,
    }
}

/// The host of `host` or `host:port`, in the one form in which it is compared.
fn host_of(authority: &str) -> Option<Host<String>> {
    // A user's name and what is written in hexadecimal has no place in the name of a host.
    if authority.contains(['@', '%']) {
        return None;
    }
    let parsed: Authority = authority.parse().ok()?;
    let port = authority.strip_prefix(parsed.host())?;
    let is_port = |port: &str| port.bytes().all(|it| it.is_ascii_digit());
    if !port.is_empty() && !port.strip_prefix(':').is_some_and(is_port) {
        return None;
    }
    Host::parse(parsed.host()).ok().map(plain)
}

/// The same host without the dot of the root at its end, and an IPv4 address inside an IPv6 one as itself.
#[must_use]
pub fn plain(host: Host<String>) -> Host<String> {
    match host {
        Host::Domain(name) => Host::Domain(name.strip_suffix('.').unwrap_or(&name).to_owned()),
        Host::Ipv6(ip) => ip.to_ipv4_mapped().map_or(Host::Ipv6(ip), Host::Ipv4),
        Host::Ipv4(ip) => Host::Ipv4(ip),
    }
}

/// Whether a [`plain`] host is a name or an address of this machine that nobody else can have.
fn is_this_machine(host: &Host<String>) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn is_for_this_machine(hosts: &[&str], target: &str) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_bytes(host.as_bytes()).unwrap());
        }
        is_known(&headers, &target.parse().unwrap(), &[])
    }

    #[test]
    fn this_machine_is_known_by_each_of_its_names() {
        for host in [
            "localhost",
            "localhost:8081",
            "LOCALHOST:8081",
            "Localhost.",
            "localhost.:8081",
            "127.0.0.1",
            "127.0.0.1:8081",
            "127.1.2.3:1",
            "127.1",
            "[::1]",
            "[::1]:8081",
            "[0:0:0:0:0:0:0:1]:8081",
            "[::ffff:127.0.0.1]:8081",
            "[::ffff:7f00:1]",
        ] {
            assert!(is_for_this_machine(&[host], "/control/calls"), "{host}");
        }
    }

    #[test]
    fn a_name_that_anybody_can_have_lead_here_is_not_this_machine() {
        for host in [
            "evil.example",
            "evil.example:8081",
            "127.0.0.1.evil.example",
            "127.0.0.1.evil.example:8081",
            "localhost.evil.example",
            "localhost.localdomain",
            "evil.localhost",
            "localhostevil",
            "127.0.0.1-evil.example",
            "[::1].evil.example",
            "127.0.0.1:8081.evil.example",
            "0.0.0.0:8081",
            "[::]:8081",
            "128.0.0.1",
            "192.168.1.5:8081",
            "10.0.0.1",
            "[::ffff:192.168.1.5]",
            "[2001:db8::1]:8081",
            "127.0.0.1@evil.example",
            "evil.example@127.0.0.1",
            "localhost%00.evil.example",
            "local%68ost",
            "localhost evil.example",
            "127.0.0.1, evil.example",
            "evil.example, 127.0.0.1",
            "http://127.0.0.1",
            "localhost/",
            "localhost..",
            "l\u{f6}calhost",
            "",
            ".",
            ":8081",
        ] {
            assert!(!is_for_this_machine(&[host], "/control/calls"), "{host}");
        }
    }

    #[test]
    fn header_and_target_must_both_be_for_this_machine() {
        let here = "http://127.0.0.1:8081/control/calls";
        let elsewhere = "http://evil.example/control/calls";
        assert!(is_for_this_machine(&["localhost:8081"], here));
        assert!(is_for_this_machine(&[], here));
        for (hosts, target) in [
            (&["127.0.0.1:8081"][..], elsewhere),
            (&["evil.example"], here),
            (&["127.0.0.1", "127.0.0.1"], "/control/calls"),
            (&["127.0.0.1", "evil.example"], "/control/calls"),
            (&["evil.example", "127.0.0.1"], "/control/calls"),
            (&[], elsewhere),
            (&[], "/control/calls"),
        ] {
            assert!(!is_for_this_machine(hosts, target), "{hosts:?} {target}");
        }
    }

    #[test]
    fn others_are_known_by_their_whole_name_alone() {
        let others = ["demo.example", "192.168.1.5"].map(|host| plain(Host::parse(host).unwrap()));
        for (host, known) in [
            ("demo.example", true),
            ("Demo.Example.:8080", true),
            ("192.168.1.5:8080", true),
            ("[::ffff:192.168.1.5]:8080", true),
            ("127.0.0.1:8080", true),
            ("sub.demo.example", false),
            ("evildemo.example", false),
            ("demo.example.evil.example", false),
            ("192.168.1.6", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            assert_eq!(is_known(&headers, &Uri::from_static("/"), &others), known, "{host}");
        }
    }
}
