//! What a key's value may be: how it is written, what is allowed, and how it is read.

use serde_json::{Map, Value};

/// What is shown instead of a secret.
pub(crate) const MASK: &str = "********";

/// How a value is written in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `"text"`.
    Text,
    /// `5` or `"5 minutes"`.
    Number,
    /// `true`, `false`.
    Boolean,
}

/// A form and its rules in the words of JSON Schema.
#[derive(Debug, Clone)]
pub(crate) struct Scalar {
    pub(crate) form: Form,
    pub(crate) rules: Map<String, Value>,
}

type Parse<T> = Box<dyn Fn(&str) -> Result<T, String>>;
type Shown = fn(&str) -> Option<String>;

/// What a key's value may be, declared once: reading and the JSON schema both follow it.
///
/// The reader's reason says what is wrong as the end of a sentence that begins with the
/// value (`"soon" is not a length of time`).
pub struct Kind<T> {
    pub(crate) scalar: Scalar,
    pub(crate) parse: Parse<T>,
    /// What may be shown of a text; `None` where all of it may.
    pub(crate) shown: Option<Shown>,
}

impl<T: 'static> Kind<T> {
    /// Text, in quotes in the file.
    pub fn text(parse: impl Fn(&str) -> Result<T, String> + 'static) -> Self {
        Self::new(Form::Text, parse)
    }

    /// A whole number, or text for what a number alone does not say (`"5 minutes"`).
    pub fn number(parse: impl Fn(&str) -> Result<T, String> + 'static) -> Self {
        Self::new(Form::Number, parse)
    }

    /// `true` or `false`.
    pub(crate) fn boolean(parse: impl Fn(&str) -> Result<T, String> + 'static) -> Self {
        Self::new(Form::Boolean, parse)
    }

    fn new(form: Form, parse: impl Fn(&str) -> Result<T, String> + 'static) -> Self {
        Self { scalar: Scalar { form, rules: Map::new() }, parse: Box::new(parse), shown: None }
    }

    /// A rule that `parse` has, said in JSON Schema too (`"minimum"`, `"maxLength"`).
    #[must_use]
    pub fn rule(mut self, keyword: &str, value: impl Into<Value>) -> Self {
        self.scalar.rules.insert(keyword.to_owned(), value.into());
        self
    }

    /// The same, of which only a part may be shown, as a secret can be inside it: `shown` makes that part, the whole text where
    /// it holds no secret, and nothing where the text cannot be told apart.
    #[must_use]
    pub fn shown_as(mut self, shown: fn(&str) -> Option<String>) -> Self {
        self.shown = Some(shown);
        self
    }

    /// The same, refusing first what `check` refuses.
    #[must_use]
    pub fn only_if(self, check: impl Fn(&str) -> Result<(), String> + 'static) -> Self {
        let parse = self.parse;
        let checked: Parse<T> = Box::new(move |text| check(text).and_then(|()| parse(text)));
        Self { scalar: self.scalar, parse: checked, shown: self.shown }
    }

    /// The same, kept as the text that was written.
    #[must_use]
    pub fn as_written(self) -> Kind<String> {
        let parse = self.parse;
        let kept: Parse<String> = Box::new(move |text| parse(text).map(|_| text.to_owned()));
        Kind { scalar: self.scalar, parse: kept, shown: self.shown }
    }
}
