//! What an address must not even look like before it is read.
//!
//! The reader of addresses is forgiving as browsers are: it drops tabs and newlines,
//! takes `\` for `/` and `https:host` for `https://host`. What it would mend is refused
//! here, so that whoever reads the same text later understands the same thing.

use url::Url;

/// What is wrong with the writing of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Miswritten {
    /// A space, control character or backslash.
    ForbiddenCharacter,
    /// Neither `https://` nor `http://`, or no host.
    Malformed,
    /// A user's name or a password.
    Userinfo,
}

/// Reads an address of the web, to the letter.
pub(super) fn read(text: &str) -> Result<Url, Miswritten> {
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(Miswritten::ForbiddenCharacter);
    }
    let Some((scheme, rest)) = text.split_once("://") else { return Err(Miswritten::Malformed) };
    let known = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if !known || rest.starts_with('/') {
        return Err(Miswritten::Malformed);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(Miswritten::Userinfo);
    }
    let url = Url::parse(text).map_err(|_| Miswritten::Malformed)?;
    if url.host().is_some() { Ok(url) } else { Err(Miswritten::Malformed) }
}
