//! Any sequence of events at all: what always holds (property test).

use proptest::prelude::*;
use pse_shared::PaymentState;

use super::samples::{TIMES, accepted, at, creating, no_answer, says_of, transaction, unanswered};
use crate::payments::machine::{Event, decide, transition_allowed};
use crate::ports::provider::{Creation, StatusReport, Verdict};
use pse_shared::Actor;

fn any_event() -> impl Strategy<Value = Event> {
    let verdict = prop_oneof![
        Just(Verdict::Approved),
        Just(Verdict::Rejected),
        Just(Verdict::Failed),
        Just(Verdict::Pending),
        Just(Verdict::UnknownWord("X".into())),
        Just(Verdict::NotAnswered("TRY_LATER".into())),
    ];
    let report =
        (verdict, any::<bool>(), any::<bool>()).prop_map(|(verdict, ours, same)| StatusReport {
            reference: Some(if same { "R1" } else { "R2" }.to_owned()),
            ..says_of(transaction(if ours { "15" } else { "16" }), verdict)
        });
    prop_oneof![
        Just(accepted()),
        Just(unanswered()),
        Just(Event::Orphaned),
        Just(Event::Creation(Creation::NotSent { why: no_answer() })),
        report.prop_map(|report| Event::Reported(Actor::Return, report)),
        Just(Event::NotReported(Actor::Probe, "cut".into())),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_the_promises_hold(events in prop::collection::vec(any_event(), 0..12)) {
        let mut payment = creating();
        for (second, event) in (1..).zip(&events) {
            let before = payment.clone();
            let after = decide(&payment, event, at(second), &TIMES);
            payment = after.payment.clone();
            if before.state.is_final() {
                prop_assert_eq!(payment.state, before.state, "final states never move");
            }
            if payment.state != before.state {
                prop_assert!(transition_allowed(before.state, payment.state));
                prop_assert!(after.changes_state() && after.checkout.is_some());
            }
            prop_assert_eq!(payment.schedule.next_probe_at.is_some(), payment.state == PaymentState::Pending);
            if payment.state == PaymentState::Pending {
                prop_assert!(payment.bank_url.is_some() && payment.transaction.is_some());
            }
            if payment.state == PaymentState::Approved && before.state == PaymentState::Pending {
                prop_assert!(matches!(event, Event::Reported(_, report)
                    if report.verdict == Verdict::Approved
                    && report.facts.transaction == transaction("15")
                    && report.reference.as_deref() == Some("R1")));
            }
        }
    }
}
