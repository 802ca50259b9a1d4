//! Randomness enters here, and leaves as tokens nobody can guess.

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};

/// The error of an operating system that gives no random bytes.
pub(crate) type NoRandomness = getrandom::Error;

fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A new `sessionID`: 32 lower-case hexadecimal digits.
pub(crate) fn session_id() -> Result<String, NoRandomness> {
    Ok(HEXLOWER.encode(&bytes::<16>()?))
}

/// A new `enc` token of PSE's page: 64 characters of base64.
pub(crate) fn entrance() -> Result<String, NoRandomness> {
    Ok(BASE64.encode(&bytes::<48>()?))
}

/// A new token of 24 characters, fit for a path or a form.
pub(crate) fn token() -> Result<String, NoRandomness> {
    Ok(BASE64URL_NOPAD.encode(&bytes::<18>()?))
}

/// Six digits: a security code. (A test code: that the first digits are a little likelier does
/// no harm.)
pub(crate) fn security_code() -> Result<String, NoRandomness> {
    Ok(format!("{:06}", u32::from_le_bytes(bytes::<4>()?) % 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_their_form_and_never_repeat() {
        assert_eq!(session_id().unwrap().len(), 32);
        assert_eq!(entrance().unwrap().len(), 64);
        assert_eq!(token().unwrap().len(), 24);
        assert_eq!(security_code().unwrap().len(), 6);
        assert_ne!(token().unwrap(), token().unwrap());
    }
}
