//! Lengths the specification gives (`PSETransactionRequest`, `Person`,
//! `Attribute`, `CreditConcept`), in characters.

/// The most characters of a reference (`reference` string\[32]).
pub const REFERENCE: usize = 32;
/// The most characters of a description (`description` string\[255]).
pub const DESCRIPTION: usize = 255;
/// The most characters of a return address (`returnURL` string\[255]).
pub const RETURN_URL: usize = 255;
/// The most characters of a document's number (`document` string\[12], although passports may have 16).
pub const DOCUMENT: usize = 12;
/// The most characters of a name (`firstName`, `lastName`, `company` string\[60]).
pub const NAME: usize = 60;
/// The most characters of an e-mail address (`emailAddress` string\[80]).
pub const EMAIL: usize = 80;
/// The most characters of a postal address (`address` string\[100]).
pub const ADDRESS: usize = 100;
/// The most characters of a city or province (`city`, `province` string\[50]).
pub const CITY: usize = 50;
/// The characters of a country code (`country` string\[2], ISO 3166-1 alpha-2).
pub const COUNTRY: usize = 2;
/// The most characters of a telephone number (`phone`, `mobile` string\[30]).
pub const PHONE: usize = 30;
/// The most characters of a postal code (`postalCode`, in the WSDL since June 2018).
pub const POSTAL_CODE: usize = 10;
/// The most characters of an attribute's name (`Attribute.name` string\[30]).
pub const ATTRIBUTE_NAME: usize = 30;
/// The most characters of an attribute's value (`Attribute.value` string\[128]).
pub const ATTRIBUTE_VALUE: usize = 128;
/// The most characters of a credit's codes (`CreditConcept.entityCode`, `serviceCode` string\[12]).
pub const CREDIT_CODE: usize = 12;
/// The most characters of a credit's description (`CreditConcept.description` string\[60]).
pub const CREDIT_DESCRIPTION: usize = 60;
/// The most characters of a bank's code: six on the wire, whatever the specification says.
pub const BANK_CODE: usize = 6;
/// The most additional attributes of a checkout.
pub const ADDITIONAL_DATA_ITEMS: usize = 20;
/// The most credits of a checkout.
pub const CREDITS: usize = 50;
/// The most bytes (visible ASCII) of the header `Idempotency-Key`.
pub const IDEMPOTENCY_KEY: usize = 128;
/// The most characters of a CUS that is looked for; PSE's have seven to ten.
pub const CUS: usize = 64;
/// The most payments that may be begun of one checkout, whatever became of them.
pub const ATTEMPTS_PER_CHECKOUT: u32 = 20;
