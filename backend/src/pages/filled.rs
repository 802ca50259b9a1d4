//! What the buyer wrote into the form, what is wrong with it, and the request it makes.

use pse_shared::api::CreatePayment;
use pse_shared::person::REQUIRED;
use pse_shared::words::Language;
use pse_shared::{BankInterface, FieldCode, FieldError, PayerField, Person};
use sha2::{Digest, Sha256};

use crate::store::Idempotency;

/// The hidden field that names one showing of the form.
pub const ATTEMPT: &str = "attempt";
/// Kind of person.
pub const INTERFACE: &str = "bank_interface";
/// Bank.
pub const BANK: &str = "bank_code";

/// A form as it came, nothing of it believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// Person or company; nobody chooses it for the buyer.
    pub interface: Option<BankInterface>,
    /// The bank's code; nobody chooses it for the buyer either.
    pub bank: String,
    /// The payer's data, as typed.
    pub payer: Person,
    attempt: String,
}

impl Filled {
    /// Reads the form's fields by name. Of a name that comes twice the first counts; other names
    /// mean nothing here.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
        };
        let mut payer = Person::default();
        for &field in PayerField::ALL {
            payer.set(field, value(field.as_str()).to_owned());
        }
        Self {
            interface: BankInterface::from_name(value(INTERFACE)),
            bank: value(BANK).trim().to_owned(),
            payer,
            attempt: value(ATTEMPT).to_owned(),
        }
    }

    /// The payer as sent: only what is asked, without spaces around, and numbers of documents
    /// without the signs people write in them. A company's document can only be its NIT.
    #[must_use]
    pub fn payer(&self, needed: &[PayerField]) -> Person {
        let mut payer = Person::default();
        for field in asked(needed) {
            if field == PayerField::Company && self.interface != Some(BankInterface::Company) {
                continue;
            }
            let text = self.payer.get(field).unwrap_or_default();
            let text = match field {
                PayerField::Document => {
                    text.chars().filter(|c| !matches!(c, '.' | ',' | '-' | ' ')).collect()
                }
                PayerField::DocumentType
                    if text.is_empty() && self.interface == Some(BankInterface::Company) =>
                {
                    "NIT".to_owned()
                }
                PayerField::DocumentType
                | PayerField::FirstName
                | PayerField::LastName
                | PayerField::Company
                | PayerField::EmailAddress
                | PayerField::Address
                | PayerField::City
                | PayerField::Province
                | PayerField::Country
                | PayerField::Phone
                | PayerField::Mobile
                | PayerField::PostalCode => text.trim().to_owned(),
            };
            if !text.is_empty() {
                payer.set(field, text);
            }
        }
        payer
    }

    /// Every field that is wrong, in the form's order, with the first rule it breaks.
    #[must_use]
    pub fn check(&self, needed: &[PayerField]) -> Vec<FieldError> {
        let mut wrong = Vec::new();
        if self.interface.is_none() {
            wrong.push(FieldError::new(INTERFACE, FieldCode::Required));
        }
        if self.bank.is_empty() {
            wrong.push(FieldError::new(BANK, FieldCode::Required));
        }
        // Before a kind of person is chosen, any document may be right.
        let errors = match self.interface {
            Some(interface) => self.payer(needed).check_payer(interface),
            None => self.payer(needed).check_payer(BankInterface::Person),
        };
        for field in asked(needed) {
            let path = path(field);
            if let Some(error) = errors.iter().find(|error| {
                error.field == path
                    && (self.interface.is_some() || error.code != FieldCode::WrongForPersonType)
            }) {
                wrong.push(error.clone());
            }
        }
        wrong
    }

    /// What is asked of the service by a buyer who reads `language`; `None` while no kind of person
    /// is chosen.
    #[must_use]
    pub fn request(&self, needed: &[PayerField], language: Language) -> Option<CreatePayment> {
        Some(CreatePayment {
            bank_code: self.bank.clone(),
            bank_interface: self.interface?,
            language: Some(language),
            payer: self.payer(needed),
        })
    }

    /// The key under which pressing twice is pressing once: the showing of the form and what was
    /// in it, so that the same page sent again with another bank is another attempt.
    #[must_use]
    pub fn key(&self, needed: &[PayerField]) -> Option<Idempotency> {
        if self.attempt.is_empty() {
            return None;
        }
        let mut content = Sha256::new();
        let payer = self.payer(needed);
        let interface = self.interface.map_or("", BankInterface::as_str);
        let parts = [self.attempt.as_str(), self.bank.as_str(), interface];
        let fields = PayerField::ALL.iter().map(|&field| payer.get(field).unwrap_or_default());
        for part in parts.into_iter().chain(fields) {
            // Lengths keep two contents from running into one.
            content.update(part.len().to_be_bytes());
            content.update(part);
        }
        let body_hash = data_encoding::HEXLOWER.encode(&content.finalize());
        Some(Idempotency { key: format!("page-{body_hash}"), body_hash })
    }
}

