//! Forms: what a browser sent, and fields with what is in them and what is wrong with it.

use axum::Form;
use axum::extract::rejection::FormRejection;
use subtle::ConstantTimeEq as _;

/// How a form arrives.
pub(super) type Sent = Result<Form<Vec<(String, String)>>, FormRejection>;

/// What a browser sent.
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// What arrived, unless it is no form.
    pub(super) fn read(sent: Sent) -> Option<Self> {
        sent.ok().map(|Form(fields)| Self(fields))
    }

    /// Nothing.
    pub(super) const fn nothing() -> Self {
        Self(Vec::new())
    }

    /// These.
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

/// How a field looks.
pub(super) enum Look {
    /// One line: `type`, `inputmode`, `autocomplete`, the longest text.
    Line(&'static str, &'static str, &'static str, usize),
    /// A list to choose from.
    List(Vec<Choice>),
    /// The same, all of it in sight.
    Radio(Vec<Choice>),
    /// A box to tick.
    Tick,
}

/// One of a list.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    /// A second line, and a text at the end of the first.
    pub(super) detail: String,
    pub(super) aside: String,
    /// It cannot be chosen.
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

/// A field.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) look: Look,
    pub(super) value: String,
    pub(super) hint: &'static str,
    /// A page that says more.
    pub(super) more: &'static str,
    pub(super) error: Option<String>,
    pub(super) focus: bool,
}

impl Field {
    pub(super) fn new(name: &'static str, label: &'static str, look: Look, typed: &Typed) -> Self {
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

    /// `aria-describedby`: the hint and the error.
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

/// What is wrong, by field.
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
        let field = |name| Field::new(name, "", Look::Tick, &Typed::nothing()).with_hint("x");
        let errors = vec![("c", "mal".to_owned()), ("b", "peor".to_owned())];
        let fields = mark(vec![field("a"), field("b"), field("c")], &errors);
        let focus: Vec<bool> = fields.iter().map(|field| field.focus).collect();
        assert_eq!(focus, [false, true, false]);
        assert_eq!(fields[1].described_by(), "b-hint b-error");
        assert_eq!(fields[0].described_by(), "a-hint");
    }
}
