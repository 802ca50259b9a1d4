//! A field's label, and what is wrong with it, in words.

use super::asked::{FormField, is_optional};
use crate::field_error::FieldCode;
use crate::person::PayerField;
use crate::text::joined;
use crate::words::Words;

/// The label of a payer's field, which says where it may stay empty.
#[must_use]
#[inline]
pub fn label(field: PayerField, words: &Words) -> String {
    let name = words.field(field);
    if is_optional(field) { joined(&[name, " ", words.optional()]) } else { name.to_owned() }
}

/// What is wrong with a field.
#[must_use]
#[inline]
pub fn wrong(field: FormField, code: FieldCode, words: &Words) -> String {
    match field {
        FormField::PersonType => words.person_type_required().to_owned(),
        FormField::Bank => words.bank_required().to_owned(),
        FormField::Payer(field) => words.wrong(field, code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, of};

    #[test]
    fn the_label_of_a_field_that_may_stay_empty_says_so() {
        let words = of(Language::Spanish);
        assert_eq!(label(PayerField::Company, words), "Razón social (opcional)");
        assert_eq!(label(PayerField::FirstName, words), "Nombres");
    }

    #[test]
    fn each_field_has_its_own_sentence() {
        let words = of(Language::Spanish);
        let said = |field| wrong(field, FieldCode::Required, words);
        assert_eq!(said(FormField::Bank), "Elija su banco de la lista.");
        assert_eq!(said(FormField::Payer(PayerField::LastName)), "Escriba los apellidos.");
        assert_eq!(
            said(FormField::PersonType),
            "Elija si paga como persona natural o como empresa."
        );
        // A bank that left the list meanwhile has to be chosen anew, too.
        assert_eq!(wrong(FormField::Bank, FieldCode::UnknownBank, words), said(FormField::Bank));
    }
}
