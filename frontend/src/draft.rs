//! What the buyer has filled in, what is wrong with it, and the body it is sent as.

use pse_shared::api::Bank;
use pse_shared::text::trimmed;
use pse_shared::{BankInterface, DocumentType, FieldCode, PayerField, Person};

use crate::fields::{Field, asked};

/// What the buyer has filled in so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// Person or company; nobody chooses it for the buyer.
    pub interface: Option<BankInterface>,
    /// The bank; nobody chooses it for the buyer either.
    pub bank: Option<Bank>,
    /// The payer's data, as typed.
    pub payer: Person,
}

impl Draft {
    /// Chooses the kind of person. A company's document can only be its NIT, so it is
    /// filled in; a type the new kind may not have is dropped.
    pub fn choose(&mut self, interface: BankInterface) {
        self.interface = Some(interface);
        let fits = self.payer.document_kind().is_some_and(|kind| interface.accepts(kind));
        if !fits {
            let only = match interface {
                BankInterface::Company => DocumentType::Nit.as_str(),
                BankInterface::Person => "",
            };
            self.payer.set(PayerField::DocumentType, only.to_owned());
        }
    }

    /// Whether the document chosen is written with digits alone.
    #[must_use]
    pub fn has_document_of_digits(&self) -> bool {
        self.payer
            .document_kind()
            .is_some_and(|kind| !matches!(kind, DocumentType::Ce | DocumentType::Ppn))
    }

    /// What is sent of a field: without spaces around, and the number of a document
    /// without the dots people write in it.
    fn sent(&self, field: PayerField) -> String {
        let typed = self.payer.get(field).unwrap_or_default();
        if field == PayerField::Document {
            let mut number = typed.to_owned();
            number.retain(|c| !matches!(c, '.' | ',' | '-' | ' '));
            number
        } else {
            trimmed(typed).to_owned()
        }
    }

    /// Every field that is wrong, in the form's order, with the first rule it breaks.
    #[must_use]
    pub fn check(&self, needed: &[PayerField]) -> Vec<(Field, FieldCode)> {
        let mut wrong = Vec::new();
        if self.interface.is_none() {
            wrong.push((Field::PersonType, FieldCode::Required));
        }
        if self.bank.is_none() {
            wrong.push((Field::Bank, FieldCode::Required));
        }
        for field in asked(needed, self.interface) {
            if let Err(code) = self.check_field(field) {
                wrong.push((Field::Payer(field), code));
            }
        }
        wrong
    }

    /// The rules of `Person::check_payer`, one field at a time.
    fn check_field(&self, field: PayerField) -> Result<(), FieldCode> {
        let text = self.sent(field);
        if field == PayerField::Company && text.is_empty() {
            return Ok(());
        }
        field.check(&text)?;
        let Some(kind) = self.payer.document_kind() else { return Ok(()) };
        // Before a kind of person is chosen the form offers a natural person's fields.
        let interface = self.interface.unwrap_or(BankInterface::Person);
        if field == PayerField::DocumentType && !interface.accepts(kind) {
            return Err(FieldCode::WrongForPersonType);
        }
        if field == PayerField::Document && !kind.accepts(&text) {
            return Err(FieldCode::Pattern);
        }
        Ok(())
    }

    /// The body of `POST /v1/checkouts/{id}/payments`, by a buyer who reads `language`.
    #[must_use]
    pub fn body(&self, needed: &[PayerField], language: &str) -> String {
        let mut body = String::from("{\"bank_code\":");
        quote(&mut body, self.bank.as_ref().map_or("", |bank| &bank.code));
        body.push_str(",\"bank_interface\":");
        quote(&mut body, self.interface.map_or("", BankInterface::as_str));
        body.push_str(",\"language\":");
        quote(&mut body, language);
        body.push_str(",\"payer\":");
        let mut before = '{';
        for field in asked(needed, self.interface) {
            let text = self.sent(field);
            if !text.is_empty() {
                body.push(before);
                quote(&mut body, field.as_str());
                body.push(':');
                quote(&mut body, &text);
                before = ',';
            }
        }
        body.push_str(if before == '{' { "{}}" } else { "}}" });
        body
    }
}

