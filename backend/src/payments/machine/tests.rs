//! Every move, every answer that must not move anything, and any sequence of events at all.

use std::time::Duration;

use proptest::prelude::*;
use pse_shared::order::Amounts;
use pse_shared::{BankInterface, Person};

use super::*;
use crate::model::{CheckoutId, PaymentId, Schedule};

const TIMES: ProbeTimes =
    ProbeTimes { first_after: Duration::from_secs(480), every: Duration::from_secs(900) };

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

fn creating() -> Payment {
    Payment {
        id: PaymentId::random().unwrap(),
        checkout_id: CheckoutId::random().unwrap(),
        site: "demo".parse().unwrap(),
        merchant_reference: "R1".into(),
        attempt: 1,
        reference: "R1".into(),
        amounts: Amounts::default(),
        currency: "COP".into(),
        bank_code: "9001".into(),
        bank_name: "BANCO".into(),
        bank_interface: BankInterface::Person,
        payer: Person::default(),
        state: PaymentState::Creating,
        version: 0,
        created_at: at(0),
        updated_at: at(0),
        transaction_id: None,
        session_id: None,
        cus: None,
        transaction_cycle: None,
        bank_url: None,
        return_code: None,
        response_code: None,
        reason_code: None,
        reason_text: None,
        transaction_state: None,
        bank_process_date: None,
        on_test: false,
        schedule: Schedule::default(),
    }
}

fn names() -> Names {
    Names {
        transaction_id: Some(15),
        session_id: Some("ae5d".into()),
        cus: Some("0021502".into()),
        transaction_cycle: Some(1),
    }
}

fn accepted() -> Event {
    Event::Creation(Creation::Accepted {
        names: names(),
        bank_url: "https://pse.example/1".into(),
        reason: Reason { return_code: Some("SUCCESS".into()), ..Reason::default() },
    })
}

fn unanswered() -> Event {
    Event::Creation(Creation::Unanswered {
        names: Names::default(),
        reason: Reason::default(),
        why: "time-out".into(),
    })
}

fn pending() -> Payment {
    step(&creating(), &accepted(), at(2), &TIMES).payment
}

fn says(state: TransactionState) -> Information {
    Information {
        transaction_id: Some(15),
        reference: Some("R1".into()),
        code: InformationCode::Success,
        state: Some(state),
        cus: Some("0021502".into()),
        transaction_cycle: Some(-1),
        bank_process_date: Some("2026-11-23T10:00:00-05:00".into()),
        on_test: Some(true),
        reason: Reason { reason_code: Some("00".into()), ..Reason::default() },
    }
}

fn informed(payment: &Payment, information: Information) -> Step {
    step(payment, &Event::Informed(Asker::Probe, information), at(600), &TIMES)
}

#[test]
fn an_accepted_creation_is_pending_and_first_asked_about_eight_minutes_after_it() {
    let step = step(&creating(), &accepted(), at(2), &TIMES);
    assert_eq!(step.payment.state, PaymentState::Pending);
    assert_eq!(step.payment.schedule.next_probe_at, Some(at(480)));
    assert_eq!(step.payment.cus.as_deref(), Some("0021502"), "leading zeros stay");
    assert_eq!(step.checkout, Some(CheckoutState::Pending));
    assert!(step.moved() && step.alerts.is_empty());
}

#[test]
fn a_refusal_opens_the_checkout_again_and_configuration_alerts() {
    for (configuration, alerts) in [(false, vec![]), (true, vec![Alert::Configuration])] {
        let refused = Event::Creation(Creation::Refused {
            names: names(),
            reason: Reason { return_code: Some("FAIL_X".into()), ..Reason::default() },
            configuration,
        });
        let step = step(&creating(), &refused, at(2), &TIMES);
        assert_eq!(step.payment.state, PaymentState::Refused);
        assert_eq!(step.checkout, Some(CheckoutState::Open));
        assert_eq!(step.payment.bank_url, None);
        assert_eq!(step.alerts, alerts);
    }
}

#[test]
fn no_usable_answer_is_unanswered_alerted_and_open_for_another_attempt() {
    let step = step(&creating(), &unanswered(), at(20), &TIMES);
    assert_eq!(step.payment.state, PaymentState::Unanswered);
    assert_eq!(step.checkout, Some(CheckoutState::Open));
    assert_eq!(step.alerts, [Alert::Unanswered]);
}

#[test]
fn a_payment_found_creating_at_start_up_is_unanswered_by_the_system() {
    let step = step(&creating(), &Event::Orphaned, at(20), &TIMES);
    assert_eq!(step.payment.state, PaymentState::Unanswered);
    assert_eq!(step.history.unwrap().by, Asker::System);
}

#[test]
fn an_acceptance_that_comes_too_late_is_kept_and_never_shown() {
    let settled = step(&creating(), &Event::Orphaned, at(20), &TIMES).payment;
    let late = step(&settled, &accepted(), at(25), &TIMES);
    assert_eq!(late.payment.state, PaymentState::Unanswered);
    assert_eq!(late.payment.transaction_id, Some(15));
    assert_eq!(late.payment.bank_url, None);
    assert_eq!(late.checkout, None);
    assert!(!late.moved() && late.history.is_some());
}

#[test]
fn a_second_creation_answer_never_takes_a_pending_payments_names() {
    let step = step(&pending(), &unanswered(), at(30), &TIMES);
    assert_eq!(step.payment.state, PaymentState::Pending);
    assert_eq!(step.payment.transaction_id, Some(15));
}

