//! Names and ids by number, so that a sequence found once is found again.

use pse_core::model::{CheckoutId, ConsentGiven, ConsentText, NotificationId, PaymentId, SiteName};
use pse_core::ports::store_suite::samples::{self, ana};
use pse_shared::Person;

/// The site of a number.
pub(crate) fn site(number: u8) -> SiteName {
    samples::site(&format!("site{number}"))
}

/// The reference of a number.
pub(crate) fn reference(number: u8) -> String {
    format!("R{number}")
}

/// The key of a number.
pub(crate) fn key(number: u8) -> String {
    format!("k{number}")
}

/// The CUS of a number; zeros alone would be none.
pub(crate) fn cus(number: u8) -> String {
    format!("0{number}1")
}

/// The same letters for the same number.
fn letters(number: usize) -> String {
    format!("{number:0>32x}")
        .bytes()
        .map(|digit| match digit {
            b'0'..=b'9' => char::from(b'a' + (digit - b'0')),
            _ => char::from(b'k' + (digit - b'a')),
        })
        .collect()
}

/// The checkout of a number.
pub(crate) fn checkout_id(number: usize) -> CheckoutId {
    CheckoutId::parse(&format!("chk_{}", letters(number))).unwrap()
}

/// The payment of a number.
pub(crate) fn payment_id(number: usize) -> PaymentId {
    PaymentId::parse(&format!("pay_{}", letters(number))).unwrap()
}

/// The notification of a number.
pub(crate) fn notification_id(number: usize) -> NotificationId {
    NotificationId::parse(&format!("msg_{}", letters(number))).unwrap()
}

/// What a buyer consents to, of few words; nothing, sometimes.
pub(crate) fn consent(number: u8, now: i64) -> Option<ConsentGiven> {
    let text = ConsentText::new(&format!("Autorizo {}.", now.rem_euclid(4)));
    let address = [190, 0, 2, number].into();
    (now.rem_euclid(3) > 0).then_some(ConsentGiven { text, address })
}

/// A payer, a buyer and a receiver, of few people: some without data, some not there.
pub(crate) fn people(number: u8) -> [Option<Person>; 3] {
    let person = |bits: u8| match bits % 4 {
        0 => None,
        1 => Some(Person::default()),
        2 => Some(ana()),
        _ => Some(Person { document: Some(bits.to_string()), ..ana() }),
    };
    [person(number), person(number >> 1), person(number.wrapping_mul(3))]
}
