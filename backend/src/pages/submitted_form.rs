//! The form as a browser sends it: its fields by name, what is wrong with them, and the request they make.

use pse_shared::api::CreatePayment;
use pse_shared::form::Entered;
use pse_shared::words::Language;
use pse_shared::{BankInterface, FieldError, PayerField, Person};
use sha2::{Digest, Sha256};

use pse_core::ports::store::IdempotencyKey;
use pse_core::text::composed::tidied;

/// The name of the hidden field that tells one rendering of the form from another.
pub const ATTEMPT: &str = "attempt";
/// The name of the field for the kind of person, as in the API.
pub const INTERFACE: &str = "bank_interface";
/// The name of the field for the bank, as in the API.
pub const BANK: &str = "bank_code";

/// The payment form as a browser submitted it, not validated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubmittedForm {
    /// The payer's fields, as the buyer entered them.
    pub entered: Entered,
    /// The code of the bank that the buyer chose; empty when none.
    pub bank: String,
    attempt: String,
}

impl SubmittedForm {
    /// Reads the form's fields by name. Of a repeated name the first counts; unknown names are ignored.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
        };
        let mut payer = Person::default();
        for &field in PayerField::ALL {
            payer.set(field, tidied(value(field.as_str())));
        }
        let mut entered = Entered { interface: BankInterface::from_name(value(INTERFACE)), payer };
        entered.fill_in_nit();
        Self { entered, bank: value(BANK).trim().to_owned(), attempt: value(ATTEMPT).to_owned() }
    }

    /// The form of whoever tries again: the bank of the payment before is chosen, and nothing else is known.
    #[must_use]
    pub fn with_bank(bank: &str) -> Self {
        Self { bank: bank.to_owned(), ..Self::default() }
    }

    /// Checks the form: every wrong field, in the form's order, with the first rule it breaks.
    #[must_use]
    pub fn check(&self, needed: &[PayerField]) -> Vec<FieldError> {
        let wrong = self.entered.check(!self.bank.is_empty(), needed).into_iter();
        wrong.map(|(field, code)| FieldError::new(field.path(), code)).collect()
    }

    /// Makes the request for a payment by a buyer who reads `language`; `None` while no kind of person is chosen.
    #[must_use]
    pub fn request(&self, needed: &[PayerField], language: Language) -> Option<CreatePayment> {
        Some(CreatePayment {
            bank_code: self.bank.clone(),
            bank_interface: self.entered.interface?,
            language: Some(language),
            payer: self.entered.payer(needed),
        })
    }

    /// Makes the idempotency key of the submission, from the rendering and the content of the form: pressing twice is
    /// one attempt, another bank another one.
    #[must_use]
    pub fn key(&self, needed: &[PayerField]) -> Option<IdempotencyKey> {
        if self.attempt.is_empty() {
            return None;
        }
        let mut content = Sha256::new();
        let payer = self.entered.payer(needed);
        let interface = self.entered.interface.map_or("", BankInterface::as_str);
        let parts = [self.attempt.as_str(), self.bank.as_str(), interface];
        let fields = PayerField::ALL.iter().map(|&field| payer.get(field).unwrap_or_default());
        for part in parts.into_iter().chain(fields) {
            // Lengths keep two contents from running into one.
            content.update(part.len().to_be_bytes());
            content.update(part);
        }
        let body_hash = data_encoding::HEXLOWER.encode(&content.finalize());
        let written_hash = body_hash.clone();
        Some(IdempotencyKey { key: format!("page-{body_hash}"), body_hash, written_hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::FieldCode;
    use pse_shared::form::FormField;
    use pse_shared::person::REQUIRED;

    fn submitted(pairs: &[(&str, &str)]) -> SubmittedForm {
        let pairs: Vec<_> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        SubmittedForm::read(&pairs)
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

    fn with(changes: &[(&'static str, &'static str)]) -> SubmittedForm {
        let mut pairs = changes.to_vec();
        pairs.extend(WHOLE);
        submitted(&pairs)
    }

    fn wrong(submitted: &SubmittedForm) -> Vec<(String, FieldCode)> {
        submitted.check(REQUIRED).into_iter().map(|e| (e.field.into_owned(), e.code)).collect()
    }

    #[test]
    fn a_whole_form_is_right_and_tidied() {
        let submitted = submitted(&WHOLE);
        assert_eq!(wrong(&submitted), []);
        let payer = submitted.request(REQUIRED, Language::Spanish).unwrap().payer;
        assert_eq!(payer.document.as_deref(), Some("1098765432"));
        assert_eq!(payer.first_name.as_deref(), Some("Ana"));
    }

    #[test]
    fn everything_missing_is_named_in_the_forms_order() {
        let fields: Vec<_> =
            wrong(&SubmittedForm::default()).into_iter().map(|(field, _)| field).collect();
        let mut expected = vec![INTERFACE.to_owned(), BANK.to_owned()];
        expected.extend(REQUIRED.iter().map(|&field| FormField::Payer(field).path()));
        assert_eq!(fields, expected);
        assert_eq!(SubmittedForm::default().request(REQUIRED, Language::Spanish), None);
    }

    #[test]
    fn what_the_merchant_sent_is_neither_asked_nor_taken() {
        let submitted = with(&[("document", "999"), ("total_amount", "1")]);
        assert_eq!(submitted.check(&[]), []);
        assert_eq!(submitted.request(&[], Language::Spanish).unwrap().payer, Person::default());
    }

    #[test]
    fn a_companys_document_is_its_nit_and_a_persons_never() {
        let company = with(&[
            ("bank_interface", "company"),
            ("document_type", ""),
            ("document", "900.123.456-8"),
        ]);
        assert_eq!(wrong(&company), []);
        assert_eq!(company.entered.payer(REQUIRED).document_type.as_deref(), Some("NIT"));
        let kind = ("payer.document_type".to_owned(), FieldCode::WrongForPersonType);
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
        assert_eq!(with(&[name]).entered.payer(REQUIRED).company, None);
        let company = with(&[name, ("bank_interface", "company"), ("document_type", "NIT")]);
        assert_eq!(company.entered.payer(REQUIRED).company.as_deref(), Some("Casa SAS"));
    }

    #[test]
    fn the_same_page_sent_twice_has_one_key_and_changed_it_has_another() {
        let key = |submitted: SubmittedForm| submitted.key(REQUIRED).unwrap().key;
        assert_eq!(key(submitted(&WHOLE)), key(with(&[("first_name", "Ana")])));
        assert_ne!(key(submitted(&WHOLE)), key(with(&[("bank_code", "9002")])));
        assert_ne!(key(submitted(&WHOLE)), key(with(&[("attempt", "abd")])));
        assert!(key(submitted(&WHOLE)).len() <= pse_shared::limits::IDEMPOTENCY_KEY);
        assert_eq!(with(&[("attempt", "")]).key(REQUIRED), None);
    }

    #[test]
    fn whoever_tries_again_has_the_bank_alone_chosen() {
        let again = SubmittedForm::with_bank("9001");
        assert_eq!(again.bank, "9001");
        assert_eq!(again.entered, SubmittedForm::default().entered);
        assert_eq!(again.key(REQUIRED), None);
    }

    #[test]
    fn of_a_name_that_comes_twice_the_first_counts() {
        assert_eq!(submitted(&[("bank_code", "9001"), ("bank_code", "9002")]).bank, "9001");
    }
}
