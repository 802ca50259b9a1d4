//! The bank's page a buyer is sent to, as the provider gave it.

use url::Url;

use super::host_pattern::is_loopback;
use super::web_address::{self, WebAddressError};

/// Decides which banks' addresses a browser may be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BankUrlRule {
    sandboxed: bool,
}

/// Why a browser may not be sent to a bank's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BankUrlError {
    /// The address has more than [`BankUrlRule::MAX`] characters.
    #[error("the bank's address is longer than {} characters", BankUrlRule::MAX)]
    TooLong,
    /// The address contains a space, control character or backslash.
    #[error("the bank's address has a character no address has")]
    ForbiddenCharacter,
    /// The text is not an absolute `http` or `https` URL.
    #[error("the bank's address is not one of the web")]
    Malformed,
    /// The address contains a user's name.
    #[error("the bank's address names a user")]
    Userinfo,
    /// The address is `http`, which is allowed only to this machine, and only with a sandbox.
    #[error("the bank's address is not https")]
    NotHttps,
}

impl BankUrlRule {
    /// The longest address accepted, in characters. The specification says 255; a longer one still leads to the bank,
    /// so it is not refused: the transaction exists by then.
    pub const MAX: usize = 2_048;

    /// Makes the rule; with `sandboxed`, `http` addresses of this machine are allowed.
    #[must_use]
    pub const fn new(sandboxed: bool) -> Self {
        Self { sandboxed }
    }

    /// Checks a bank's address from a provider. To redirect, use the text as it came, not the parsed URL.
    ///
    /// # Errors
    /// The first rule that the address breaks.
    pub fn check(self, text: &str) -> Result<Url, BankUrlError> {
        if text.chars().count() > Self::MAX {
            return Err(BankUrlError::TooLong);
        }
        let url = web_address::parse(text).map_err(|error| match error {
            WebAddressError::ForbiddenCharacter => BankUrlError::ForbiddenCharacter,
            WebAddressError::Malformed => BankUrlError::Malformed,
            WebAddressError::Userinfo => BankUrlError::Userinfo,
        })?;
        let local = self.sandboxed && url.host().is_some_and(|host| is_loopback(&host));
        if url.scheme() == "https" || local { Ok(url) } else { Err(BankUrlError::NotHttps) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banks_page_is_good_whatever_its_query() {
        for text in [
            "https://registro.desarrollo.pse.com.co/PSEUserRegister/StartTransaction.aspx?enc=tnPcJHMKlSnmRpHM8fAbu0%2fuQ%3d%3d",
            "HTTPS://Banco.example.co",
        ] {
            assert!(BankUrlRule::new(false).check(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn no_browser_is_sent_to_anything_else() {
        use BankUrlError::{ForbiddenCharacter, Malformed, NotHttps, TooLong, Userinfo};
        for (text, error) in [
            ("", Malformed),
            ("javascript:alert(1)", Malformed),
            ("javascript://banco.example.co/%0aalert(1)", Malformed),
            ("data:text/html,hola", Malformed),
            ("banco.example.co/pago", Malformed),
            ("//banco.example.co", Malformed),
            ("https:banco.example.co", Malformed),
            ("http://banco.example.co/", NotHttps),
            ("https://pse@banco.example.co/", Userinfo),
            ("https://banco.example.co\\@evil.example/", ForbiddenCharacter),
            ("https://banco.example.co/\r\nx: y", ForbiddenCharacter),
            (" https://banco.example.co/", ForbiddenCharacter),
        ] {
            assert_eq!(BankUrlRule::new(true).check(text), Err(error), "{text:?}");
        }
        let long = format!("https://banco.example.co/{}", "x".repeat(2_048));
        assert_eq!(BankUrlRule::new(true).check(&long), Err(TooLong));
    }

    #[test]
    fn plain_http_is_for_this_machine_and_a_sandbox_only() {
        let text = "http://127.0.0.1:8081/pse/inicio?enc=x";
        assert!(BankUrlRule::new(true).check(text).is_ok());
        assert_eq!(BankUrlRule::new(false).check(text), Err(BankUrlError::NotHttps));
    }
}
