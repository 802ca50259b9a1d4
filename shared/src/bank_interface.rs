//! Person or company: which of the bank's interfaces the payer uses, and which documents go
//! with it.

use crate::document::DocumentType;

/// Which of the bank's interfaces the payer uses: a natural person's or a company's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum BankInterface {
    /// Persona natural, `0` on the wire.
    Person,
    /// Empresa (persona jurídica), `1` on the wire.
    Company,
}

impl BankInterface {
    /// The name of the interface in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Company => "company",
        }
    }

    /// Finds an interface by its name in the API.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Person, Self::Company].into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether this kind of person may have that document: a company NIT only, a
    /// natural person anything else (certification, "Data").
    #[must_use]
    pub const fn accepts(self, kind: DocumentType) -> bool {
        match self {
            Self::Person => !matches!(kind, DocumentType::Nit),
            Self::Company => matches!(kind, DocumentType::Nit),
        }
    }
}
