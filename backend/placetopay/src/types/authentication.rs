//! Who asks: the credentials of a site, and what is sent of them.

use core::fmt;

use secrecy::SecretString;

/// `Attribute` of the specification: a name and a value stored with the transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribute {
    /// The attribute's name: string\[30].
    pub name: Option<String>,
    /// The attribute's value: string\[128].
    pub value: Option<String>,
}

/// `Authentication` of the specification: who calls, and the proof (SHA-1 of seed and secret).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Authentication {
    /// The site's login: string\[32].
    pub login: Option<String>,
    /// The proof: string\[40], lower-case hexadecimal, made by [`crate::tran_key`].
    pub tran_key: Option<String>,
    /// The time the proof was made at, by ISO 8601.
    pub seed: Option<String>,
    /// Further attributes of the call; optional.
    pub additional: Option<Vec<Attribute>>,
}

/// Neither key nor seed is printed: together they can be brute-forced.
impl fmt::Debug for Authentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authentication(…)")
    }
}

/// The login and secret that the provider gave a site.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The site's login.
    pub login: String,
    /// The secret (`tranKey` as delivered; never sent as it is).
    pub tran_key: SecretString,
}
