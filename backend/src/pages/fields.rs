//! The payer's fields as the form shows them: label, what was typed, what is wrong with it.

use pse_shared::api::CheckoutView;
use pse_shared::words::Words;
use pse_shared::{BankInterface, DocumentType, FieldError, PayerField};

use super::filled::{Filled, asked, path};

/// One field. Not to be printed: it holds what the buyer typed.
pub struct Field {
    /// Its name and id.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What was typed.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// How it is written.
    pub input: Input,
    /// Only a company gives it, and it may stay empty.
    pub of_company: bool,
}

/// How a field is written.
#[derive(Debug)]
pub enum Input {
    /// Chosen from a list.
    Select(Vec<Group>),
    /// Typed.
    Text {
        /// `type`.
        kind: &'static str,
        /// `inputmode`.
        mode: &'static str,
        /// `autocomplete`.
        autocomplete: &'static str,
        /// `maxlength`.
        longest: usize,
    },
}

/// Some entries of a list under a heading.
#[derive(Debug)]
pub struct Group {
    /// The heading; none over the only group.
    pub label: Option<&'static str>,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// An entry of a list.
#[derive(Debug)]
pub struct Entry {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Whether it is the chosen one.
    pub chosen: bool,
}

/// The payer's fields that are asked, in the form's order.
#[must_use]
pub fn of_payer(
    view: &CheckoutView,
    words: &Words,
    filled: &Filled,
    errors: &[FieldError],
) -> Vec<Field> {
    let interfaces = &view.bank_interfaces;
    asked(&view.payer_fields)
        .into_iter()
        .filter(|&field| {
            field != PayerField::Company || interfaces.contains(&BankInterface::Company)
        })
        .map(|field| {
            let value = filled.payer.get(field).unwrap_or_default().to_owned();
            let path = path(field);
            Field {
                name: field.as_str(),
                label: words.field(field),
                error: errors
                    .iter()
                    .find(|error| error.field == path)
                    .map(|error| words.wrong(field, error.code)),
                input: input(field, words, interfaces, &value),
                value,
                of_company: field == PayerField::Company,
            }
        })
        .collect()
}

fn input(field: PayerField, words: &Words, interfaces: &[BankInterface], value: &str) -> Input {
    let (kind, mode, autocomplete) = match field {
        PayerField::DocumentType => return Input::Select(documents(words, interfaces, value)),
        PayerField::Document => ("text", "text", "off"),
        PayerField::FirstName => ("text", "text", "given-name"),
        PayerField::LastName => ("text", "text", "family-name"),
        PayerField::Company => ("text", "text", "organization"),
        PayerField::EmailAddress => ("email", "email", "email"),
        PayerField::Phone | PayerField::Mobile => ("tel", "tel", "tel"),
        PayerField::Address => ("text", "text", "street-address"),
        PayerField::City => ("text", "text", "address-level2"),
        PayerField::Province => ("text", "text", "address-level1"),
        PayerField::Country => ("text", "text", "country"),
        PayerField::PostalCode => ("text", "text", "postal-code"),
    };
    // Documents are typed with points and a hyphen, too, which are not sent.
    let room = if field == PayerField::Document { 8 } else { 0 };
    Input::Text { kind, mode, autocomplete, longest: field.max_length().saturating_add(room) }
}

/// The documents of each kind of person that can pay.
fn documents(words: &Words, interfaces: &[BankInterface], value: &str) -> Vec<Group> {
    let one = interfaces.len() == 1;
    interfaces
        .iter()
        .map(|&interface| Group {
            label: (!one).then(|| words.interface(interface)),
            entries: DocumentType::ALL
                .into_iter()
                .filter(|&kind| interface.accepts(kind))
                .map(|kind| Entry {
                    value: kind.as_str().to_owned(),
                    label: words.document_of(kind).to_owned(),
                    chosen: kind.as_str() == value,
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::person::REQUIRED;
    use pse_shared::sample::checkout;
    use pse_shared::words::Language;
    use pse_shared::{CheckoutState, FieldCode};

    fn words() -> &'static Words {
        pse_shared::words::of(Language::Spanish)
    }

    fn asking(interfaces: &[BankInterface]) -> CheckoutView {
        let mut view = checkout(CheckoutState::Open, None);
        view.payer_fields = REQUIRED.to_vec();
        view.bank_interfaces = interfaces.to_vec();
        view
    }

    const BOTH: [BankInterface; 2] = [BankInterface::Person, BankInterface::Company];

    #[test]
    fn a_company_is_offered_its_nit_alone_and_a_person_everything_else() {
        let Input::Select(groups) = input(PayerField::DocumentType, words(), &BOTH, "NIT") else {
            panic!()
        };
        let values: Vec<Vec<_>> = groups
            .iter()
            .map(|group| group.entries.iter().map(|entry| entry.value.as_str()).collect())
            .collect();
        assert_eq!(values, [vec!["CC", "CE", "TI", "PPN", "SSN"], vec!["NIT"]]);
        assert!(groups[1].entries[0].chosen);
    }

    #[test]
    fn each_error_stands_at_its_field() {
        let errors = [FieldError::new("payer.document", FieldCode::Pattern)];
        let fields = of_payer(&asking(&BOTH), words(), &Filled::default(), &errors);
        let wrong: Vec<_> = fields.iter().filter(|f| f.error.is_some()).map(|f| f.name).collect();
        assert_eq!(wrong, ["document"]);
    }

    #[test]
    fn a_companys_name_is_not_asked_where_no_company_can_pay() {
        let fields = of_payer(&asking(&BOTH[..1]), words(), &Filled::default(), &[]);
        assert!(fields.iter().all(|field| !field.of_company));
    }
}
