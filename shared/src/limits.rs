//! Lengths the specification gives (`PSETransactionRequest`, `Person`,
//! `Attribute`, `CreditConcept`), in characters.

/// `reference` string[32].
pub const REFERENCE: usize = 32;
/// `description` string[255].
pub const DESCRIPTION: usize = 255;
/// `returnURL` string[255].
pub const RETURN_URL: usize = 255;
/// `document` string[12]; passports of up to 16 characters are refused by the
/// specification's field, so 12 rules.
pub const DOCUMENT: usize = 12;
/// `firstName`, `lastName`, `company` string[60].
pub const NAME: usize = 60;
/// `emailAddress` string[80].
pub const EMAIL: usize = 80;
/// `address` string[100].
pub const ADDRESS: usize = 100;
/// `city`, `province` string[50].
pub const CITY: usize = 50;
/// `country` string[2], ISO 3166-1 alpha-2.
pub const COUNTRY: usize = 2;
/// `phone`, `mobile` string[30].
pub const PHONE: usize = 30;
/// `postalCode`, at most 10 (in the WSDL since June 2018).
pub const POSTAL_CODE: usize = 10;
/// `Attribute.name` string[30].
pub const ATTRIBUTE_NAME: usize = 30;
/// `Attribute.value` string[128].
pub const ATTRIBUTE_VALUE: usize = 128;
/// `CreditConcept.entityCode`, `serviceCode` string[12].
pub const CREDIT_CODE: usize = 12;
/// `CreditConcept.description` string[60].
pub const CREDIT_DESCRIPTION: usize = 60;
/// Bank codes reach six characters on the wire, whatever the specification says.
pub const BANK_CODE: usize = 6;
/// How many additional attributes a merchant may send with a checkout.
pub const ADDITIONAL_DATA_ITEMS: usize = 20;
/// How many credits a checkout may carry.
pub const CREDITS: usize = 50;
/// `Idempotency-Key`, in bytes of visible ASCII.
pub const IDEMPOTENCY_KEY: usize = 128;
