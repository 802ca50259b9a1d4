//! A person of a transaction: payer, buyer or receiver.

use core::fmt;

/// `Person` of the specification: the payer, buyer or receiver of a transaction.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The kind of identity document: CC, CE, TI, PPN, NIT or SSN.
    pub document_type: Option<String>,
    /// The identity document's number: string\[12].
    pub document: Option<String>,
    /// The person's first names: string\[60].
    pub first_name: Option<String>,
    /// The person's family names: string\[60].
    pub last_name: Option<String>,
    /// The company's name: string\[60].
    pub company: Option<String>,
    /// The person's e-mail address: string\[80].
    pub email_address: Option<String>,
    /// The postal address: string\[100].
    pub address: Option<String>,
    /// The address's city: string\[50].
    pub city: Option<String>,
    /// The address's department: string\[50].
    pub province: Option<String>,
    /// The address's country: string\[2], by ISO 3166-1.
    pub country: Option<String>,
    /// The landline telephone number: string\[30].
    pub phone: Option<String>,
    /// The mobile telephone number: string\[30].
    pub mobile: Option<String>,
    /// The address's postal code, at most 10 characters; in the WSDL since June 2018, not in the
    /// specification.
    pub postal_code: Option<String>,
}

/// Prints none of the personal data.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(…)")
    }
}
