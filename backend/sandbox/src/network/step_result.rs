//! What came of a step's form, and how many tries are left.

use crate::store::MAX_TRIES;

/// What came of a step's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StepResult {
    /// The portal goes on, or the payment ended.
    Done,
    /// A field is wrong: which one, and what the member is told.
    Wrong { field: &'static str, problem: String },
}

impl StepResult {
    pub(super) fn wrong(field: &'static str, problem: impl Into<String>) -> Self {
        Self::Wrong { field, problem: problem.into() }
    }
}

/// Tells how many tries are left after `wrong` ones: `Le quedan 2 intentos.`
pub(super) fn tries_left(wrong: u8) -> String {
    match MAX_TRIES.saturating_sub(wrong) {
        1 => "Le queda 1 intento.".to_owned(),
        tries => format!("Le quedan {tries} intentos."),
    }
}
