//! Content encodings: what a client takes, by its `Accept-Encoding` (RFC 9110, 12.5.3).

use http::{HeaderMap, header};

/// How content is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli, the smallest.
    Brotli,
    /// Gzip, which everybody reads.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// The name in `Content-Encoding`; `None` for content as it is.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    /// The encoding that a client would rather have; of those it wants alike, the smallest.
    #[must_use]
    pub fn preferred(asked: &HeaderMap) -> Self {
        let (brotli, gzip) = (weight(asked, "br"), weight(asked, "gzip"));
        match (brotli, gzip) {
            (0, 0) => Self::Identity,
            (brotli, gzip) if brotli >= gzip => Self::Brotli,
            _ => Self::Gzip,
        }
    }
}

/// How much a client wants an encoding, in thousandths; 0 when it does not take it.
fn weight(asked: &HeaderMap, encoding: &str) -> u16 {
    let mut any = 0;
    for part in asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
    {
        let mut pieces = part.split(';').map(str::trim);
        let name = pieces.next().unwrap_or_default();
        let quality = pieces.find_map(quality).unwrap_or(1000);
        if name.eq_ignore_ascii_case(encoding) {
            return quality;
        }
        if name == "*" {
            any = quality;
        }
    }
    any
}

/// Reads `q=0.5` as thousandths; what is no quality counts as none at all.
fn quality(piece: &str) -> Option<u16> {
    let (name, value) = piece.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    let thousandths = format!("{fraction:0<3}");
    match (whole, thousandths.parse::<u16>()) {
        ("1", Ok(0)) => Some(1000),
        ("0", Ok(thousandths)) if fraction.len() <= 3 => Some(thousandths),
        _ => Some(0),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn preferred(accepted: &'static str) -> Encoding {
        let asked =
            HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))]);
        Encoding::preferred(&asked)
    }

    #[test]
    fn the_smallest_that_a_client_takes() {
        for accepted in
            ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, br;q=0.8", "*", "BR", "deflate, *;q=0.1"]
        {
            assert_eq!(preferred(accepted), Encoding::Brotli, "{accepted}");
        }
        for accepted in [
            "gzip",
            "gzip, deflate",
            "br;q=0, gzip",
            "br;q=0.2, gzip",
            "*, br;q=0",
            "br;q=0.000,gzip;q=0.001",
        ] {
            assert_eq!(preferred(accepted), Encoding::Gzip, "{accepted}");
        }
    }

    #[test]
    fn what_a_client_does_not_take_is_not_sent() {
        for accepted in [
            "",
            "identity",
            "deflate",
            "br;q=0",
            "br; q=0, gzip;q=0.0",
            "*;q=0",
            "br;q=x",
            "broken",
            "br;q=2",
        ] {
            assert_eq!(preferred(accepted), Encoding::Identity, "{accepted}");
        }
        assert_eq!(Encoding::preferred(&HeaderMap::new()), Encoding::Identity);
    }
}
