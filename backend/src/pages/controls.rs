//! The payer's fields as HTML controls: label, what was typed, what is wrong with it.

use pse_shared::api::CheckoutView;
use pse_shared::form::FormField;
use pse_shared::form::asked::{asked, documents, is_optional};
use pse_shared::form::input_hints::{InputHints, enter_key, input_hints, keyboard};
use pse_shared::form::said::{label, wrong};
use pse_shared::words::Words;
use pse_shared::{BankInterface, DocumentType, FieldError, PayerField};

use super::submitted_form::SubmittedForm;

/// The HTML control of one payer's field. Not `Debug`: it holds what the buyer typed.
pub struct Control {
    /// The field's name in the API, also the control's id.
    pub name: &'static str,
    /// The control's label.
    pub label: String,
    /// The value that the buyer entered.
    pub value: String,
    /// The control's `autocomplete` attribute.
    pub autocomplete: &'static str,
    /// What is wrong with the value, in words.
    pub error: Option<String>,
    /// Whether the value is chosen from a list or typed.
    pub kind: ControlKind,
    /// Whether a value is required.
    pub required: bool,
    /// Whether the field is only for companies.
    pub of_company: bool,
}

/// The kind of an HTML control: a list or a text field.
#[derive(Debug)]
pub enum ControlKind {
    /// A `select` with these groups of options.
    Select(Vec<OptionGroup>),
    /// A text `input`.
    Text {
        /// The control's `type` and `autocapitalize` attributes.
        hints: InputHints,
        /// The control's `inputmode` attribute.
        keyboard: &'static str,
        /// The control's `enterkeyhint` attribute.
        enter_key: &'static str,
    },
}

/// A group of options of a `select`.
#[derive(Debug)]
pub struct OptionGroup {
    /// The group's heading; `None` for the only group.
    pub label: Option<&'static str>,
    /// The group's options.
    pub entries: Vec<SelectOption>,
}

/// An option of a `select`.
#[derive(Debug)]
pub struct SelectOption {
    /// The value that the form submits.
    pub value: String,
    /// The text that the buyer reads.
    pub label: String,
    /// Whether the option is selected.
    pub chosen: bool,
}

/// Lists the payer's fields of a form for these kinds of person, in the form's order. Without scripts it has a
/// company's fields before anybody says that a company pays.
#[must_use]
pub fn asked_of_any(needed: &[PayerField], interfaces: &[BankInterface]) -> Vec<PayerField> {
    let company = interfaces.contains(&BankInterface::Company);
    asked(needed, company.then_some(BankInterface::Company))
}

/// Makes the controls of the payer's fields that are asked, in the form's order.
#[must_use]
pub fn of_payer(
    view: &CheckoutView,
    words: &Words,
    submitted: &SubmittedForm,
    errors: &[FieldError],
) -> Vec<Control> {
    let interfaces = &view.bank_interfaces;
    let asked = asked_of_any(&view.payer_fields, interfaces);
    let control = |field| {
        let value = submitted.entered.payer.get(field).unwrap_or_default().to_owned();
        let place = FormField::Payer(field);
        Control {
            name: field.as_str(),
            label: label(field, words),
            autocomplete: input_hints(field).autocomplete,
            error: errors
                .iter()
                .find(|error| FormField::from_path(&error.field) == Some(place))
                .map(|error| wrong(place, error.code, words)),
            kind: kind(field, &asked, words, interfaces, &value),
            value,
            required: !is_optional(field),
            of_company: field == PayerField::Company,
        }
    };
    asked.iter().copied().map(control).collect()
}

fn kind(
    field: PayerField,
    asked: &[PayerField],
    words: &Words,
    interfaces: &[BankInterface],
    value: &str,
) -> ControlKind {
    if field == PayerField::DocumentType {
        return ControlKind::Select(document_types(words, interfaces, value));
    }
    // On this page the buyer can still choose any type, unless only one is left.
    let document = match interfaces {
        [BankInterface::Company] => Some(DocumentType::Nit),
        _ => None,
    };
    ControlKind::Text {
        hints: input_hints(field),
        keyboard: keyboard(field, document),
        enter_key: enter_key(field, asked),
    }
}

/// The document types of each kind of person that can pay.
fn document_types(words: &Words, interfaces: &[BankInterface], value: &str) -> Vec<OptionGroup> {
    let one = interfaces.len() == 1;
    interfaces
        .iter()
        .map(|&interface| OptionGroup {
            label: (!one).then(|| words.interface(interface)),
            entries: documents(Some(interface))
                .map(|kind| SelectOption {
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
        let ControlKind::Select(groups) =
            kind(PayerField::DocumentType, REQUIRED, words(), &BOTH, "NIT")
        else {
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
        let fields = of_payer(&asking(&BOTH), words(), &SubmittedForm::default(), &errors);
        let wrong: Vec<_> = fields.iter().filter(|f| f.error.is_some()).map(|f| f.name).collect();
        assert_eq!(wrong, ["document"]);
    }

    #[test]
    fn a_companys_name_is_not_asked_where_no_company_can_pay() {
        let fields = of_payer(&asking(&BOTH[..1]), words(), &SubmittedForm::default(), &[]);
        assert!(fields.iter().all(|field| !field.of_company));
    }

    #[test]
    fn a_companys_name_is_not_asked_where_the_merchant_sent_its_document() {
        let mut view = asking(&BOTH);
        view.payer_fields = vec![PayerField::FirstName, PayerField::Mobile];
        let controls = of_payer(&view, words(), &SubmittedForm::default(), &[]);
        let names: Vec<_> = controls.iter().map(|control| control.name).collect();
        assert_eq!(names, ["first_name", "mobile"]);
    }

    #[test]
    fn a_number_has_the_keyboard_for_digits_only_where_nothing_but_a_nit_can_be_meant() {
        let keyboard_for = |interfaces: &[BankInterface]| {
            let ControlKind::Text { keyboard, .. } =
                kind(PayerField::Document, REQUIRED, words(), interfaces, "")
            else {
                panic!()
            };
            keyboard
        };
        assert_eq!(keyboard_for(&[BankInterface::Company]), "numeric");
        assert_eq!(keyboard_for(&[BankInterface::Person]), "text");
        assert_eq!(keyboard_for(&BOTH), "text");
    }
}
