//! `[sites.<name>.merchant]`: who sells, as certification wants it shown.

use pse_settings::kinds::text_up_to;
use pse_settings::{Key, Kind, Reported, Section};
use pse_shared::api::Merchant;
use pse_shared::clean::clean;
use pse_shared::{DocumentType, FieldCode, PayerField, limits};

use super::Logo;

pub(super) fn read(section: Section<'_>) -> Result<(Merchant, Option<Logo>), Reported> {
    let name = section.required(Key::new(
        "name",
        text_up_to(limits::NAME),
        "Razón social, at most 60 characters",
    ));
    let nit = section.required(Key::new(
        "nit",
        Kind::text(read_nit),
        "Digits, with or without points and the verification digit (`900.123.456-8`), which is left out where it is right",
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
    let logo = section.optional_file(
        Key::new(
            "logo",
            text_up_to(500),
            "A file with the picture on the service's own pages: PNG, JPEG or WebP, at most 200000 bytes and 2000 pixels",
        ),
        Logo::read,
    );
    section.close();
    Ok((Merchant { name: name?, nit: nit?, phone: phone?, email: email? }, logo?))
}

/// The rules of a buyer's NIT.
fn read_nit(text: &str) -> Result<String, String> {
    let nit = clean(PayerField::Document, Some(DocumentType::Nit), text);
    match DocumentType::Nit.check(&nit) {
        Ok(()) => Ok(nit),
        Err(FieldCode::WrongCheckDigit) => {
            Err("has a verification digit that does not go with the number".to_owned())
        }
        Err(_) => Err("is not a NIT such as 900123456 or 900123456-8".to_owned()),
    }
}

fn check_email(text: &str) -> Result<(), String> {
    PayerField::EmailAddress.check(text).map_err(|_| "is not an e-mail address".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nit_may_carry_its_verification_digit_if_that_is_right() {
        for good in ["900123456", "900123456-8", "900.123.456-8", "9001234568", " 900 123 456 "] {
            assert_eq!(read_nit(good), Ok("900123456".to_owned()), "{good}");
        }
        assert_eq!(read_nit("1098765432"), Ok("1098765432".to_owned()));
        for wrong in ["900123456-7", "9001234567", "900.123.456-0"] {
            assert!(read_nit(wrong).unwrap_err().contains("verification digit"), "{wrong}");
        }
        for bad in ["", "-7", "900123456-77", "NIT 900123456", "012"] {
            assert!(read_nit(bad).unwrap_err().contains("is not a NIT"), "{bad}");
        }
    }
}
