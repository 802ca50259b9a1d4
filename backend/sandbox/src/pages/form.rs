//! Forms: what a browser sent, and fields with what is in them and what is wrong with it.

use axum::Form;
use axum::extract::rejection::FormRejection;
use subtle::ConstantTimeEq as _;

/// A form as a handler receives it, or why it is no form.
pub(super) type SentForm = Result<Form<Vec<(String, String)>>, FormRejection>;

/// The fields of a form that a browser sent.
pub(super) struct FormData(Vec<(String, String)>);

impl FormData {
    /// The fields of a form that was received; `None` when it is no form.
    pub(super) fn read(sent: SentForm) -> Option<Self> {
        sent.ok().map(|Form(fields)| Self(fields))
    }

    /// A form without fields.
    pub(super) const fn nothing() -> Self {
        Self(Vec::new())
    }

    /// A form with these fields.
    pub(super) fn of<const N: usize>(fields: [(&str, &str); N]) -> Self {
        Self(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
    }

    /// The text of a field, trimmed; empty when it is not there.
    pub(super) fn get(&self, name: &str) -> &str {
        let field = self.0.iter().find(|(given, _)| given == name);
        field.map_or("", |(_, value)| value.trim())
    }

    /// Whether the form carries the token of the page it came from.
    pub(super) fn is_ours(&self, csrf: &str) -> bool {
        bool::from(self.get("csrf").as_bytes().ct_eq(csrf.as_bytes()))
    }
}

/// A field's control.
pub(super) enum Control {
    /// An input of one line: its `type`, `inputmode`, `autocomplete` and longest text.
    Line(&'static str, &'static str, &'static str, usize),
    /// A drop-down list.
    List(Vec<Choice>),
    /// Radio buttons.
    Radio(Vec<Choice>),
    /// A check box.
    Tick,
}

/// An option of a list or of radio buttons.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    /// The option's second line, and the text at the end of its first.
    pub(super) detail: String,
    pub(super) aside: String,
    /// Whether the option cannot be chosen.
    pub(super) closed: bool,
}

impl Choice {
    pub(super) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            detail: String::new(),
            aside: String::new(),
            closed: false,
        }
    }
}

/// A field of a form: label, control, value and error.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) look: Control,
    pub(super) value: String,
    pub(super) hint: &'static str,
    /// The address of a page that says more about the field.
    pub(super) more: &'static str,
    pub(super) error: Option<String>,
    pub(super) focus: bool,
}

impl Field {
    pub(super) fn new(
        name: &'static str,
        label: &'static str,
        look: Control,
        typed: &FormData,
    ) -> Self {
        Self {
            name,
            label,
            look,
            value: typed.get(name).to_owned(),
            hint: "",
            more: "",
            error: None,
            focus: false,
        }
    }

    pub(super) fn with_hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The ids for `aria-describedby`: the hint's and the error's.
    pub(super) fn described_by(&self) -> String {
        let name = self.name;
        match (self.hint.is_empty(), self.error.is_some()) {
            (true, false) => String::new(),
            (false, false) => format!("{name}-hint"),
            (true, true) => format!("{name}-error"),
            (false, true) => format!("{name}-hint {name}-error"),
        }
    }

    pub(super) fn is(&self, choice: &Choice) -> bool {
        self.value == choice.value
    }
}

/// The errors of a form: each a field's name and what is wrong with it.
pub(super) type Errors = Vec<(&'static str, String)>;

/// Puts the errors at their fields; the first wrong field gets the focus.
pub(super) fn mark(mut fields: Vec<Field>, errors: &Errors) -> Vec<Field> {
    for field in &mut fields {
        let error = errors.iter().find(|(name, _)| *name == field.name);
        field.error = error.map(|(_, problem)| problem.clone());
    }
    if let Some(first) = fields.iter_mut().find(|field| field.error.is_some()) {
        first.focus = true;
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wrong_field_gets_the_focus_and_names_its_error() {
        let field = |name| Field::new(name, "", Control::Tick, &FormData::nothing()).with_hint("x");
        let errors = vec![("c", "mal".to_owned()), ("b", "peor".to_owned())];
        let fields = mark(vec![field("a"), field("b"), field("c")], &errors);
        let focus: Vec<bool> = fields.iter().map(|field| field.focus).collect();
        assert_eq!(focus, [false, true, false]);
        assert_eq!(fields[1].described_by(), "b-hint b-error");
        assert_eq!(fields[0].described_by(), "a-hint");
    }
}
