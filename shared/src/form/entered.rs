//! What the buyer has entered, as it is sent, and what is wrong with it.

use super::asked::{FormField, asked, is_optional};
use crate::bank_interface::BankInterface;
use crate::clean::clean;
use crate::clean::field::without_scheme;
use crate::document::DocumentType;
use crate::field_error::FieldCode;
use crate::person::{PayerField, Person};
use crate::text::trimmed;

/// What the buyer has entered into the form, as typed; the bank, chosen from a list, is kept beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered {
    /// The kind of person who pays; nobody chooses it for the buyer.
    pub interface: Option<BankInterface>,
    /// The payer's data, as typed: in the widget plain ([`crate::clean::plain()`]), its letters composed (NFC).
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

    /// The payer as sent: only what is asked, cleaned, and nothing empty. `needed` are the fields the merchant did not
    /// send.
    #[must_use]
    #[inline]
    pub fn payer(&self, needed: &[PayerField]) -> Person {
        let mut payer = Person::default();
        for field in asked(needed, self.interface) {
            let text = self.cleaned(field);
            if !text.is_empty() {
                payer.set(field, text);
            }
        }
        payer
    }

    /// Every field that is wrong, in the form's order, with the first rule it breaks.
    #[must_use]
    #[inline]
    pub fn check(&self, has_bank: bool, needed: &[PayerField]) -> Vec<(FormField, FieldCode)> {
        self.wrong(has_bank, needed, |field| {
            let text = self.cleaned(field);
            self.check_field(field, &text, |kind| kind.check(&text))
        })
    }

    /// Checks as [`Self::check`] does, but of numbers only what is left without the signs that people write in them: what it
    /// takes may still be refused for a check digit or another country's prefix, and what it refuses is refused there too.
    /// (The whole of [`mod@crate::clean`] would weigh more in the widget than what it spares a buyer.)
    #[must_use]
    #[inline]
    pub fn check_loosely(
        &self,
        has_bank: bool,
        needed: &[PayerField],
    ) -> Vec<(FormField, FieldCode)> {
        self.wrong(has_bank, needed, |field| {
            let text = self.sent(field);
            // What a link's scheme is before, is right or wrong by itself.
            let mut text = trimmed(without_scheme(text).unwrap_or(text)).to_owned();
            let is_number =
                matches!(field, PayerField::Document | PayerField::Phone | PayerField::Mobile);
            if is_number {
                // After a sign it is the check digit.
                let is_sign = |c: char| !c.is_ascii_alphanumeric();
                if self.payer.document_kind() == Some(DocumentType::Nit)
                    && text.chars().rev().nth(1).is_some_and(is_sign)
                {
                    text.pop();
                }
                // Where the signs are; what is no sign is told.
                let may_be_sign = |c| matches!(c, '\0'..='\u{bf}' | '\u{2000}'..='\u{22ff}' | '\u{fe50}'..='\u{fe6f}');
                text.retain(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '_') || !may_be_sign(c));
            }
            self.check_field(field, &text, |kind| kind.check_pattern(&text))
        })
    }

    #[inline]
    fn wrong(
        &self,
        has_bank: bool,
        needed: &[PayerField],
        check: impl Fn(PayerField) -> Result<(), FieldCode>,
    ) -> Vec<(FormField, FieldCode)> {
        let mut wrong = Vec::new();
        if self.interface.is_none() {
            wrong.push((FormField::PersonType, FieldCode::Required));
        }
        if !has_bank {
            wrong.push((FormField::Bank, FieldCode::Required));
        }
        for field in asked(needed, self.interface) {
            if let Err(code) = check(field) {
                wrong.push((FormField::Payer(field), code));
            }
        }
        wrong
    }

    /// The rules of [`Person::check_payer`] for one field.
    #[inline]
    fn check_field(
        &self,
        field: PayerField,
        text: &str,
        check_number: impl Fn(DocumentType) -> Result<(), FieldCode>,
    ) -> Result<(), FieldCode> {
        if is_optional(field) && text.is_empty() {
            return Ok(());
        }
        field.check(text)?;
        let Some(kind) = self.payer.document_kind() else { return Ok(()) };
        if field == PayerField::Document {
            return check_number(kind);
        }
        // Before a kind of person is chosen any document may be right.
        let fits = self.interface.is_none_or(|interface| interface.accepts(kind));
        if field == PayerField::DocumentType && !fits {
            return Err(FieldCode::WrongForPersonType);
        }
        Ok(())
    }

    /// A field's text as it was entered, which the service cleans.
    #[must_use]
    #[inline]
    pub fn sent(&self, field: PayerField) -> &str {
        self.payer.get(field).unwrap_or_default()
    }

    /// A field's text as it is stored ([`mod@crate::clean`]).
    #[must_use]
    #[inline]
    pub fn cleaned(&self, field: PayerField) -> String {
        let typed = self.payer.get(field).unwrap_or_default();
        clean(field, self.payer.document_kind(), typed)
    }
}

#[cfg(test)]
mod tests;
