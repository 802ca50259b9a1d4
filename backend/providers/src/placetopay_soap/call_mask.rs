//! What of a call must not be read in its answer: our login and secret, the call's seed and hash.

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use pse_core::masking::Mask;
use pse_placetopay::{Credentials, seed, tran_key};
use secrecy::ExposeSecret as _;

/// Makes what covers login, secret, seed and hash in the answer to a call that was signed at a time.
#[must_use]
pub fn call_mask(credentials: &Credentials, signed_at: Timestamp) -> Mask {
    let seed = seed(signed_at);
    let hash = tran_key(&seed, &credentials.tran_key);
    Mask::default()
        .hiding(&credentials.login)
        .hiding(credentials.tran_key.expose_secret())
        .hiding_bytes(HEXLOWER.decode(hash.as_bytes()).unwrap_or_default())
        .hiding(&hash)
        .hiding(&seed)
}

/// Makes what is searched for where covering does harm, in a bank's name and address: a login or secret only when it
/// cannot be an ordinary word, and not the seed, which is a time that an address may have of itself.
#[must_use]
pub fn unmistakable(credentials: &Credentials, signed_at: Timestamp) -> Mask {
    let hash = tran_key(&seed(signed_at), &credentials.tran_key);
    let own = [credentials.login.as_str(), credentials.tran_key.expose_secret()];
    let own = own.into_iter().filter(|text| is_unmistakable(text));
    own.fold(Mask::default(), Mask::hiding)
        .hiding_bytes(HEXLOWER.decode(hash.as_bytes()).unwrap_or_default())
        .hiding(&hash)
}

/// Whether a text is too long or too mixed to be a word or a number by chance.
fn is_unmistakable(text: &str) -> bool {
    let has = |is: fn(&char) -> bool| text.chars().any(|character| is(&character));
    let length = text.chars().filter(|character| character.is_alphanumeric()).count();
    let mixed = has(char::is_ascii_digit) && has(|character| character.is_alphabetic());
    length >= 16 || (length >= 8 && mixed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::SecretString;

    fn credentials(login: &str) -> Credentials {
        Credentials { login: login.to_owned(), tran_key: SecretString::from("024h1IlD") }
    }

    fn at() -> Timestamp {
        "2021-04-30T16:33:57Z".parse().unwrap_or_default()
    }

    #[test]
    fn everything_a_call_is_signed_with_is_covered() {
        let mask = call_mask(&credentials("6dd490faf9cb87a9"), at());
        let seed = "2021-04-30T11:33:57-05:00";
        let hash = tran_key(seed, &SecretString::from("024h1IlD"));
        let said = format!("6dd490faf9cb87a9 024h1IlD {seed}, {hash}, {}", hash.to_uppercase());
        assert_eq!(mask.line(&said, 255), "*** *** ***, ***, ***");
    }

    #[test]
    fn a_login_that_is_a_word_spares_a_banks_name() {
        let name = "BANCO AGRARIO";
        assert_eq!(unmistakable(&credentials("agrario"), at()).line(name, 60), name);
        assert_eq!(
            unmistakable(&credentials("12345678"), at()).line("x 12345678", 60),
            "x 12345678"
        );
        let mask = unmistakable(&credentials("6dd490faf9cb87a9"), at());
        assert_eq!(mask.line("BANCO 6dd490faf9cb87a9", 60), "BANCO ***");
        let hash = tran_key("2021-04-30T11:33:57-05:00", &SecretString::from("024h1IlD"));
        assert!(mask.is_quoted_in(&format!("https://x.co/?k={}", hash.to_uppercase())));
        assert!(!mask.is_quoted_in("https://x.co/?at=2021-04-30T11:33:57-05:00"));
    }
}
