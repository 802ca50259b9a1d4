//! Every transition, and every answer that must not change the state.

use pse_shared::{CheckoutState, PaymentState};

use super::samples::{
    TIMES, accepted, at, creating, facts, informed, pending, says, says_of, transaction, unanswered,
};
use crate::alerts::Alert;
use crate::payments::machine::{Event, decide};
use crate::ports::provider::{Creation, Refusal, StatusReport, Verdict};
use pse_shared::Actor;

#[test]
fn an_accepted_creation_is_pending_and_first_asked_about_eight_minutes_after_it() {
    let after = decide(&creating(), &accepted(), at(2), &TIMES);
    assert_eq!(after.payment.state, PaymentState::Pending);
    assert_eq!(after.payment.schedule.next_probe_at, Some(at(480)));
    assert_eq!(after.payment.cus.as_deref(), Some("0021502"), "leading zeros stay");
    assert_eq!(after.checkout, Some(CheckoutState::Pending));
    assert!(after.changes_state() && after.alerts.is_empty());
}

#[test]
fn a_refusal_opens_the_checkout_again_and_configuration_alerts() {
    for (why, alerts) in [
        (Refusal::Other, vec![]),
        (Refusal::LimitExceeded, vec![]),
        (Refusal::Misconfigured, vec![Alert::Configuration]),
    ] {
        let refused = Event::Creation(Creation::Refused { facts: facts(), why });
        let after = decide(&creating(), &refused, at(2), &TIMES);
        assert_eq!(after.payment.state, PaymentState::Refused);
        assert_eq!(after.checkout, Some(CheckoutState::Open));
        assert_eq!(after.payment.bank_url, None);
        assert_eq!(after.payment.refusal, Some(why));
        assert_eq!(after.alerts, alerts);
    }
}

#[test]
fn no_usable_answer_is_unanswered_alerted_and_open_for_another_attempt() {
    let after = decide(&creating(), &unanswered(), at(20), &TIMES);
    assert_eq!(after.payment.state, PaymentState::Unanswered);
    assert_eq!(after.checkout, Some(CheckoutState::Open));
    assert_eq!(after.alerts, [Alert::Unanswered]);
}

#[test]
fn a_payment_found_creating_at_start_up_is_unanswered_by_the_system() {
    let after = decide(&creating(), &Event::Orphaned, at(20), &TIMES);
    assert_eq!(after.payment.state, PaymentState::Unanswered);
    assert_eq!(after.history.unwrap().by, Actor::System);
}

#[test]
fn an_acceptance_that_comes_too_late_is_kept_and_never_shown() {
    let settled = decide(&creating(), &Event::Orphaned, at(20), &TIMES).payment;
    let late = decide(&settled, &accepted(), at(25), &TIMES);
    assert_eq!(late.payment.state, PaymentState::Unanswered);
    assert_eq!(late.payment.transaction, transaction("15"));
    assert_eq!(late.payment.bank_url, None);
    assert_eq!(late.checkout, None);
    assert!(!late.changes_state() && late.history.is_some());
}

#[test]
fn a_second_creation_answer_never_takes_a_pending_payments_ids() {
    let after = decide(&pending(), &unanswered(), at(30), &TIMES);
    assert_eq!(after.payment.state, PaymentState::Pending);
    assert_eq!(after.payment.transaction, transaction("15"));
}

#[test]
fn each_final_word_ends_a_pending_payment() {
    for (word, state, checkout) in [
        (Verdict::Approved, PaymentState::Approved, CheckoutState::Paid),
        (Verdict::Rejected, PaymentState::Rejected, CheckoutState::Open),
        (Verdict::Failed, PaymentState::Failed, CheckoutState::Open),
    ] {
        let after = informed(&pending(), says(word));
        assert_eq!(after.payment.state, state);
        assert_eq!(after.payment.schedule.next_probe_at, None);
        assert_eq!(after.checkout, Some(checkout));
        assert_eq!(after.payment.transaction_cycle, Some(1), "the creation's cycle stands");
    }
}

#[test]
fn still_pending_is_asked_again_fifteen_minutes_after_the_answer() {
    let first = informed(&pending(), says(Verdict::Pending));
    assert_eq!(first.payment.state, PaymentState::Pending);
    assert_eq!(first.payment.schedule.next_probe_at, Some(at(1500)));
    assert!(first.history.is_some() && !first.changes_state());
    let same = informed(&first.payment, says(Verdict::Pending));
    assert_eq!(same.history, None, "the same answer again is no news");
}

#[test]
fn unknown_words_and_missing_states_are_kept_alerted_and_still_pending() {
    for word in ["APPROVED", ""] {
        let after = informed(&pending(), says(Verdict::UnknownWord(word.into())));
        assert_eq!(after.payment.state, PaymentState::Pending);
        assert_eq!(after.alerts, [Alert::UnknownWord]);
        assert!(after.payment.schedule.next_probe_at.is_some());
    }
}

#[test]
fn ok_counts_only_for_this_very_transaction_and_reference() {
    let ok = || says(Verdict::Approved);
    for report in [
        says_of(transaction("16"), Verdict::Approved),
        says_of(None, Verdict::Approved),
        StatusReport { reference: Some("R2".into()), ..ok() },
        StatusReport { reference: None, ..ok() },
        says_of(transaction("16"), Verdict::Failed),
    ] {
        let after = informed(&pending(), report);
        assert_eq!(after.payment.state, PaymentState::Pending);
        assert_eq!(after.alerts, [Alert::Mismatch]);
        assert!(after.payment.schedule.next_probe_at.is_some());
    }
}

#[test]
fn an_error_code_is_not_an_outcome_whatever_the_state_says() {
    let before = pending();
    let after = informed(&before, says(Verdict::NotAnswered("TRY_LATER".into())));
    assert_eq!(after.payment.state, PaymentState::Pending);
    assert_eq!(after.payment.provider_data, before.provider_data, "nothing was learnt");
    assert_eq!(after.history.unwrap().provider_data["state"], "as it came");
}

#[test]
fn final_states_absorb_and_contradictions_are_recorded() {
    let approved = informed(&pending(), says(Verdict::Approved)).payment;
    let again = informed(&approved, says(Verdict::Approved));
    assert_eq!((again.history, again.payment), (None, approved.clone()));
    let against = informed(&approved, says(Verdict::Failed));
    assert_eq!(against.payment.state, PaymentState::Approved);
    assert_eq!(against.alerts, [Alert::Contradiction]);
    assert!(against.history.unwrap().note.unwrap().contains("failed"));
}

#[test]
fn a_question_without_answer_changes_nothing_but_the_next_time() {
    let event = Event::NotReported(Actor::Probe, "time-out".into());
    let after = decide(&pending(), &event, at(600), &TIMES);
    assert_eq!(after.payment.state, PaymentState::Pending);
    assert_eq!(after.payment.schedule.next_probe_at, Some(at(1500)));
    assert_eq!(after.history.unwrap().note.as_deref(), Some("time-out"));
}
