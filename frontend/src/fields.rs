//! The form's fields: what each is called, and which of them are shown.

use pse_shared::person::REQUIRED;
use pse_shared::{BankInterface, DocumentType, PayerField};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Person or company.
    PersonType,
    /// The bank.
    Bank,
    /// One of the payer's.
    Payer(PayerField),
}

impl Field {
    /// The element's id in the shadow root; the error's is this and `-error`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::PersonType => "person-type",
            Self::Bank => "bank",
            Self::Payer(field) => field.as_str(),
        }
    }

    /// The field a problem's `errors[].field` names.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        match path {
            "bank_interface" => Some(Self::PersonType),
            "bank_code" => Some(Self::Bank),
            _ => {
                let name = path.strip_prefix("payer.")?;
                PayerField::ALL
                    .iter()
                    .find(|field| field.as_str() == name)
                    .map(|&field| Self::Payer(field))
            }
        }
    }
}

/// The payer's fields the form shows, in its order: those still needed, and after a
/// company's document its name, which may stay empty.
#[must_use]
pub fn asked(needed: &[PayerField], interface: Option<BankInterface>) -> Vec<PayerField> {
    let mut fields = Vec::new();
    for &field in REQUIRED {
        if !needed.contains(&field) {
            continue;
        }
        fields.push(field);
        if field == PayerField::Document && interface == Some(BankInterface::Company) {
            fields.push(PayerField::Company);
        }
    }
    fields
}

/// The document types a kind of person may have; a natural person's before one is chosen.
pub fn documents(interface: Option<BankInterface>) -> impl Iterator<Item = DocumentType> {
    let interface = interface.unwrap_or(BankInterface::Person);
    DocumentType::ALL.into_iter().filter(move |&kind| interface.accepts(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_backends_paths_find_their_fields() {
        assert_eq!(Field::from_path("bank_code"), Some(Field::Bank));
        assert_eq!(Field::from_path("bank_interface"), Some(Field::PersonType));
        assert_eq!(Field::from_path("payer.mobile"), Some(Field::Payer(PayerField::Mobile)));
        assert_eq!(Field::from_path("payer.shoe_size"), None);
        assert_eq!(Field::from_path("reference"), None);
    }

    #[test]
    fn a_companys_name_is_asked_after_its_document_and_only_of_a_company() {
        let company = asked(REQUIRED, Some(BankInterface::Company));
        assert_eq!(company.get(2), Some(&PayerField::Company));
        assert_eq!(asked(REQUIRED, Some(BankInterface::Person)), REQUIRED);
        assert_eq!(asked(REQUIRED, None), REQUIRED);
    }

    #[test]
    fn what_the_merchant_sent_is_not_asked() {
        assert_eq!(asked(&[], Some(BankInterface::Company)), []);
        assert_eq!(asked(&[PayerField::Mobile], None), [PayerField::Mobile]);
    }

    #[test]
    fn a_company_has_a_nit_and_a_person_anything_else() {
        let company: Vec<_> = documents(Some(BankInterface::Company)).collect();
        assert_eq!(company, [DocumentType::Nit]);
        assert_eq!(documents(Some(BankInterface::Person)).count(), 5);
        assert_eq!(documents(None).count(), 5);
    }
}
