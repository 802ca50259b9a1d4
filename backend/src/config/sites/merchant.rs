//! `[sites.<name>.merchant]`: who sells, as certification wants it shown.

use pse_shared::field_error::check_text;
use pse_shared::{DocumentType, FieldCode, PayerField, limits};

use crate::config::reader::Reported;
use crate::config::section::{Form, Section};

/// What the buyer is told about the merchant; every field is required.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MerchantConfig {
    /// Razón social.
    pub name: String,
    /// NIT.
    pub nit: String,
    /// Customer service.
    pub phone: String,
    /// Customer service.
    pub email: String,
}

impl MerchantConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let field = |key, rule: fn(&str) -> Result<(), String>| {
            section.required(key, Form::Text, |text| rule(text).map(|()| text.to_owned()))
        };
        let name = field("name", |text| text_up_to(text, limits::NAME));
        let nit = field("nit", check_nit);
        let phone = field("phone", |text| text_up_to(text, limits::PHONE));
        let email = field("email", check_email);
        section.close();
        Ok(Self { name: name?, nit: nit?, phone: phone?, email: email? })
    }
}

/// At most so many characters, none of control.
pub(super) fn text_up_to(text: &str, max: usize) -> Result<(), String> {
    check_text(text, max).map_err(|code| {
        if let FieldCode::TooLong { max } = code {
            format!("is longer than {max} characters")
        } else {
            "has a control character".to_owned()
        }
    })
}

fn check_nit(text: &str) -> Result<(), String> {
    let number = text.split_once('-').map_or(text, |(number, _)| number);
    let verification = text.get(number.len()..).unwrap_or_default();
    let good = DocumentType::Nit.accepts(number)
        && (verification.is_empty()
            || matches!(verification.as_bytes(), [b'-', digit] if digit.is_ascii_digit()));
    if good { Ok(()) } else { Err("is not a NIT such as 900123456 or 900123456-7".to_owned()) }
}

fn check_email(text: &str) -> Result<(), String> {
    PayerField::EmailAddress.check(text).map_err(|_| "is not an e-mail address".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nit_may_carry_its_verification_digit() {
        for good in ["900123456", "900123456-7", "8001234567"] {
            assert_eq!(check_nit(good), Ok(()), "{good}");
        }
        for bad in ["", "-7", "900123456-", "900123456-77", "900.123.456", "NIT 900123456", "012"] {
            assert!(check_nit(bad).unwrap_err().contains("is not a NIT"), "{bad}");
        }
    }
}
