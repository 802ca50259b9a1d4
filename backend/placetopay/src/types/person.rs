//! A person of a transaction: payer, buyer or receiver.

use core::fmt;

/// `Person`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// CC, CE, TI, PPN, NIT or SSN.
    pub document_type: Option<String>,
    /// string\[12].
    pub document: Option<String>,
    /// string\[60].
    pub first_name: Option<String>,
    /// string\[60].
    pub last_name: Option<String>,
    /// string\[60].
    pub company: Option<String>,
    /// string\[80].
    pub email_address: Option<String>,
    /// string\[100].
    pub address: Option<String>,
    /// string\[50].
    pub city: Option<String>,
    /// string\[50].
    pub province: Option<String>,
    /// string\[2], ISO 3166-1.
    pub country: Option<String>,
    /// string\[30].
    pub phone: Option<String>,
    /// string\[30].
    pub mobile: Option<String>,
    /// At most 10; in the WSDL since June 2018, not in the specification.
    pub postal_code: Option<String>,
}

/// People are not printed.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(…)")
    }
}
