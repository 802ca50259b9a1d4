//! Which transitions between a payment's states are allowed: the one table of them.

use pse_shared::PaymentState;

/// Whether the state machine allows a payment to go from one state to another.
#[must_use]
pub const fn transition_allowed(from: PaymentState, to: PaymentState) -> bool {
    use PaymentState::{Approved, Creating, Failed, Pending, Refused, Rejected, Unanswered};
    matches!(
        (from, to),
        (Creating, Pending | Refused | Unanswered) | (Pending, Approved | Rejected | Failed)
    )
}
