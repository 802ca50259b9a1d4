//! `[sites.<name>.merchant]`: who sells, as certification wants it shown.

use pse_settings::kinds::text_up_to;
use pse_settings::{Key, Kind, Reported, Section};
use pse_shared::api::Merchant;
use pse_shared::{DocumentType, PayerField, limits};

pub(super) fn read(section: Section<'_>) -> Result<Merchant, Reported> {
    let name = section.required(Key::new(
        "name",
        text_up_to(limits::NAME),
        "Razón social, at most 60 characters",
    ));
    let nit = section.required(Key::new(
        "nit",
        Kind::text(check_nit).as_written(),
        "Digits, with or without the verification digit (`900123456-7`)",
    ));
    let phone = section.required(Key::new(
        "phone",
        text_up_to(limits::PHONE),
        "Customer service's telephone, at most 30 characters",
    ));
    let email = section.required(Key::new(
        "email",
        Kind::text(check_email).as_written(),
        "Customer service's e-mail address",
    ));
    section.close();
    Ok(Merchant { name: name?, nit: nit?, phone: phone?, email: email? })
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
