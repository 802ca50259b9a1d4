//! The texts that belong to a field, a state or a count.

use super::texts::{Place, Words};
use crate::bank_interface::BankInterface;
use crate::document::DocumentType;
use crate::field_error::FieldCode;
use crate::person::PayerField;
use crate::state::PaymentState;
use crate::text::{cut, joined};

/// A text with what goes into its gap (`{}`).
#[must_use]
pub fn filled(text: &str, gap: &str) -> String {
    match cut(text, b'{') {
        Some((before, after)) => joined(&[before, gap, after.get(1..).unwrap_or_default()]),
        None => text.to_owned(),
    }
}

/// A number in digits. (`to_string` would bring the whole of `fmt` into the widget.)
#[must_use]
pub fn digits(number: u64) -> String {
    let mut unit = 1;
    while number / unit >= 10 {
        unit *= 10;
    }
    let mut text = String::new();
    while unit > 0 {
        text.push(char::from(b'0' + (number / unit % 10) as u8));
        unit /= 10;
    }
    text
}

impl Words {
    /// A kind of person.
    #[must_use]
    pub fn interface(&self, kind: BankInterface) -> &'static str {
        match kind {
            BankInterface::Person => self.person(),
            BankInterface::Company => self.company(),
        }
    }

    /// A payer's field.
    #[must_use]
    pub fn field(&self, field: PayerField) -> &'static str {
        self.at(Place::document_type, field as usize)
    }

    /// A type of document.
    #[must_use]
    pub fn document_of(&self, kind: DocumentType) -> &'static str {
        self.at(Place::cc, kind as usize)
    }

    /// The heading of an outcome: in Spanish the certified label.
    #[must_use]
    pub fn state_of(&self, state: PaymentState) -> &'static str {
        self.at(Place::state_creating, state as usize)
    }

    /// One sentence under it.
    #[must_use]
    pub fn lead(&self, state: PaymentState) -> &'static str {
        self.at(Place::lead_creating, state as usize)
    }

    /// What is wrong with a payer's field.
    #[must_use]
    pub fn wrong(&self, field: PayerField, code: FieldCode) -> String {
        if let FieldCode::TooLong { max } = code {
            return filled(self.too_long(), &digits(max as u64));
        }
        let place = match (code, field) {
            (FieldCode::Required, PayerField::DocumentType) => Place::document_type_required,
            (FieldCode::Required, PayerField::Document) => Place::document_required,
            (FieldCode::Required, PayerField::FirstName) => Place::first_name_required,
            (FieldCode::Required, PayerField::LastName) => Place::last_name_required,
            (FieldCode::Required, PayerField::EmailAddress) => Place::email_address_required,
            (FieldCode::Required, PayerField::Mobile) => Place::mobile_required,
            (FieldCode::Required, _) => Place::required,
            (FieldCode::ForbiddenCharacter, _) => Place::forbidden_character,
            (FieldCode::WrongForPersonType, _) => Place::wrong_for_person_type,
            (_, PayerField::Document) => Place::wrong_document,
            (_, PayerField::EmailAddress) => Place::wrong_email_address,
            (_, PayerField::Mobile | PayerField::Phone) => Place::wrong_phone,
            (_, _) => Place::wrong_field,
        };
        self.at(place, 0).to_owned()
    }

    /// How many banks match.
    #[must_use]
    pub fn banks_found(&self, count: u64) -> String {
        match count {
            0 => self.no_bank_found().to_owned(),
            1 => self.one_bank().to_owned(),
            _ => filled(self.many_banks(), &digits(count)),
        }
    }

    /// How many fields are wrong.
    #[must_use]
    pub fn wrong_fields(&self, count: u64) -> String {
        match count {
            1 => self.one_wrong().to_owned(),
            _ => filled(self.many_wrong(), &digits(count)),
        }
    }
}