/// `text` as a JSON string.
fn quote(json: &mut String, text: &str) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                json.push('\\');
                json.push(c);
            }
            // The form refuses control characters; a space keeps the JSON whole anyway.
            '\0'..='\x1f' => json.push(' '),
            _ => json.push(c),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::person::REQUIRED;

    fn whole() -> Draft {
        let mut draft = Draft {
            bank: Some(Bank { code: "9001".into(), name: "BANCO APRUEBA".into() }),
            ..Draft::default()
        };
        draft.choose(BankInterface::Person);
        for (field, text) in [
            (PayerField::DocumentType, "CC"),
            (PayerField::Document, "1.098.765.432"),
            (PayerField::FirstName, " Ana \"la\" "),
            (PayerField::LastName, "Niño\\"),
            (PayerField::EmailAddress, "ana@example.co"),
            (PayerField::Mobile, "300 123 4567"),
        ] {
            draft.payer.set(field, text.into());
        }
        draft
    }

    #[test]
    fn a_whole_draft_is_right() {
        assert_eq!(whole().check(REQUIRED), []);
    }

    #[test]
    fn its_rules_are_those_of_the_whole_person() {
        for (field, text) in [
            (PayerField::Document, "0123"),
            (PayerField::DocumentType, "NIT"),
            (PayerField::DocumentType, "XX"),
            (PayerField::FirstName, ""),
            (PayerField::LastName, &"x".repeat(61)),
            (PayerField::EmailAddress, "ana@"),
            (PayerField::Mobile, "12"),
        ] {
            let mut draft = whole();
            draft.payer.set(field, text.to_owned());
            let mut person = Person::default();
            for &field in REQUIRED {
                person.set(field, draft.sent(field));
            }
            let expected: Vec<_> = person
                .check_payer(BankInterface::Person)
                .into_iter()
                .filter_map(|error| Some((Field::from_path(&error.field)?, error.code)))
                .filter(|(wrong, _)| *wrong == Field::Payer(field))
                .collect();
            let found: Vec<_> = draft
                .check(REQUIRED)
                .into_iter()
                .filter(|(wrong, _)| *wrong == Field::Payer(field))
                .collect();
            assert_eq!(found, expected, "{field:?} {text}");
            assert_eq!(found.len(), 1, "{field:?} {text}");
        }
    }

    #[test]
    fn everything_missing_is_named_in_the_forms_order() {
        let fields: Vec<_> = Draft::default().check(REQUIRED).into_iter().map(|w| w.0).collect();
        let mut expected = vec![Field::PersonType, Field::Bank];
        expected.extend(REQUIRED.iter().map(|&field| Field::Payer(field)));
        assert_eq!(fields, expected);
    }

    #[test]
    fn what_the_merchant_sent_is_neither_asked_nor_checked_nor_sent() {
        let mut draft = whole();
        draft.payer = Person::default();
        assert_eq!(draft.check(&[]), []);
        assert_eq!(
            draft.body(&[], "ES"),
            r#"{"bank_code":"9001","bank_interface":"person","language":"ES","payer":{}}"#
        );
        assert_eq!(asked(&[], Some(BankInterface::Company)), []);
    }

    #[test]
    fn the_body_is_json_whatever_is_typed() {
        let body: serde_json::Value = serde_json::from_str(&whole().body(REQUIRED, "ES")).unwrap();
        assert_eq!(body["payer"]["first_name"], "Ana \"la\"");
        assert_eq!(body["payer"]["last_name"], "Niño\\");
        assert_eq!(body["payer"]["document"], "1098765432");
        assert_eq!(body["bank_interface"], "person");
    }

    #[test]
    fn a_company_has_a_nit_and_may_give_its_name() {
        let mut draft = whole();
        draft.choose(BankInterface::Company);
        assert_eq!(draft.payer.document_kind(), Some(DocumentType::Nit));
        let fields = asked(REQUIRED, draft.interface);
        assert_eq!(fields.get(2), Some(&PayerField::Company));
        draft.payer.set(PayerField::Document, "900.123.456-7".into());
        assert_eq!(draft.check(REQUIRED), []);
        draft.choose(BankInterface::Person);
        assert_eq!(draft.payer.get(PayerField::DocumentType), None);
    }

    #[test]
    fn a_passport_is_not_written_with_digits_alone() {
        let mut draft = whole();
        assert!(draft.has_document_of_digits());
        draft.payer.set(PayerField::DocumentType, "PPN".into());
        assert!(!draft.has_document_of_digits());
        assert!(!Draft::default().has_document_of_digits());
    }

    #[test]
    fn choosing_the_same_kind_again_keeps_the_document_type() {
        let mut draft = whole();
        draft.choose(BankInterface::Person);
        assert_eq!(draft.payer.document_kind(), Some(DocumentType::Cc));
    }

    #[test]
    fn a_number_that_does_not_go_with_its_type_is_wrong() {
        let mut draft = whole();
        draft.payer.set(PayerField::Document, "0123".into());
        assert_eq!(
            draft.check(REQUIRED),
            [(Field::Payer(PayerField::Document), FieldCode::Pattern)]
        );
    }
}
