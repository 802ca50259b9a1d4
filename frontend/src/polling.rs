//! When the widget reads the checkout again. It only ever asks the backend; asking the
//! provider is the probe's work, and nothing here adds to it.

use pse_shared::PaymentState;

/// The slowest pace, milliseconds: a stream that a proxy holds back is noticed.
const SLOWEST: u32 = 120_000;

/// Milliseconds until the next reading. `None` once the state is final.
///
/// While the event stream is open it brings the news, and reading is only a safety
/// net; without it every 15 seconds, growing. `creating` lasts seconds.
#[must_use]
pub fn delay(state: PaymentState, stream_open: bool, readings: u32) -> Option<u32> {
    let (first, slowest) = match state {
        PaymentState::Creating => (2_000, 15_000),
        PaymentState::Pending if stream_open => (SLOWEST, SLOWEST),
        PaymentState::Pending => (15_000, SLOWEST),
        PaymentState::Refused
        | PaymentState::Unanswered
        | PaymentState::Approved
        | PaymentState::Rejected
        | PaymentState::Failed => return None,
    };
    let mut delay: u32 = first;
    for _ in 0..readings.min(10) {
        delay += delay / 2;
    }
    Some(delay.min(slowest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_stream_it_starts_at_15_seconds_and_grows_to_two_minutes() {
        let delays: Vec<_> =
            (0..8).filter_map(|n| delay(PaymentState::Pending, false, n)).collect();
        assert_eq!(delays, [15_000, 22_500, 33_750, 50_625, 75_937, 113_905, 120_000, 120_000]);
    }

    #[test]
    fn an_open_stream_leaves_reading_as_a_safety_net() {
        assert_eq!(delay(PaymentState::Pending, true, 0), Some(SLOWEST));
        assert_eq!(delay(PaymentState::Pending, true, u32::MAX), Some(SLOWEST));
    }

    #[test]
    fn a_transaction_being_created_is_looked_at_soon() {
        assert_eq!(delay(PaymentState::Creating, true, 0), Some(2_000));
        assert_eq!(delay(PaymentState::Creating, false, u32::MAX), Some(15_000));
    }

    #[test]
    fn final_states_are_left_alone() {
        for state in PaymentState::ALL.into_iter().filter(|state| state.is_final()) {
            assert_eq!(delay(state, false, 0), None);
        }
    }
}
