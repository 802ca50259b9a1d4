//! The bank's page a buyer is sent to, as the provider gave it.

use url::Url;

use super::host_pattern::{HostPattern, is_loopback};
use super::public::is_public_host;
use super::web_address::{self, WebAddressError};

/// Decides which banks' addresses a browser may be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankUrlRule {
    sandboxed: bool,
    hosts: Vec<HostPattern>,
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
    /// The address is of this machine or of a private network, where no bank is; only a sandbox may send a buyer there.
    #[error("the bank's address is of this machine or of a private network")]
    NotPublic,
    /// The address is of a host that the provider's banks do not have, by the configuration.
    #[error("the bank's address is of a host that bank_hosts does not name")]
    OtherHost,
}

impl BankUrlRule {
    /// The longest address accepted, in characters. The specification says 255; a longer one still leads to the bank,
    /// so it is not refused: the transaction exists by then.
    pub const MAX: usize = 2_048;

    /// Makes the rule. With `sandboxed`, addresses of this machine and of private networks are allowed, those of this
    /// machine also over `http` and whatever `hosts` says: they are the sandbox's. Where `hosts` are given, no other host
    /// is allowed.
    #[must_use]
    pub const fn new(sandboxed: bool, hosts: Vec<HostPattern>) -> Self {
        Self { sandboxed, hosts }
    }

    /// Checks a bank's address from a provider. To redirect, use the text as it came, not the parsed URL.
    ///
    /// # Errors
    /// The first rule that the address breaks.
    pub fn check(&self, text: &str) -> Result<Url, BankUrlError> {
        if text.chars().count() > Self::MAX {
            return Err(BankUrlError::TooLong);
        }
        let url = web_address::parse(text).map_err(|error| match error {
            WebAddressError::ForbiddenCharacter => BankUrlError::ForbiddenCharacter,
            WebAddressError::Malformed => BankUrlError::Malformed,
            WebAddressError::Userinfo => BankUrlError::Userinfo,
        })?;
        if self.sandboxed && url.host().is_some_and(|host| is_loopback(&host)) {
            return Ok(url);
        }
        if url.scheme() != "https" {
            return Err(BankUrlError::NotHttps);
        }
        if !self.sandboxed && !url.host().is_some_and(|host| is_public_host(&host)) {
            return Err(BankUrlError::NotPublic);
        }
        let is_named = self.hosts.is_empty() || self.hosts.iter().any(|host| host.matches(&url));
        if is_named { Ok(url) } else { Err(BankUrlError::OtherHost) }
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
            assert!(BankUrlRule::new(false, Vec::new()).check(text).is_ok(), "{text}");
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
            assert_eq!(BankUrlRule::new(true, Vec::new()).check(text), Err(error), "{text:?}");
        }
        let long = format!("https://banco.example.co/{}", "x".repeat(2_048));
        assert_eq!(BankUrlRule::new(true, Vec::new()).check(&long), Err(TooLong));
    }

    #[test]
    fn plain_http_is_for_this_machine_and_a_sandbox_only() {
        let text = "http://127.0.0.1:8081/pse/inicio?enc=x";
        assert!(BankUrlRule::new(true, Vec::new()).check(text).is_ok());
        assert_eq!(BankUrlRule::new(false, Vec::new()).check(text), Err(BankUrlError::NotHttps));
    }

    #[test]
    fn no_buyer_is_sent_into_a_private_network_but_by_a_sandbox() {
        for text in [
            "https://127.0.0.1/pse",
            "https://localhost./pse",
            "https://2130706433/pse",
            "https://10.0.0.1/pse",
            "https://[::ffff:192.168.0.1]/pse",
            "https://169.254.169.254/latest/meta-data/",
            "https://banco.internal/pse",
            "https://banco/pse",
        ] {
            let real = BankUrlRule::new(false, Vec::new());
            assert_eq!(real.check(text), Err(BankUrlError::NotPublic), "{text}");
            assert!(BankUrlRule::new(true, Vec::new()).check(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn where_hosts_are_named_no_other_is_allowed() {
        let hosts = || {
            let named = ["registro.pse.com.co", ".achcolombia.com.co:443"];
            named.iter().map(|host| host.parse().unwrap()).collect()
        };
        let rule = BankUrlRule::new(false, hosts());
        for text in [
            "https://registro.pse.com.co/PSEUserRegister/StartTransaction.aspx?enc=x",
            "https://REGISTRO.pse.com.co:8443/",
            "https://a.b.achcolombia.com.co/",
        ] {
            assert!(rule.check(text).is_ok(), "{text}");
        }
        for text in [
            "https://pse.com.co/",
            "https://registro.pse.com.co./",
            "https://registro.pse.com.co.evil.example/",
            "https://evil.example/?https://registro.pse.com.co/",
            "https://achcolombia.com.co/",
            "https://a.achcolombia.com.co:8443/",
        ] {
            assert_eq!(rule.check(text), Err(BankUrlError::OtherHost), "{text}");
        }
        assert!(BankUrlRule::new(true, hosts()).check("http://127.0.0.1:8081/pse").is_ok());
    }
}
