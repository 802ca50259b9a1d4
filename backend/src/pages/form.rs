//! The form: what is paid, who pays, from which bank.

use askama::Template;
use pse_shared::api::{Bank, CheckoutView};
use pse_shared::form::FormField;
use pse_shared::form::bank_order::arranged;
use pse_shared::form::said::wrong;
use pse_shared::words::Words;
use pse_shared::{BankInterface, FieldError};

use super::controls::{self, Control, ControlKind, OptionGroup, SelectOption};
use super::locale::Locale;
use super::look::Look;
use super::submitted_form::{BANK, INTERFACE, SubmittedForm};

/// Everything that the payment form shows: texts, checkout, banks, what was entered, what is wrong.
#[derive(Debug)]
pub struct PayForm<'a> {
    /// The page's language, and its texts.
    pub locale: Locale,
    /// What it shows of the merchant's own.
    pub look: Look<'a>,
    /// The checkout that is paid.
    pub view: &'a CheckoutView,
    /// The banks to choose from, in alphabetical order.
    pub banks: &'a [Bank],
    /// The form as the buyer last submitted it.
    pub submitted: &'a SubmittedForm,
    /// The wrong fields of the submitted form.
    pub errors: &'a [FieldError],
    /// Why the last attempt to pay failed, in words.
    pub trouble: Option<&'a str>,
    /// The URL back to the merchant's page.
    pub shop: &'a str,
    /// A random name of this rendering of the form, for idempotency.
    pub attempt: &'a str,
}

/// The page with the payment form. Not `Debug`: it holds what the buyer typed.
#[derive(Template)]
#[template(path = "pay/form.html")]
pub struct FormPage<'a> {
    locale: Locale,
    look: Look<'a>,
    words: &'static Words,
    view: &'a CheckoutView,
    action: String,
    amount: String,
    attempt: &'a str,
    people: Vec<PersonChoice>,
    person_type_error: Option<String>,
    bank_groups: Vec<OptionGroup>,
    bank_error: Option<String>,
    controls: Vec<Control>,
    wrong: Vec<ErrorLine>,
    wrong_count: String,
    trouble: Option<&'a str>,
    consent: Option<&'a str>,
    shop: &'a str,
    /// The id of the first wrong field.
    focus: Option<&'static str>,
}

/// A kind of person.
#[derive(Debug)]
struct PersonChoice {
    id: &'static str,
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

/// A line of the summary of errors.
#[derive(Debug)]
struct ErrorLine {
    /// The field's id; nothing where the form has no such field.
    id: Option<&'static str>,
    label: String,
    sentence: String,
}

impl<'a> PayForm<'a> {
    /// Makes the page with the form.
    #[must_use]
    pub fn page(&self) -> FormPage<'a> {
        let view = self.view;
        let words = self.locale.words;
        let controls = controls::of_payer(view, words, self.submitted, self.errors);
        let person_type_error = self.error(FormField::PersonType);
        let bank_error = self.error(FormField::Bank);
        let mut wrong = Vec::new();
        let mut add = |id, label: &str, error: &Option<String>| {
            if let Some(sentence) = error {
                let (label, sentence) = (label.to_owned(), sentence.clone());
                wrong.push(ErrorLine { id: Some(id), label, sentence });
            }
        };
        add(INTERFACE, words.person_type(), &person_type_error);
        add(BANK, words.bank(), &bank_error);
        for control in &controls {
            add(control.name, &control.label, &control.error);
        }
        let focus = wrong.first().and_then(|first| first.id);
        wrong.extend(self.elsewhere());
        FormPage {
            locale: self.locale,
            look: self.look,
            words,
            view,
            action: self.locale.address(&view.id),
            amount: self.locale.amount(view),
            attempt: self.attempt,
            people: people(words, &view.bank_interfaces, self.submitted.entered.interface),
            person_type_error,
            bank_groups: banks(words, self.banks, &view.favourite_banks, &self.submitted.bank),
            bank_error,
            controls,
            wrong_count: words.wrong_fields(wrong.len() as u64),
            wrong,
            trouble: self.trouble,
            consent: view.consent.as_deref(),
            shop: self.shop,
            focus,
        }
    }

    fn error(&self, field: FormField) -> Option<String> {
        let error =
            self.errors.iter().find(|error| FormField::from_path(&error.field) == Some(field))?;
        Some(wrong(field, error.code, self.locale.words))
    }

    /// What is wrong with data that is not asked here: the merchant sent it.
    fn elsewhere(&self) -> Vec<ErrorLine> {
        let asked = controls::asked_of_any(&self.view.payer_fields, &self.view.bank_interfaces);
        let words = self.locale.words;
        let line = |error: &FieldError| match FormField::from_path(&error.field) {
            Some(field) if field.is_among(&asked) => None,
            Some(FormField::Payer(payer_field)) => Some(ErrorLine {
                id: None,
                label: words.field(payer_field).to_owned(),
                sentence: words.wrong(payer_field, error.code),
            }),
            Some(FormField::PersonType | FormField::Bank) | None => Some(ErrorLine {
                id: None,
                label: error.field.to_string(),
                sentence: words.wrong_field().to_owned(),
            }),
        };
        self.errors.iter().filter_map(line).collect()
    }
}

impl FormPage<'_> {
    /// Whether a company can pay, whose representative's names are asked then.
    fn asks_a_company(&self) -> bool {
        self.view.bank_interfaces.contains(&BankInterface::Company)
    }

    fn is_focused(&self, id: &str) -> bool {
        self.focus == Some(id)
    }
}

/// The kinds of person that can pay; where there is only one, it is the one. The group's own name
/// is the first one's id, so that a link to the group leads to it.
fn people(
    words: &Words,
    interfaces: &[BankInterface],
    chosen: Option<BankInterface>,
) -> Vec<PersonChoice> {
    [INTERFACE, "bank_interface-other"]
        .into_iter()
        .zip(interfaces)
        .map(|(id, &interface)| PersonChoice {
            id,
            value: interface.as_str(),
            label: words.interface(interface),
            chosen: chosen == Some(interface) || interfaces.len() == 1,
        })
        .collect()
}

/// The merchant's favourites in its order, then all the others; no heading stands over nothing.
fn banks(words: &Words, banks: &[Bank], favourites: &[String], chosen: &str) -> Vec<OptionGroup> {
    let (mut banks, offered) = arranged(banks, None, favourites);
    let group = |label, banks: Vec<Bank>| OptionGroup {
        label,
        entries: banks
            .into_iter()
            .map(|bank| SelectOption {
                chosen: bank.code == chosen,
                value: bank.code,
                label: bank.name,
            })
            .collect(),
    };
    let others = banks.split_off(offered.favourites);
    if banks.is_empty() {
        return vec![group(None, others)];
    }
    let mut groups = vec![group(Some(words.favourites()), banks)];
    if !others.is_empty() {
        groups.push(group(Some(words.all_banks()), others));
    }
    groups
}

#[cfg(test)]
mod tests;
