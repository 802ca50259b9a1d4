//! What the buyer has entered, as it is sent, and what is wrong with it.

use super::asked::{FormField, asked, is_optional};
use crate::bank_interface::BankInterface;
use crate::document::DocumentType;
use crate::field_error::FieldCode;
use crate::person::{PayerField, Person};

/// What the buyer has entered into the form, as typed; the bank, chosen from a list, is kept beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered {
    /// The kind of person who pays; nobody chooses it for the buyer.
    pub interface: Option<BankInterface>,
    /// The payer's data, as typed: plain ([`crate::clean::plain()`]), its letters composed (NFC). The service cleans the rest.
    pub payer: Person,
}

impl Entered {
    /// Chooses the kind of person; a document type that kind may not have is dropped, and a company's filled in.
    #[inline]
    pub fn choose(&mut self, interface: BankInterface) {
        self.interface = Some(interface);
        if !self.payer.document_kind().is_some_and(|kind| interface.accepts(kind)) {
            self.payer.set(PayerField::DocumentType, String::new());
            self.fill_in_nit();
        }
    }

    /// Fills in the type of a company's document where none is chosen: it can only be its NIT.
    #[inline]
    pub fn fill_in_nit(&mut self) {
        let chosen = self.payer.get(PayerField::DocumentType).is_some();
        if self.interface == Some(BankInterface::Company) && !chosen {
            self.payer.set(PayerField::DocumentType, DocumentType::Nit.as_str().to_owned());
        }
    }

    /// The payer as sent: only what is asked, and nothing empty. `needed` are the fields the merchant did not
    /// send.
    #[must_use]
    #[inline]
    pub fn payer(&self, needed: &[PayerField]) -> Person {
        let mut payer = Person::default();
        for field in asked(needed, self.interface) {
            let text = self.sent(field);
            if !text.is_empty() {
                payer.set(field, text.to_owned());
            }
        }
        payer
    }

    /// Every field that is wrong, in the form's order, with the first rule it breaks.
    #[must_use]
    #[inline]
    pub fn check(&self, has_bank: bool, needed: &[PayerField]) -> Vec<(FormField, FieldCode)> {
        let mut wrong = Vec::new();
        if self.interface.is_none() {
            wrong.push((FormField::PersonType, FieldCode::Required));
        }
        if !has_bank {
            wrong.push((FormField::Bank, FieldCode::Required));
        }
        for field in asked(needed, self.interface) {
            if let Err(code) = self.check_field(field) {
                wrong.push((FormField::Payer(field), code));
            }
        }
        wrong
    }

    /// The rules of [`Person::check_payer`] for one field, of what is left of a number without the signs people write in it.
    /// What only the whole of [`mod@crate::clean`] can tell, a check digit, the service does: the rules would weigh more in
    /// the widget than what they spare.
    #[inline]
    fn check_field(&self, field: PayerField) -> Result<(), FieldCode> {
        let mut text = self.sent(field).to_owned();
        if is_optional(field) && text.is_empty() {
            return Ok(());
        }
        let is_document = field == PayerField::Document;
        if is_document || matches!(field, PayerField::Phone | PayerField::Mobile) {
            text.retain(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '_'));
        }
        field.check(&text)?;
        let Some(kind) = self.payer.document_kind() else { return Ok(()) };
        if is_document {
            kind.check_pattern(&text)?;
        }
        // Before a kind of person is chosen any document may be right.
        let fits = self.interface.is_none_or(|interface| interface.accepts(kind));
        if field == PayerField::DocumentType && !fits {
            return Err(FieldCode::WrongForPersonType);
        }
        Ok(())
    }

    /// A field's text as it is sent.
    #[must_use]
    #[inline]
    pub fn sent(&self, field: PayerField) -> &str {
        self.payer.get(field).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
