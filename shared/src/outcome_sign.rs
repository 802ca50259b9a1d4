//! The sign beside an outcome's heading: a drawing of our own, and its tone for the style sheet.

use crate::state::PaymentState;

/// The icon of a payment's state, so that it never shows by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeSign {
    /// The icon as one SVG path on a 24 × 24 canvas.
    pub path: &'static str,
    /// The name of its colour in style sheets: `good`, `wait` or `bad`.
    pub tone: &'static str,
}

const CHECK: &str = "M9.5 18.2 3.8 12.5l1.5-1.5 4.2 4.2 9.2-9.2 1.5 1.5Z";
const CLOCK: &str = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm-1 3v5.6l4.3 2.6 1-1.7-3.3-2V7h-2Z";
const CROSS: &str =
    "M6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12 19 6.4 17.6 5 12 10.6Z";

/// Returns the icon of a payment in a state.
#[must_use]
#[inline]
pub const fn outcome_sign(state: PaymentState) -> OutcomeSign {
    let (path, tone) = match state {
        PaymentState::Approved => (CHECK, "good"),
        PaymentState::Creating | PaymentState::Pending => (CLOCK, "wait"),
        PaymentState::Rejected
        | PaymentState::Failed
        | PaymentState::Refused
        | PaymentState::Unanswered => (CROSS, "bad"),
    };
    OutcomeSign { path, tone }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_waiting_and_bad_differ_in_their_drawings_too() {
        for state in PaymentState::ALL {
            let sign = outcome_sign(state);
            let expected = match sign.tone {
                "good" => CHECK,
                "wait" => CLOCK,
                _ => CROSS,
            };
            assert_eq!(sign.path, expected, "{state:?}");
            assert_eq!(sign.tone == "wait", !state.is_final(), "{state:?}");
            assert_eq!(sign.tone == "good", state == PaymentState::Approved, "{state:?}");
        }
    }
}