/// The payer's fields the form shows, in its order: those still needed, and a company's name,
/// which may stay empty, where anything is asked at all.
#[must_use]
pub fn asked(needed: &[PayerField]) -> Vec<PayerField> {
    let mut fields: Vec<PayerField> =
        REQUIRED.iter().copied().filter(|field| needed.contains(field)).collect();
    if !fields.is_empty() {
        let after = fields
            .iter()
            .take_while(|field| matches!(field, PayerField::DocumentType | PayerField::Document))
            .count();
        fields.insert(after, PayerField::Company);
    }
    fields
}

/// A payer's field as errors name it.
#[must_use]
pub fn path(field: PayerField) -> String {
    format!("payer.{}", field.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(pairs: &[(&str, &str)]) -> Filled {
        let pairs: Vec<_> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Filled::read(&pairs)
    }

    const WHOLE: [(&str, &str); 9] = [
        ("attempt", "abc"),
        ("bank_interface", "person"),
        ("bank_code", "9001"),
        ("document_type", "CC"),
        ("document", "1.098.765.432"),
        ("first_name", " Ana "),
        ("last_name", "Niño"),
        ("email_address", "ana@example.co"),
        ("mobile", "300 123 4567"),
    ];

    fn with(changes: &[(&'static str, &'static str)]) -> Filled {
        let mut pairs = changes.to_vec();
        pairs.extend(WHOLE);
        filled(&pairs)
    }

    fn wrong(filled: &Filled) -> Vec<(String, FieldCode)> {
        filled.check(REQUIRED).into_iter().map(|e| (e.field.into_owned(), e.code)).collect()
    }

    #[test]
    fn a_whole_form_is_right_and_tidied() {
        let filled = filled(&WHOLE);
        assert_eq!(wrong(&filled), []);
        let payer = filled.request(REQUIRED, Language::Spanish).unwrap().payer;
        assert_eq!(payer.document.as_deref(), Some("1098765432"));
        assert_eq!(payer.first_name.as_deref(), Some("Ana"));
    }

    #[test]
    fn everything_missing_is_named_in_the_forms_order() {
        let fields: Vec<_> =
            wrong(&Filled::default()).into_iter().map(|(field, _)| field).collect();
        let mut expected = vec![INTERFACE.to_owned(), BANK.to_owned()];
        expected.extend(REQUIRED.iter().map(|&field| path(field)));
        assert_eq!(fields, expected);
        assert_eq!(Filled::default().request(REQUIRED, Language::Spanish), None);
    }

    #[test]
    fn what_the_merchant_sent_is_neither_asked_nor_taken() {
        let filled = with(&[("document", "999"), ("total_amount", "1")]);
        assert_eq!(filled.check(&[]), []);
        assert_eq!(filled.request(&[], Language::Spanish).unwrap().payer, Person::default());
    }

    #[test]
    fn a_companys_document_is_its_nit_and_a_persons_never() {
        let company = with(&[
            ("bank_interface", "company"),
            ("document_type", ""),
            ("document", "900.123.456-7"),
        ]);
        assert_eq!(wrong(&company), []);
        assert_eq!(company.payer(REQUIRED).document_type.as_deref(), Some("NIT"));
        let kind = (path(PayerField::DocumentType), FieldCode::WrongForPersonType);
        let chosen = with(&[("bank_interface", "company")]);
        assert_eq!(wrong(&chosen), std::slice::from_ref(&kind));
        let person = with(&[("document_type", "NIT"), ("document", "900123456")]);
        assert_eq!(wrong(&person), [kind]);
        let nobody =
            with(&[("bank_interface", ""), ("document_type", "NIT"), ("document", "900123456")]);
        assert_eq!(wrong(&nobody), [(INTERFACE.to_owned(), FieldCode::Required)]);
    }

    #[test]
    fn a_companys_name_is_only_taken_of_a_company() {
        let name = ("company", "Casa SAS");
        assert_eq!(with(&[name]).payer(REQUIRED).company, None);
        let company = with(&[name, ("bank_interface", "company"), ("document_type", "NIT")]);
        assert_eq!(company.payer(REQUIRED).company.as_deref(), Some("Casa SAS"));
    }

    #[test]
    fn the_same_page_sent_twice_has_one_key_and_changed_it_has_another() {
        let key = |filled: Filled| filled.key(REQUIRED).unwrap().key;
        assert_eq!(key(filled(&WHOLE)), key(with(&[("first_name", "Ana")])));
        assert_ne!(key(filled(&WHOLE)), key(with(&[("bank_code", "9002")])));
        assert_ne!(key(filled(&WHOLE)), key(with(&[("attempt", "abd")])));
        assert!(key(filled(&WHOLE)).len() <= pse_shared::limits::IDEMPOTENCY_KEY);
        assert_eq!(with(&[("attempt", "")]).key(REQUIRED), None);
    }

    #[test]
    fn of_a_name_that_comes_twice_the_first_counts() {
        assert_eq!(filled(&[("bank_code", "9001"), ("bank_code", "9002")]).bank, "9001");
    }
}
