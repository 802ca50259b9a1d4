//! The merchant's page a buyer goes back to: on the site's own hosts, and nowhere else.

use pse_shared::{FieldCode, limits, paths};
use url::Url;

use super::host_pattern::{HostPattern, is_loopback};
use super::web_address::{self, WebAddressError};

/// Decides which merchants' pages buyers may be sent back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnUrlRule {
    sandboxed: bool,
}

/// Why buyers may not be sent back to a merchant's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReturnUrlError {
    /// The address has more than [`limits::RETURN_URL`] characters.
    #[error("the return address is longer than {} characters", limits::RETURN_URL)]
    TooLong,
    /// The address contains a space, control character or backslash.
    #[error("the return address has a character no address has")]
    ForbiddenCharacter,
    /// The text is not an absolute URL, or contains a user's name.
    #[error("the return address is not one of the web")]
    Malformed,
    /// The address is `http`, which is allowed only to this machine, and only with a sandbox.
    #[error("the return address is not https")]
    NotHttps,
    /// The address is not on one of the site's `return_hosts`.
    #[error("the return address is not on one of the site's hosts")]
    ForeignHost,
}

impl ReturnUrlError {
    /// The error code that the API answers for the field `return_url`.
    #[must_use]
    pub const fn field_code(self) -> FieldCode {
        match self {
            Self::TooLong => FieldCode::TooLong { max: limits::RETURN_URL },
            Self::ForbiddenCharacter => FieldCode::ForbiddenCharacter,
            Self::Malformed => FieldCode::Pattern,
            Self::NotHttps => FieldCode::NotHttps,
            Self::ForeignHost => FieldCode::ForeignHost,
        }
    }
}

impl ReturnUrlRule {
    /// Makes the rule; with `sandboxed`, `http` addresses of this machine are allowed.
    #[must_use]
    pub const fn new(sandboxed: bool) -> Self {
        Self { sandboxed }
    }

    /// Checks a merchant's return address against its site's `return_hosts`.
    ///
    /// # Errors
    /// The first rule that the address breaks.
    pub fn check(self, text: &str, hosts: &[HostPattern]) -> Result<Url, ReturnUrlError> {
        if text.chars().count() > limits::RETURN_URL {
            return Err(ReturnUrlError::TooLong);
        }
        let url = web_address::parse(text).map_err(|error| match error {
            WebAddressError::ForbiddenCharacter => ReturnUrlError::ForbiddenCharacter,
            WebAddressError::Malformed | WebAddressError::Userinfo => ReturnUrlError::Malformed,
        })?;
        let local = self.sandboxed && url.host().is_some_and(|host| is_loopback(&host));
        if url.scheme() != "https" && !local {
            return Err(ReturnUrlError::NotHttps);
        }
        if !hosts.iter().any(|host| host.matches(&url)) {
            return Err(ReturnUrlError::ForeignHost);
        }
        Ok(url)
    }
}

