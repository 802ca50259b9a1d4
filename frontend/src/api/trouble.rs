//! What can go wrong with a call, for a screen to act on.

use pse_shared::ProblemCode;
use pse_shared::api::ProblemField;

/// Why there is no answer to use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The network failed, or the answer took too long.
    Offline,
    /// The answer is not what the API promises.
    Garbled,
    /// The API said no.
    Problem(Refusal),
}

/// An `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which problem; `None` for one this version does not know.
    pub code: Option<ProblemCode>,
    /// Fit to be shown to the buyer.
    pub detail: String,
    /// Each wrong field.
    pub errors: Vec<ProblemField>,
    /// `Retry-After`, seconds.
    pub retry_after: Option<u32>,
}

impl Trouble {
    /// The code in `pse:error`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Garbled => "garbled",
            Self::Problem(refusal) => refusal.code.map_or("unknown", ProblemCode::as_str),
        }
    }

    /// Whether it is this problem.
    #[must_use]
    pub fn is(&self, code: ProblemCode) -> bool {
        matches!(self, Self::Problem(refusal) if refusal.code == Some(code))
    }
}
