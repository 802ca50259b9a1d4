//! The buttons of a bank's page and what each leads to.

use crate::banks::{Ending, Journey};

/// A button of a bank's page: what the form sends, and its label.
pub(super) struct Button {
    pub(super) action: &'static str,
    pub(super) label: &'static str,
    ending: Ending,
}

const fn button(action: &'static str, label: &'static str, ending: Ending) -> Button {
    Button { action, label, ending }
}

/// The ways to confirm that a bank offers; a bank with one way offers "Pagar".
pub(super) fn buttons(journey: Journey) -> Vec<Button> {
    match journey {
        Journey::Confirm(ending) => vec![button("pagar", "Pagar", ending)],
        Journey::Choose => vec![
            button("aprobar", "Aprobar", Ending::Approve),
            button("rechazar", "Rechazar", Ending::Reject),
            button("fallar", "Fallar", Ending::Fail),
            button("pendiente", "Dejar pendiente", Ending::StayPending),
        ],
        // Its ways are in the portal's own pages.
        Journey::Network => Vec::new(),
    }
}

/// The ending that a form's action stands for; `None` when the bank does not offer it.
pub(super) fn ending_of(journey: Journey, action: &str) -> Option<Ending> {
    buttons(journey).into_iter().find(|button| button.action == action).map(|button| button.ending)
}
