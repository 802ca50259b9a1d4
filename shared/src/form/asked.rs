//! The form's fields, and which of them a buyer is asked.

use crate::bank_interface::BankInterface;
use crate::document::DocumentType;
use crate::person::{PayerField, REQUIRED};
use crate::text::joined;

/// A field of the payment form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormField {
    /// Whether a person or a company pays.
    PersonType,
    /// The bank.
    Bank,
    /// One of the payer's fields.
    Payer(PayerField),
}

impl FormField {
    /// The field that a [`crate::FieldError`] names by its path in the request; `None` where the form has no such field.
    #[must_use]
    #[inline]
    pub fn from_path(path: &str) -> Option<Self> {
        match path {
            "bank_interface" => Some(Self::PersonType),
            "bank_code" => Some(Self::Bank),
            _ => PayerField::from_name(path.strip_prefix("payer.")?).map(Self::Payer),
        }
    }

    /// The field's path in the request, as a [`crate::FieldError`] names it.
    #[must_use]
    #[inline]
    pub fn path(self) -> String {
        match self {
            Self::PersonType => "bank_interface".to_owned(),
            Self::Bank => "bank_code".to_owned(),
            Self::Payer(field) => joined(&["payer.", field.as_str()]),
        }
    }

    /// Whether a form that asks for these payer's fields has this field.
    #[must_use]
    #[inline]
    pub fn is_among(self, asked: &[PayerField]) -> bool {
        match self {
            Self::PersonType | Self::Bank => true,
            Self::Payer(field) => asked.contains(&field),
        }
    }
}

/// The payer's fields the form asks for, in its order: of those the merchant did not send the ones still
/// needed, and after a company's document its name. `interface` is the kind of person who pays, `None` before one is
/// chosen.
#[must_use]
#[inline]
pub fn asked(needed: &[PayerField], interface: Option<BankInterface>) -> Vec<PayerField> {
    let mut fields = Vec::new();
    for &field in REQUIRED {
        if !needed.contains(&field) {
            continue;
        }
        fields.push(field);
        // A merchant that sent the document knows the company: its name is not asked then.
        if field == PayerField::Document && interface == Some(BankInterface::Company) {
            fields.push(PayerField::Company);
        }
    }
    fields
}

/// Whether a field that is asked may stay empty: a company's name alone.
#[must_use]
#[inline]
pub fn is_optional(field: PayerField) -> bool {
    field == PayerField::Company
}

/// The document types a kind of person may have; a natural person's before one is chosen.
#[inline]
pub fn documents(interface: Option<BankInterface>) -> impl Iterator<Item = DocumentType> {
    let interface = interface.unwrap_or(BankInterface::Person);
    DocumentType::ALL.into_iter().filter(move |&kind| interface.accepts(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_find_their_fields_and_fields_their_paths() {
        assert_eq!(FormField::from_path("bank_code"), Some(FormField::Bank));
        assert_eq!(FormField::from_path("bank_interface"), Some(FormField::PersonType));
        assert_eq!(FormField::from_path("payer.shoe_size"), None);
        assert_eq!(FormField::from_path("reference"), None);
        for &field in PayerField::ALL {
            let field = FormField::Payer(field);
            assert_eq!(FormField::from_path(&field.path()), Some(field));
        }
        for field in [FormField::PersonType, FormField::Bank] {
            assert_eq!(FormField::from_path(&field.path()), Some(field));
        }
    }

    #[test]
    fn a_form_has_the_payers_fields_it_asks_for_and_always_bank_and_kind_of_person() {
        let asked = [PayerField::Mobile];
        assert!(FormField::Bank.is_among(&asked) && FormField::PersonType.is_among(&[]));
        assert!(FormField::Payer(PayerField::Mobile).is_among(&asked));
        assert!(!FormField::Payer(PayerField::Document).is_among(&asked));
    }

    #[test]
    fn a_companys_name_is_asked_after_its_document_and_only_of_a_company() {
        let company = asked(REQUIRED, Some(BankInterface::Company));
        assert_eq!(company.get(2), Some(&PayerField::Company));
        assert_eq!(asked(REQUIRED, Some(BankInterface::Person)), REQUIRED);
        assert_eq!(asked(REQUIRED, None), REQUIRED);
    }

    #[test]
    fn a_companys_name_is_not_asked_where_the_merchant_sent_its_document() {
        let needed = [PayerField::FirstName, PayerField::Mobile];
        assert_eq!(asked(&needed, Some(BankInterface::Company)), needed);
    }

    #[test]
    fn what_the_merchant_sent_is_not_asked() {
        assert_eq!(asked(&[], Some(BankInterface::Company)), []);
        assert_eq!(asked(&[PayerField::Mobile], None), [PayerField::Mobile]);
    }

    #[test]
    fn only_a_companys_name_may_stay_empty() {
        let optional: Vec<_> =
            PayerField::ALL.iter().filter(|&&field| is_optional(field)).collect();
        assert_eq!(optional, [&PayerField::Company]);
    }

    #[test]
    fn a_company_has_a_nit_and_a_person_anything_else() {
        let company: Vec<_> = documents(Some(BankInterface::Company)).collect();
        assert_eq!(company, [DocumentType::Nit]);
        assert_eq!(documents(Some(BankInterface::Person)).count(), 5);
        assert_eq!(documents(None).count(), 5);
    }
}
