//! The form: what is paid, who pays, from which bank.

use askama::Template;
use pse_shared::api::{Bank, CheckoutView};
use pse_shared::words::Words;
use pse_shared::{BankInterface, FieldError};

use super::fields::{self, Entry, Field, Group, Input};
use super::filled::{BANK, Filled, INTERFACE};
use super::pesos;
use super::speech::Speech;

/// What the form is made of.
#[derive(Debug)]
pub struct Form<'a> {
    /// How it speaks.
    pub speech: Speech,
    /// What is paid.
    pub view: &'a CheckoutView,
    /// The banks, alphabetical.
    pub banks: &'a [Bank],
    /// What was written before.
    pub filled: &'a Filled,
    /// What is wrong with it.
    pub errors: &'a [FieldError],
    /// Why the last attempt came to nothing.
    pub trouble: Option<&'a str>,
    /// Back to the shop.
    pub shop: &'a str,
    /// Names this showing of the form.
    pub attempt: &'a str,
}

/// The page. Not to be printed: it holds what the buyer typed.
#[derive(Template)]
#[template(path = "pay/form.html")]
pub struct FormPage<'a> {
    speech: Speech,
    words: &'static Words,
    view: &'a CheckoutView,
    action: String,
    amount: String,
    attempt: &'a str,
    people: Vec<Choice>,
    person_type_error: Option<String>,
    bank_groups: Vec<Group>,
    bank_error: Option<String>,
    fields: Vec<Field>,
    wrong: Vec<Wrong>,
    wrong_count: String,
    trouble: Option<&'a str>,
    consent: Option<&'a str>,
    shop: &'a str,
    /// The id of the first wrong field.
    focus: Option<&'static str>,
}

/// A kind of person.
#[derive(Debug)]
struct Choice {
    id: &'static str,
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

/// A line of the summary of errors.
#[derive(Debug)]
struct Wrong {
    /// The field's id; nothing where the form has no such field.
    id: Option<&'static str>,
    label: String,
    sentence: String,
}

impl<'a> Form<'a> {
    /// The page it is shown on.
    #[must_use]
    pub fn page(&self) -> FormPage<'a> {
        let view = self.view;
        let words = self.speech.words;
        let fields = fields::of_payer(view, words, self.filled, self.errors);
        let person_type_error = self.error(INTERFACE, words.person_type_required());
        let bank_error = self.error(BANK, words.bank_required());
        let mut wrong = Vec::new();
        let mut add = |id, label: &str, error: &Option<String>| {
            if let Some(sentence) = error {
                let (label, sentence) = (label.to_owned(), sentence.clone());
                wrong.push(Wrong { id: Some(id), label, sentence });
            }
        };
        add(INTERFACE, words.person_type(), &person_type_error);
        add(BANK, words.bank(), &bank_error);
        for field in &fields {
            add(field.name, field.label, &field.error);
        }
        let focus = wrong.first().and_then(|first| first.id);
        wrong.extend(self.elsewhere(&fields));
        FormPage {
            speech: self.speech,
            words,
            view,
            action: self.speech.address(&view.id),
            amount: pesos::shown(view.total_amount, &view.currency, self.speech.language),
            attempt: self.attempt,
            people: people(words, &view.bank_interfaces, self.filled.interface),
            person_type_error,
            bank_groups: banks(words, self.banks, &view.favourite_banks, &self.filled.bank),
            bank_error,
            fields,
            wrong_count: words.wrong_fields(wrong.len() as u64),
            wrong,
            trouble: self.trouble,
            consent: view.consent.as_deref(),
            shop: self.shop,
            focus,
        }
    }

    fn error(&self, path: &str, sentence: &str) -> Option<String> {
        self.errors.iter().any(|error| error.field == path).then(|| sentence.to_owned())
    }

    /// What is wrong with data that is not asked here: the merchant sent it.
    fn elsewhere(&self, fields: &[Field]) -> Vec<Wrong> {
        let asked = |path: &str| {
            path == INTERFACE
                || path == BANK
                || fields.iter().any(|field| path.strip_prefix("payer.") == Some(field.name))
        };
        let words = self.speech.words;
        self.errors
            .iter()
            .filter(|error| !asked(&error.field))
            .map(|error| {
                let field = pse_shared::PayerField::ALL
                    .iter()
                    .find(|field| error.field.strip_prefix("payer.") == Some(field.as_str()));
                Wrong {
                    id: None,
                    label: field
                        .map_or_else(|| error.field.to_string(), |&f| words.field(f).to_owned()),
                    sentence: field.map_or_else(
                        || words.wrong_field().to_owned(),
                        |&field| words.wrong(field, error.code),
                    ),
                }
            })
            .collect()
    }
}

impl FormPage<'_> {
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
) -> Vec<Choice> {
    [INTERFACE, "bank_interface-other"]
        .into_iter()
        .zip(interfaces)
        .map(|(id, &interface)| Choice {
            id,
            value: interface.as_str(),
            label: words.interface(interface),
            chosen: chosen == Some(interface) || interfaces.len() == 1,
        })
        .collect()
}

/// The merchant's favourites in its order, then all the others.
fn banks(words: &Words, banks: &[Bank], favourites: &[String], chosen: &str) -> Vec<Group> {
    let entry = |bank: &Bank| Entry {
        value: bank.code.clone(),
        label: bank.name.clone(),
        chosen: bank.code == chosen,
    };
    let first: Vec<Entry> = favourites
        .iter()
        .filter_map(|code| banks.iter().find(|bank| bank.code == *code))
        .map(entry)
        .collect();
    let rest: Vec<Entry> =
        banks.iter().filter(|bank| !favourites.contains(&bank.code)).map(entry).collect();
    if first.is_empty() {
        return vec![Group { label: None, entries: rest }];
    }
    vec![
        Group { label: Some(words.favourites()), entries: first },
        Group { label: Some(words.all_banks()), entries: rest },
    ]
}

#[cfg(test)]
mod tests;
