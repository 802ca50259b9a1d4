//! The state of a transaction, as the service tells it.

/// A transaction's `transactionState`: the four that the specification knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Ok,
    NotAuthorized,
    Pending,
    Failed,
}

impl State {
    const ALL: [Self; 4] = [Self::Ok, Self::NotAuthorized, Self::Pending, Self::Failed];

    /// The state's word as it is sent.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::NotAuthorized => "NOT_AUTHORIZED",
            Self::Pending => "PENDING",
            Self::Failed => "FAILED",
        }
    }

    /// The state of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The certified word for it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Ok => "Aprobada",
            Self::NotAuthorized => "Rechazada",
            Self::Pending => "Pendiente",
            Self::Failed => "Fallida",
        }
    }

    /// The state's `responseCode`.
    pub(crate) const fn response_code(self) -> i32 {
        match self {
            Self::Failed => 0,
            Self::Ok => 1,
            Self::NotAuthorized => 2,
            Self::Pending => 3,
        }
    }
}
