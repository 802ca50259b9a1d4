//! What an odd store is made of: whole records, each with everything that belongs to it.

use jiff::Timestamp;
use pse_shared::order::attempt_reference;
use pse_shared::{Actor, NotificationState, PaymentState};

use crate::model::{
    Checkout, Consent, DeliveryAttempt, HistoryEntry, Notification, NotificationId, Payment,
    ProviderName, SiteName, TransactionRef, checkout_state,
};
use crate::ports::store::{IdempotencyKey, StoredBankList};
use crate::ports::store_suite::samples::{self, entry, minute, words};

/// Everything in a store.
#[derive(Debug, Clone, Default)]
pub struct Oddities {
    pub checkouts: Vec<OddCheckout>,
    pub bank_lists: Vec<(SiteName, StoredBankList)>,
}

/// A checkout, the key it was made with, and its payments in their order.
#[derive(Debug, Clone)]
pub struct OddCheckout {
    pub checkout: Checkout,
    pub key: Option<IdempotencyKey>,
    pub payments: Vec<OddPayment>,
}

/// A payment with everything that belongs to it.
#[derive(Debug, Clone)]
pub struct OddPayment {
    pub payment: Payment,
    pub history: Vec<HistoryEntry>,
    pub key: Option<IdempotencyKey>,
    pub consent: Option<Consent>,
    /// The process that holds the creation, and until when.
    pub held: Option<(String, Timestamp)>,
    /// What its merchant was and is to be told, with each attempt.
    pub told: Vec<(Notification, Vec<DeliveryAttempt>)>,
}

impl Oddities {
    /// Every payment.
    pub fn payments(&self) -> impl Iterator<Item = &OddPayment> {
        self.checkouts.iter().flat_map(|odd| &odd.payments)
    }

    /// Every notification, in the order in which they are stored.
    pub fn told(&self) -> impl Iterator<Item = &Notification> {
        self.payments().flat_map(|odd| &odd.told).map(|(told, _)| told)
    }

    /// What a build could store that knew one provider.
    pub fn of_one_provider(mut self) -> Self {
        let is_known = |name: &ProviderName| name.as_str() == ProviderName::DEFAULT;
        self.checkouts.retain(|odd| odd.payments.iter().all(|it| is_known(&it.payment.provider)));
        self.bank_lists.retain(|(_, list)| is_known(&list.provider));
        self
    }

    /// The same without something of each payment.
    pub fn with_payments(mut self, change: impl Fn(&mut OddPayment)) -> Self {
        self.checkouts.iter_mut().flat_map(|odd| &mut odd.payments).for_each(change);
        self
    }

    /// What a build could store that knew no payments.
    pub fn without_payments(mut self) -> Self {
        for odd in &mut self.checkouts {
            odd.payments.clear();
            odd.checkout.state = checkout_state::NEW;
        }
        self
    }
}

impl OddCheckout {
    /// Takes a checkout that nobody has begun to pay.
    pub fn of(checkout: Checkout) -> Self {
        Self { checkout, key: None, payments: Vec::new() }
    }

    /// Adds the key that the checkout was made with.
    pub fn with_key(self, key: &str) -> Self {
        Self { key: Some(samples::key(key)), ..self }
    }

    /// Adds a payment, after which the checkout is as its living or paid payment makes it.
    pub fn paid_by(mut self, payment: OddPayment) -> Self {
        self.checkout.state = checkout_state::after(payment.payment.state);
        self.payments.push(payment);
        self
    }

    /// Adds an attempt of a number that goes through states, as [`OddPayment::through`].
    pub fn tried(self, attempt: u32, states: &[PaymentState]) -> Self {
        let payment = OddPayment::through(&self.checkout, attempt, states);
        self.paid_by(payment)
    }
}

impl OddPayment {
    /// Makes the attempt of a number to pay a checkout: created in minute 1, in each state a minute later than in the one
    /// before, and when that is the same, asked about by the probe.
    pub fn through(checkout: &Checkout, attempt: u32, states: &[PaymentState]) -> Self {
        let intent = samples::intent(checkout, 1);
        let (mut payment, mut history) = (intent.payment, vec![intent.history]);
        payment.attempt = attempt;
        payment.reference = attempt_reference(&payment.merchant_reference, attempt);
        for (at, to) in (2..).zip(states) {
            let mut row = entry(at, Some(payment.state), *to);
            if payment.state == *to {
                row.by = Actor::Probe;
                row.note = Some("no answer".into());
            }
            (payment.state, payment.updated_at) = (*to, minute(at));
            history.push(row);
        }
        payment.version = i64::try_from(states.len()).unwrap();
        if payment.state == PaymentState::Pending {
            payment.schedule.next_probe_at = Some(minute(9));
        }
        if states.contains(&PaymentState::Pending) {
            let number = numbered(&payment.reference);
            payment.transaction = Some(TransactionRef::new((1_500_000_000 + number).to_string()));
            payment.cus = Some(format!("00{number}7"));
            payment.transaction_cycle = Some(-1);
            payment.bank_url = Some("https://bank.example.co/pse?a=1&b='x'".into());
            payment.provider_data = words(&[("return_code", "SUCCESS"), ("session_id", "0é\"")]);
        }
        Self { payment, history, key: None, consent: None, held: None, told: Vec::new() }
    }

    /// Adds the key that the payment was made with.
    pub fn with_key(self, key: &str) -> Self {
        Self { key: Some(samples::key(key)), ..self }
    }

    /// Changes the payment itself.
    pub fn but(mut self, change: impl FnOnce(&mut Payment)) -> Self {
        change(&mut self.payment);
        self
    }

    /// Adds something that the merchant was or is to be told, tried so often, and next at a time.
    pub fn told(mut self, state: NotificationState, attempts: u32, next: Timestamp) -> Self {
        let made = minute(i64::try_from(self.told.len()).unwrap() + 2);
        let tried = (0..attempts).map(|number| {
            let is_last = number + 1 == attempts;
            let at = minute(3 + i64::from(number));
            match (state, is_last) {
                (NotificationState::Delivered, true) => {
                    DeliveryAttempt { at, status: Some(204), error: None }
                }
                (_, true) => DeliveryAttempt { at, status: None, error: Some("time-out".into()) },
                (_, false) => {
                    DeliveryAttempt { at, status: Some(503), error: Some("señal".into()) }
                }
            }
        });
        let notification = Notification {
            id: NotificationId::new(made).unwrap(),
            state,
            attempts,
            next_attempt_at: next,
            created_at: made,
            ..samples::notification(&self.payment, 2)
        };
        self.told.push((notification, tried.collect()));
        self
    }
}

/// A number of a reference at the provider: payments of equal references have equal ones.
fn numbered(reference: &str) -> i64 {
    reference.bytes().fold(0, |number, byte| (number * 31 + i64::from(byte)) % 100_000_000)
}
