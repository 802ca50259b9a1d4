//! The languages buyers are spoken to in.

/// A language: Spanish, English or Portuguese (ISO 639-1 in capitals).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Language {
    /// Spanish of Colombia, the certified one.
    #[default]
    #[cfg_attr(feature = "serde", serde(rename = "ES"))]
    Spanish,
    /// English.
    #[cfg_attr(feature = "serde", serde(rename = "EN"))]
    English,
    /// Portuguese of Brazil.
    #[cfg_attr(feature = "serde", serde(rename = "PT"))]
    Portuguese,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Spanish, Self::English, Self::Portuguese];

    /// The language's ISO 639-1 code, after which its file is named.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spanish => "es",
            Self::English => "en",
            Self::Portuguese => "pt",
        }
    }

    /// The language's BCP 47 tag, for amounts, dates and the `lang` attribute.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Spanish => "es-CO",
            Self::English => "en-US",
            Self::Portuguese => "pt-BR",
        }
    }

    /// The language's code at the provider (specification, "createTransaction": ISO 639-1 in capitals).
    #[must_use]
    pub const fn provider_code(self) -> &'static str {
        match self {
            Self::Spanish => "ES",
            Self::English => "EN",
            Self::Portuguese => "PT",
        }
    }

    /// Finds a language by its code at the provider, exactly.
    #[must_use]
    pub fn from_provider_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.provider_code() == code)
    }

    /// Finds the language of a BCP 47 tag, whatever its case and country; `None` for one that is not ours.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }
}
