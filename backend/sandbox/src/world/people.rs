//! Who is registered with PSE: people and companies.

use serde::Deserialize;

/// The two kinds of person PSE knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Persona {
    Natural,
    Juridica,
}

impl Persona {
    /// The word in forms.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Natural => "natural",
            Self::Juridica => "juridica",
        }
    }

    /// The kind of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Natural, Self::Juridica].into_iter().find(|persona| persona.as_str() == word)
    }

    /// As people read it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Natural => "Persona natural",
            Self::Juridica => "Persona jurídica",
        }
    }
}

/// Somebody registered with PSE.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registrant {
    pub(crate) persona: Persona,
    pub(crate) document_type: String,
    /// A company's is its NIT.
    pub(crate) document: String,
    /// Names and family names, or razón social.
    pub(crate) name: String,
    pub(crate) mobile: String,
    pub(crate) address: String,
    pub(crate) email: String,
    /// The security question.
    pub(crate) question: String,
    pub(crate) answer: String,
    /// Wants PSE's news.
    #[serde(default)]
    pub(crate) news: bool,
    /// A company's legal contact.
    pub(crate) contact: Option<Contact>,
}

/// Who answers for a company.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contact {
    pub(crate) document_type: String,
    pub(crate) document: String,
    pub(crate) name: String,
}