#[test]
fn each_final_word_ends_a_pending_payment() {
    for (word, state, checkout) in [
        (TransactionState::Ok, PaymentState::Approved, CheckoutState::Paid),
        (TransactionState::NotAuthorized, PaymentState::Rejected, CheckoutState::Open),
        (TransactionState::Failed, PaymentState::Failed, CheckoutState::Open),
    ] {
        let step = informed(&pending(), says(word));
        assert_eq!(step.payment.state, state);
        assert_eq!(step.payment.schedule.next_probe_at, None);
        assert_eq!(step.checkout, Some(checkout));
        assert_eq!(step.payment.transaction_cycle, Some(1), "the creation's cycle stands");
    }
}

#[test]
fn still_pending_is_asked_again_fifteen_minutes_after_the_answer() {
    let first = informed(&pending(), says(TransactionState::Pending));
    assert_eq!(first.payment.state, PaymentState::Pending);
    assert_eq!(first.payment.schedule.next_probe_at, Some(at(1500)));
    assert!(first.history.is_some() && !first.moved());
    let same = informed(&first.payment, says(TransactionState::Pending));
    assert_eq!(same.history, None, "the same answer again is no news");
}

#[test]
fn unknown_words_and_missing_states_are_kept_alerted_and_still_pending() {
    for state in [Some(TransactionState::Unknown("APPROVED".into())), None] {
        let step = informed(&pending(), Information { state, ..says(TransactionState::Ok) });
        assert_eq!(step.payment.state, PaymentState::Pending);
        assert_eq!(step.alerts, [Alert::UnknownWord]);
        assert!(step.payment.schedule.next_probe_at.is_some());
    }
}

#[test]
fn ok_counts_only_for_this_very_transaction_and_reference() {
    let ok = || says(TransactionState::Ok);
    for information in [
        Information { transaction_id: Some(16), ..ok() },
        Information { transaction_id: None, ..ok() },
        Information { reference: Some("R2".into()), ..ok() },
        Information { reference: None, ..ok() },
        Information { transaction_id: Some(16), ..says(TransactionState::Failed) },
    ] {
        let step = informed(&pending(), information);
        assert_eq!(step.payment.state, PaymentState::Pending);
        assert_eq!(step.alerts, [Alert::Mismatch]);
        assert!(step.payment.schedule.next_probe_at.is_some());
    }
}

#[test]
fn an_error_code_is_not_an_outcome_whatever_the_state_says() {
    for word in ["FAIL_TIMEOUT", "FAIL_INVALIDSTATE", "NEW"] {
        let code = InformationCode::from_word(word);
        let step = informed(&pending(), Information { code, ..says(TransactionState::Ok) });
        assert_eq!(step.payment.state, PaymentState::Pending);
        assert_eq!(step.history.unwrap().return_code.as_deref(), Some(word));
    }
}

#[test]
fn final_states_absorb_and_contradictions_are_recorded() {
    let approved = informed(&pending(), says(TransactionState::Ok)).payment;
    let again = informed(&approved, says(TransactionState::Ok));
    assert_eq!((again.history, again.payment), (None, approved.clone()));
    let against = informed(&approved, says(TransactionState::Failed));
    assert_eq!(against.payment.state, PaymentState::Approved);
    assert_eq!(against.alerts, [Alert::Contradiction]);
    assert!(against.history.unwrap().note.unwrap().contains("failed"));
}

#[test]
fn a_question_without_answer_changes_nothing_but_the_next_time() {
    let step =
        step(&pending(), &Event::NotInformed(Asker::Probe, "time-out".into()), at(600), &TIMES);
    assert_eq!(step.payment.state, PaymentState::Pending);
    assert_eq!(step.payment.schedule.next_probe_at, Some(at(1500)));
    assert_eq!(step.history.unwrap().note.as_deref(), Some("time-out"));
}

fn any_event() -> impl Strategy<Value = Event> {
    let word = prop_oneof![
        Just(Some(TransactionState::Ok)),
        Just(Some(TransactionState::NotAuthorized)),
        Just(Some(TransactionState::Failed)),
        Just(Some(TransactionState::Pending)),
        Just(Some(TransactionState::Unknown("X".into()))),
        Just(None),
    ];
    let information = (word, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(state, ours, answered, same_reference)| Information {
            state,
            transaction_id: Some(if ours { 15 } else { 16 }),
            code: InformationCode::from_word(if answered { "SUCCESS" } else { "FAIL_TIMEOUT" }),
            reference: Some(if same_reference { "R1" } else { "R2" }.to_owned()),
            ..says(TransactionState::Pending)
        },
    );
    prop_oneof![
        Just(accepted()),
        Just(unanswered()),
        Just(Event::Orphaned),
        Just(Event::Creation(Creation::NotSent { why: "refused".into() })),
        information.prop_map(|information| Event::Informed(Asker::Return, information)),
        Just(Event::NotInformed(Asker::Probe, "cut".into())),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_the_promises_hold(events in prop::collection::vec(any_event(), 0..12)) {
        let mut payment = creating();
        for (second, event) in (1..).zip(&events) {
            let before = payment.clone();
            let step = step(&payment, event, at(second), &TIMES);
            payment = step.payment.clone();
            if before.state.is_final() {
                prop_assert_eq!(payment.state, before.state, "final states never move");
            }
            if payment.state != before.state {
                prop_assert!(may_move(before.state, payment.state));
                prop_assert!(step.moved() && step.checkout.is_some());
            }
            prop_assert_eq!(payment.schedule.next_probe_at.is_some(), payment.state == PaymentState::Pending);
            if payment.state == PaymentState::Pending {
                prop_assert!(payment.bank_url.is_some() && payment.transaction_id.is_some());
            }
            if payment.state == PaymentState::Approved && before.state == PaymentState::Pending {
                prop_assert!(matches!(event, Event::Informed(_, information)
                    if information.state == Some(TransactionState::Ok)
                    && information.transaction_id == Some(15)
                    && information.reference.as_deref() == Some("R1")));
            }
        }
    }
}
