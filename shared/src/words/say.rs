//! The texts that belong to a field, a state or a count.

use super::texts::{Place, Words};
use crate::amount::Amount;
use crate::bank_interface::BankInterface;
use crate::document::DocumentType;
use crate::field_error::FieldCode;
use crate::person::PayerField;
use crate::state::PaymentState;
use crate::text::{cut, joined};

/// Puts `gap` into the gap (`{}`) of a text.
#[must_use]
pub fn filled(text: &str, gap: &str) -> String {
    match cut(text, b'{') {
        Some((before, after)) => joined(&[before, gap, after.get(1..).unwrap_or_default()]),
        None => text.to_owned(),
    }
}

/// Writes a number in digits. (`to_string` would bring the whole of `fmt` into the widget.)
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
    /// Writes an amount of a currency (ISO 4217): `$ 1.062.500` for pesos in Spanish, centavos only where there are some.
    /// Other currencies, and pesos where readers would take a `$` for another country's, go by their code.
    #[must_use]
    pub fn money(&self, amount: Amount, currency: &str) -> String {
        let centavos = amount.centavos().unsigned_abs();
        let sign = if currency == "COP" { self.peso() } else { currency };
        let mut text = joined(&[sign, " "]);
        let whole = digits(centavos / 100);
        let mut left = whole.len();
        for digit in whole.bytes() {
            text.push(char::from(digit));
            left -= 1;
            if left > 0 && left.is_multiple_of(3) {
                text.push_str(self.thousands());
            }
        }
        if !centavos.is_multiple_of(100) {
            text.push_str(self.decimals());
            text.push_str(digits(100 + centavos % 100).get(1..).unwrap_or_default());
        }
        text
    }

    /// Returns the name of a kind of person.
    #[must_use]
    pub fn interface(&self, kind: BankInterface) -> &'static str {
        match kind {
            BankInterface::Person => self.person(),
            BankInterface::Company => self.company(),
        }
    }

    /// Returns the label of a payer's field.
    #[must_use]
    pub fn field(&self, field: PayerField) -> &'static str {
        self.at(match field {
            PayerField::DocumentType => Place::document_type,
            PayerField::Document => Place::document,
            PayerField::FirstName => Place::first_name,
            PayerField::LastName => Place::last_name,
            PayerField::Company => Place::company_name,
            PayerField::EmailAddress => Place::email_address,
            PayerField::Address => Place::address,
            PayerField::City => Place::city,
            PayerField::Province => Place::province,
            PayerField::Country => Place::country,
            PayerField::Phone => Place::phone,
            PayerField::Mobile => Place::mobile,
            PayerField::PostalCode => Place::postal_code,
        })
    }

    /// Returns the name of a type of document.
    #[must_use]
    pub fn document_of(&self, kind: DocumentType) -> &'static str {
        self.at(match kind {
            DocumentType::Cc => Place::cc,
            DocumentType::Ce => Place::ce,
            DocumentType::Ti => Place::ti,
            DocumentType::Ppn => Place::ppn,
            DocumentType::Nit => Place::nit,
            DocumentType::Ssn => Place::ssn,
        })
    }

    /// Returns the heading of an outcome: in Spanish the certified label.
    #[must_use]
    pub fn state_of(&self, state: PaymentState) -> &'static str {
        self.at(match state {
            PaymentState::Creating => Place::state_creating,
            PaymentState::Pending => Place::state_pending,
            PaymentState::Refused => Place::state_refused,
            PaymentState::Unanswered => Place::state_unanswered,
            PaymentState::Approved => Place::state_approved,
            PaymentState::Rejected => Place::state_rejected,
            PaymentState::Failed => Place::state_failed,
        })
    }

    /// Returns the sentence under an outcome's heading.
    #[must_use]
    pub fn lead(&self, state: PaymentState) -> &'static str {
        self.at(match state {
            PaymentState::Creating => Place::lead_creating,
            PaymentState::Pending => Place::lead_pending,
            PaymentState::Refused => Place::lead_refused,
            PaymentState::Unanswered => Place::lead_unanswered,
            PaymentState::Approved => Place::lead_approved,
            PaymentState::Rejected => Place::lead_rejected,
            PaymentState::Failed => Place::lead_failed,
        })
    }

    /// Writes what is wrong with a payer's field.
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
            (FieldCode::WrongCheckDigit, _) => Place::wrong_check_digit,
            (FieldCode::WrongForPersonType, _) => Place::wrong_for_person_type,
            (_, PayerField::Document) => Place::wrong_document,
            (_, PayerField::EmailAddress) => Place::wrong_email_address,
            (FieldCode::DigitCount { .. }, PayerField::Mobile | PayerField::Phone) => {
                Place::wrong_phone_digits
            }
            (_, PayerField::Mobile | PayerField::Phone) => Place::wrong_phone,
            (_, _) => Place::wrong_field,
        };
        let mut sentence = String::new();
        if let FieldCode::DigitCount { count, .. } = code {
            sentence = filled(self.digit_count(), &digits(u64::from(count)));
            sentence.push(' ');
        }
        sentence.push_str(self.at(place));
        sentence
    }

    /// Writes how many banks match a search.
    #[must_use]
    pub fn banks_found(&self, count: u64) -> String {
        match count {
            0 => self.no_bank_found().to_owned(),
            1 => self.one_bank().to_owned(),
            _ => filled(self.many_banks(), &digits(count)),
        }
    }

    /// Writes how many fields are wrong.
    #[must_use]
    pub fn wrong_fields(&self, count: u64) -> String {
        match count {
            1 => self.one_wrong().to_owned(),
            _ => filled(self.many_wrong(), &digits(count)),
        }
    }

    /// Adds to a sentence how many seconds to wait before trying again, where that is known.
    #[must_use]
    #[inline]
    pub fn with_wait(&self, sentence: &str, seconds: Option<u64>) -> String {
        let mut said = sentence.to_owned();
        if let Some(seconds) = seconds {
            said += " ";
            said += &filled(self.wait(), &digits(seconds));
        }
        said
    }
}
