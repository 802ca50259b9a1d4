//! The buttons of a bank's page and what each leads to.

use crate::banks::{Ending, Journey};

/// A button: what the form sends, and what it says.
pub(super) struct Choice {
    pub(super) action: &'static str,
    pub(super) label: &'static str,
    ending: Ending,
}

const fn choice(action: &'static str, label: &'static str, ending: Ending) -> Choice {
    Choice { action, label, ending }
}

/// The ways to confirm that a bank offers; a bank with one way offers "Pagar".
pub(super) fn choices(journey: Journey) -> Vec<Choice> {
    match journey {
        Journey::Confirm(ending) => vec![choice("pagar", "Pagar", ending)],
        Journey::Choose => vec![
            choice("aprobar", "Aprobar", Ending::Approve),
            choice("rechazar", "Rechazar", Ending::Reject),
            choice("fallar", "Fallar", Ending::Fail),
            choice("pendiente", "Dejar pendiente", Ending::StayPending),
        ],
        // Its ways are in the portal's own pages.
        Journey::Network => Vec::new(),
    }
}

/// What a form's action leads to, if the bank offers it.
pub(super) fn ending_of(journey: Journey, action: &str) -> Option<Ending> {
    choices(journey).into_iter().find(|choice| choice.action == action).map(|choice| choice.ending)
}
