//! A payment in each early state, and events about it, for the tests of the state machine.

use std::time::Duration;

use jiff::Timestamp;
use pse_shared::api::Bank;
use pse_shared::order::Amounts;
use pse_shared::{Actor, BankInterface, Person};

use crate::model::{
    Checkout, CheckoutId, Payment, PaymentId, ProviderName, TransactionRef, checkout_state,
};
use crate::payments::machine::{Event, Transition, decide};
use crate::payments::probe_times::ProbeTimes;
use crate::ports::provider::{Creation, Facts, NoAnswer, StatusReport, Verdict};

pub(super) const TIMES: ProbeTimes =
    ProbeTimes { first_after: Duration::from_secs(480), every: Duration::from_secs(900) };

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

pub(super) fn creating() -> Payment {
    let checkout = Checkout {
        id: CheckoutId::new(at(0)).unwrap(),
        site: "demo".parse().unwrap(),
        state: checkout_state::NEW,
        reference: "R1".into(),
        description: "Compra".into(),
        currency: "COP".into(),
        language: "ES".into(),
        amounts: Amounts::default(),
        return_url: "https://shop.example.co/".into(),
        payer: Person::default(),
        buyer: None,
        shipping: None,
        additional_data: Vec::new(),
        credits: Vec::new(),
        created_at: at(0),
        expires_at: at(86_400),
    };
    Payment::begun(
        PaymentId::new(at(0)).unwrap(),
        &checkout,
        ProviderName::default_name(),
        &Bank { code: "9001".into(), name: "BANCO".into() },
        BankInterface::Person,
        Person::default(),
        at(0),
    )
}

pub(super) fn transaction(id: &str) -> Option<TransactionRef> {
    Some(TransactionRef::new(id))
}

pub(super) fn facts() -> Facts {
    Facts {
        transaction: transaction("15"),
        cus: Some("0021502".into()),
        transaction_cycle: Some(1),
        data: [("session".to_owned(), "ae5d".to_owned())].into(),
        ..Facts::default()
    }
}

pub(super) fn accepted() -> Event {
    Event::Creation(Creation::Accepted { facts: facts(), bank_url: "https://pse.example/1".into() })
}

pub(super) fn no_answer() -> NoAnswer {
    NoAnswer::Unreachable("time-out".into())
}

pub(super) fn unanswered() -> Event {
    Event::Creation(Creation::Unanswered { facts: Facts::default(), why: no_answer() })
}

pub(super) fn pending() -> Payment {
    decide(&creating(), &accepted(), at(2), &TIMES).payment
}

pub(super) fn says(verdict: Verdict) -> StatusReport {
    StatusReport {
        reference: Some("R1".into()),
        verdict,
        facts: Facts {
            transaction: transaction("15"),
            cus: Some("0021502".into()),
            transaction_cycle: Some(-1),
            reason_code: Some("00".into()),
            bank_process_date: Some("2026-11-23T10:00:00-05:00".into()),
            on_test: Some(true),
            data: [("state".to_owned(), "as it came".to_owned())].into(),
            ..Facts::default()
        },
    }
}

pub(super) fn says_of(transaction: Option<TransactionRef>, verdict: Verdict) -> StatusReport {
    let report = says(verdict);
    StatusReport { facts: Facts { transaction, ..report.facts.clone() }, ..report }
}

pub(super) fn informed(payment: &Payment, report: StatusReport) -> Transition {
    decide(payment, &Event::Reported(Actor::Probe, report), at(600), &TIMES)
}
