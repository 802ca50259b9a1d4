//! Who asks: the credentials of a site, and what is sent of them.

use core::fmt;

use secrecy::SecretString;

/// `Attribute`: something stored with the transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribute {
    /// string\[30].
    pub name: Option<String>,
    /// string\[128].
    pub value: Option<String>,
}

/// `Authentication`: who asks, and the proof (SHA-1 of seed and secret).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Authentication {
    /// string\[32].
    pub login: Option<String>,
    /// string\[40], lower-case hexadecimal. See [`crate::tran_key`].
    pub tran_key: Option<String>,
    /// ISO 8601 time the proof was made at.
    pub seed: Option<String>,
    /// Optional extras.
    pub additional: Option<Vec<Attribute>>,
}

/// Neither key nor seed is printed: together they can be brute-forced.
impl fmt::Debug for Authentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authentication(…)")
    }
}

/// What a site got from the provider.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The site's login.
    pub login: String,
    /// The secret (`tranKey` as delivered; never sent as it is).
    pub tran_key: SecretString,
}
