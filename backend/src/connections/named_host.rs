//! Whether a request names its host as HTTP/1.1 wants it: in one header, once. What two readers would take for two different
//! hosts is no request.

use http::{HeaderMap, HeaderValue, Version, header};

/// Whether a request may be answered: it names one host, or is of HTTP/1.0 and names none (RFC 9112, 3.2).
pub(super) fn is_one(version: Version, headers: &HeaderMap) -> bool {
    let mut named = headers.get_all(header::HOST).iter();
    match (named.next(), named.next()) {
        (None, _) => version < Version::HTTP_11,
        (Some(host), None) => is_host(host),
        (Some(_), Some(_)) => false,
    }
}

/// Whether a text has no character that a host and a port cannot have.
fn is_host(value: &HeaderValue) -> bool {
    value
        .as_bytes()
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:[]%".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(version: Version, hosts: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_str(host).unwrap());
        }
        is_one(version, &headers)
    }

    #[test]
    fn a_request_names_one_host() {
        for host in ["pagos.example.co", "127.0.0.1:8080", "[::1]:8080", "a_b", ""] {
            assert!(answered(Version::HTTP_11, &[host]), "{host}");
        }
        for hosts in [&[][..], &["a", "b"], &["a", "a"], &["a b"], &["a/b"], &["u@a"], &["a#"]] {
            assert!(!answered(Version::HTTP_11, hosts), "{hosts:?}");
        }
        assert!(answered(Version::HTTP_10, &[]));
        assert!(!answered(Version::HTTP_10, &["a", "b"]));
    }
}
