//! The way into a payment at PSE: the address of its page, which carries the payment's `enc` token.

use url::form_urlencoded::byte_serialize;

/// The address of a payment's page at PSE.
pub(super) fn address(entrance: &str) -> String {
    with_token("/pse/inicio", entrance)
}

/// A path of PSE's for the payment that has this token.
pub(super) fn with_token(path: &str, entrance: &str) -> String {
    format!("{path}?enc={}", byte_serialize(entrance.as_bytes()).collect::<String>())
}
