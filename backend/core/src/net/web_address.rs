//! Strict parsing of web addresses: what a lenient parser would mend is refused.
//!
//! The reader of addresses is forgiving as browsers are: it drops tabs and newlines,
//! takes `\` for `/` and `https:host` for `https://host`. What it would mend is refused
//! here, so that whoever reads the same text later understands the same thing.

use url::Url;

/// Why a text is not a web address that every reader understands the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WebAddressError {
    /// The text contains a space, control character or backslash.
    ForbiddenCharacter,
    /// The text does not begin with `https://` or `http://`, or has no host.
    Malformed,
    /// The text contains a user's name or a password.
    Userinfo,
}

/// Parses an absolute `http` or `https` URL strictly: what a lenient parser would mend is refused.
pub(super) fn parse(text: &str) -> Result<Url, WebAddressError> {
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(WebAddressError::ForbiddenCharacter);
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err(WebAddressError::Malformed);
    };
    let known = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if !known || rest.starts_with('/') {
        return Err(WebAddressError::Malformed);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(WebAddressError::Userinfo);
    }
    let url = Url::parse(text).map_err(|_| WebAddressError::Malformed)?;
    if url.host().is_some() { Ok(url) } else { Err(WebAddressError::Malformed) }
}