/// Adds `pse_checkout=<checkout>` to the query of a checked address. The rest of the query stays to the letter, but
/// for an older `pse_checkout`.
///
/// # Errors
/// When the text is not an address; a checked one is.
pub fn with_checkout(return_url: &str, checkout: &str) -> Result<String, ReturnUrlError> {
    let mut url = web_address::parse(return_url).map_err(|_| ReturnUrlError::Malformed)?;
    let is_kept = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default();
        !part.is_empty() && name != paths::RETURN_PARAMETER
    };
    let query = url.query().unwrap_or_default().to_owned();
    let kept: Vec<&str> = query.split('&').filter(is_kept).collect();
    url.set_query((!kept.is_empty()).then(|| kept.join("&")).as_deref());
    url.query_pairs_mut().append_pair(paths::RETURN_PARAMETER, checkout);
    Ok(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hosts() -> Vec<HostPattern> {
        ["tienda.example.co", ".viajes.example.co", "localhost"].map(|h| h.parse().unwrap()).into()
    }

    fn parse(text: &str) -> Result<Url, ReturnUrlError> {
        ReturnUrlRule::new(true).check(text, &hosts())
    }

    #[test]
    fn pages_of_the_site_are_good() {
        for text in [
            "https://tienda.example.co/gracias",
            "https://tienda.example.co:8443/gracias?pedido=1#fin",
            "HTTPS://TIENDA.example.co",
            "https://cali.viajes.example.co/",
            "http://localhost:3000/carro",
        ] {
            assert!(parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn every_other_place_is_refused() {
        use ReturnUrlError::{ForbiddenCharacter, ForeignHost, Malformed, NotHttps, TooLong};
        for (text, error) in [
            ("https://evil.example/", ForeignHost),
            ("https://tienda.example.co.evil.example/", ForeignHost),
            ("https://evil-tienda.example.co/", ForeignHost),
            ("https://viajes.example.co/", ForeignHost),
            ("https://evil.example#@tienda.example.co/", ForeignHost),
            ("https://evil.example?@tienda.example.co/", ForeignHost),
            ("https://tienda.example.co@evil.example/", Malformed),
            ("https://ana:clave@tienda.example.co/", Malformed),
            ("https://@tienda.example.co/", Malformed),
            ("https://evil.example\\@tienda.example.co/", ForbiddenCharacter),
            ("https:\\\\tienda.example.co/", ForbiddenCharacter),
            ("https://tienda.example.co/a b", ForbiddenCharacter),
            (" https://tienda.example.co/", ForbiddenCharacter),
            ("https://tienda.example.co/\r\nSet-Cookie: a=b", ForbiddenCharacter),
            ("https://tienda\t.example.co/", ForbiddenCharacter),
            ("java\nscript:alert(1)", ForbiddenCharacter),
            ("javascript:alert(1)", Malformed),
            ("javascript://tienda.example.co/%0aalert(1)", Malformed),
            ("data:text/html,hola", Malformed),
            ("//tienda.example.co/", Malformed),
            ("/gracias", Malformed),
            ("https:tienda.example.co/", Malformed),
            ("https:///tienda.example.co/", Malformed),
            ("https://", Malformed),
            ("", Malformed),
            ("http://tienda.example.co/", NotHttps),
        ] {
            assert_eq!(parse(text), Err(error), "{text:?}");
        }
        let long = format!("https://tienda.example.co/{}", "x".repeat(230));
        assert_eq!(parse(&long), Err(TooLong));
        assert_eq!(TooLong.field_code(), FieldCode::TooLong { max: 255 });
        assert!(parse(long.get(..255).unwrap()).is_ok());
    }

    #[test]
    fn plain_http_is_for_this_machine_and_a_sandbox_only() {
        let refused = ReturnUrlRule::new(false).check("http://localhost:3000/", &hosts());
        assert_eq!(refused, Err(ReturnUrlError::NotHttps));
    }

    #[test]
    fn the_checkout_joins_the_query_and_the_rest_stays() {
        for (text, expected) in [
            ("https://tienda.example.co", "https://tienda.example.co/?pse_checkout=chk_1"),
            (
                "https://tienda.example.co/a?b=%C3%B1+o&c",
                "https://tienda.example.co/a?b=%C3%B1+o&c&pse_checkout=chk_1",
            ),
            (
                "https://tienda.example.co/a?pse_checkout=chk_0&b=1#fin",
                "https://tienda.example.co/a?b=1&pse_checkout=chk_1#fin",
            ),
            ("https://tienda.example.co/?", "https://tienda.example.co/?pse_checkout=chk_1"),
            (
                "https://tienda.example.co/#/pagos?x=1",
                "https://tienda.example.co/?pse_checkout=chk_1#/pagos?x=1",
            ),
        ] {
            assert!(parse(text).is_ok(), "{text}");
            assert_eq!(with_checkout(text, "chk_1").as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_is_no_address_gets_nothing_added() {
        assert_eq!(with_checkout("javascript:alert(1)", "chk_1"), Err(ReturnUrlError::Malformed));
    }

    proptest! {
        #[test]
        fn nothing_accepted_leads_elsewhere(text in "https?:[/\\\\]{0,3}[a-z@#?:.\\\\/ ]{0,20}tienda\\.example\\.co[ -~]{0,20}") {
            if parse(&text).is_ok() {
                let there = Url::parse(&with_checkout(&text, "chk_1").unwrap()).unwrap();
                prop_assert_eq!(there.host_str(), Some("tienda.example.co"), "{}", text);
                prop_assert_eq!(there.scheme(), "https");
                let found: Vec<_> = there.query_pairs().filter(|(name, _)| name == "pse_checkout").collect();
                prop_assert_eq!(found.len(), 1, "{}", there);
            }
        }
    }
}
