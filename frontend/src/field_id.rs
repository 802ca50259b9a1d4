//! What the form's elements are called in the shadow root.

use pse_shared::form::FormField;

/// The id of a field's element; that of its error is this and `-error`.
#[must_use]
pub const fn field_id(field: FormField) -> &'static str {
    match field {
        FormField::PersonType => "person-type",
        FormField::Bank => "bank",
        FormField::Payer(field) => field.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::PayerField;

    #[test]
    fn every_field_has_an_id_of_its_own() {
        let payer = PayerField::ALL.iter().map(|&field| FormField::Payer(field));
        let mut ids: Vec<_> = [FormField::PersonType, FormField::Bank]
            .into_iter()
            .chain(payer)
            .map(field_id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), PayerField::ALL.len() + 2);
    }
}
