//! What the buyer types on PSE's page, and what is wrong with it.

use pse_placetopay::PseTransactionRequest;
use pse_shared::{DocumentType, PayerField};

use super::form::FormData;
use crate::store::Transaction;

/// A field of PSE's page: its value and its error.
#[derive(Default)]
pub(super) struct Field {
    pub(super) value: String,
    pub(super) error: Option<&'static str>,
}

/// The fields of PSE's page; a company is also asked for its NIT.
pub(super) struct Fields {
    pub(super) email: Field,
    pub(super) nit: Option<Field>,
}

impl Fields {
    /// As they are first shown: with what the buyer registered on the way, or else with what
    /// the merchant sent of the payer.
    pub(super) fn prefilled(transaction: &Transaction) -> Self {
        let order = &transaction.order.transaction;
        let payer = order.payer.clone().unwrap_or_default();
        let has_nit = payer.document_type.as_deref() == Some(DocumentType::Nit.as_str());
        let (email, nit) = transaction.registered_as.clone().unwrap_or_else(|| {
            let nit = if has_nit { payer.document.unwrap_or_default() } else { String::new() };
            (payer.email_address.unwrap_or_default(), nit)
        });
        Self {
            email: Field { value: email, error: None },
            nit: is_company(order).then_some(Field { value: nit, error: None }),
        }
    }

    /// The fields as the buyer filled them in.
    pub(super) fn filled(order: &PseTransactionRequest, typed: &FormData) -> Self {
        let email = typed.get("correo");
        let nit = typed.get("nit");
        let email_error = PayerField::EmailAddress
            .check(email)
            .err()
            .map(|_| "Escriba un correo electrónico válido, por ejemplo ana@example.co.");
        let nit_error = (!DocumentType::Nit.accepts(nit))
            .then_some("Escriba el NIT sin puntos ni guiones: entre 7 y 10 dígitos.");
        Self {
            email: Field { value: email.to_owned(), error: email_error },
            nit: is_company(order).then(|| Field { value: nit.to_owned(), error: nit_error }),
        }
    }

    /// Whether no field has an error.
    pub(super) fn are_right(&self) -> bool {
        self.email.error.is_none() && self.nit.as_ref().is_none_or(|nit| nit.error.is_none())
    }
}

fn is_company(order: &PseTransactionRequest) -> bool {
    order.bank_interface.as_deref() == Some("1")
}
