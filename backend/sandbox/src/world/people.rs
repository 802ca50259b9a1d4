//! Who is registered with PSE: people and companies.

use serde::Deserialize;

/// A kind of person that PSE knows: natural or jurídica.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Persona {
    Natural,
    Juridica,
}

impl Persona {
    /// The kind's word in forms.
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

    /// The kind's name as people read it.
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
    /// The number of the identity document; a company's is its NIT.
    pub(crate) document: String,
    /// The person's names and family names, or the company's name (razón social).
    pub(crate) name: String,
    pub(crate) mobile: String,
    pub(crate) address: String,
    pub(crate) email: String,
    /// The security question that was chosen.
    pub(crate) question: String,
    pub(crate) answer: String,
    /// Whether PSE's news are wanted.
    #[serde(default)]
    pub(crate) news: bool,
    /// A company's legal contact.
    pub(crate) contact: Option<Contact>,
}

/// A company's legal contact.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contact {
    pub(crate) document_type: String,
    pub(crate) document: String,
    pub(crate) name: String,
}
