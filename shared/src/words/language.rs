//! The languages buyers are spoken to in.

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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

    /// Its ISO 639-1 code, which its file is named after.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spanish => "es",
            Self::English => "en",
            Self::Portuguese => "pt",
        }
    }

    /// BCP 47, for amounts, dates and the `lang` attribute.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Spanish => "es-CO",
            Self::English => "en-US",
            Self::Portuguese => "pt-BR",
        }
    }

    /// As the provider writes it (specification, "createTransaction": ISO 639-1 in capitals).
    #[must_use]
    pub const fn provider_code(self) -> &'static str {
        match self {
            Self::Spanish => "ES",
            Self::English => "EN",
            Self::Portuguese => "PT",
        }
    }

    /// The language the provider calls so, exactly.
    #[must_use]
    pub fn from_provider_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.provider_code() == code)
    }

    /// The language of a BCP 47 tag in any case, whatever the country; `None` for one that is not spoken here.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }
}
