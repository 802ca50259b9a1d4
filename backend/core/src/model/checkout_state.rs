//! The states of a checkout and the transitions between them: the only place that decides them.
//!
//! `open` → `pending` (a payment is creating or pending) → `paid`, or back to `open` when the payment ends
//! otherwise. "Expired" is not stored: an open checkout is expired once its time is over.

use jiff::Timestamp;
use pse_shared::{CheckoutState, PaymentState};

/// The state of a new checkout.
pub const NEW: CheckoutState = CheckoutState::Open;

/// The state of a checkout whose latest payment is in a state.
#[must_use]
pub const fn after(payment: PaymentState) -> CheckoutState {
    match payment {
        PaymentState::Creating | PaymentState::Pending => CheckoutState::Pending,
        PaymentState::Approved => CheckoutState::Paid,
        PaymentState::Refused
        | PaymentState::Unanswered
        | PaymentState::Rejected
        | PaymentState::Failed => CheckoutState::Open,
    }
}

/// The state of a checkout at a time: a stored `open` past its time is `expired`.
#[must_use]
pub fn at(stored: CheckoutState, expires_at: Timestamp, now: Timestamp) -> CheckoutState {
    match stored {
        CheckoutState::Open if now >= expires_at => CheckoutState::Expired,
        CheckoutState::Open
        | CheckoutState::Pending
        | CheckoutState::Paid
        | CheckoutState::Expired => stored,
    }
}

/// The state of a checkout as its page shows it, read with its latest payment: a payment that moved between
/// the two reads counts.
#[must_use]
pub fn seen_with(
    stored: CheckoutState,
    latest: Option<PaymentState>,
    expires_at: Timestamp,
    now: Timestamp,
) -> CheckoutState {
    match latest.map(after) {
        Some(state @ (CheckoutState::Paid | CheckoutState::Pending)) => state,
        Some(CheckoutState::Open | CheckoutState::Expired) | None => at(stored, expires_at, now),
    }
}

/// The state that a store keeps of a checkout in a state: `expired` is only ever derived.
#[must_use]
pub const fn stored(state: CheckoutState) -> CheckoutState {
    match state {
        CheckoutState::Expired => CheckoutState::Open,
        CheckoutState::Open | CheckoutState::Pending | CheckoutState::Paid => state,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_living_payment_holds_its_checkout_and_an_approved_one_pays_it() {
        for state in PaymentState::ALL {
            let expected = match state {
                PaymentState::Creating | PaymentState::Pending => CheckoutState::Pending,
                PaymentState::Approved => CheckoutState::Paid,
                PaymentState::Refused
                | PaymentState::Unanswered
                | PaymentState::Rejected
                | PaymentState::Failed => CheckoutState::Open,
            };
            assert_eq!(after(state), expected, "{state:?}");
            assert_eq!(stored(after(state)), after(state), "{state:?}");
        }
    }

    #[test]
    fn only_an_open_checkout_expires() {
        assert_eq!(at(CheckoutState::Open, time(10), time(9)), CheckoutState::Open);
        assert_eq!(at(CheckoutState::Open, time(10), time(10)), CheckoutState::Expired);
        for state in [CheckoutState::Pending, CheckoutState::Paid] {
            assert_eq!(at(state, time(10), time(99)), state);
        }
        assert_eq!(stored(CheckoutState::Expired), CheckoutState::Open);
    }

    #[test]
    fn a_payment_that_moved_between_two_readings_counts() {
        let (over, now) = (time(10), time(99));
        let seen = |stored, latest| seen_with(stored, latest, over, now);
        assert_eq!(seen(CheckoutState::Open, Some(PaymentState::Approved)), CheckoutState::Paid);
        assert_eq!(seen(CheckoutState::Open, Some(PaymentState::Pending)), CheckoutState::Pending);
        assert_eq!(seen(CheckoutState::Open, Some(PaymentState::Failed)), CheckoutState::Expired);
        assert_eq!(
            seen(CheckoutState::Pending, Some(PaymentState::Failed)),
            CheckoutState::Pending
        );
        assert_eq!(seen(CheckoutState::Open, None), CheckoutState::Expired);
    }
}
