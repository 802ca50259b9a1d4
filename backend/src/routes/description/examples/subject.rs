//! What every example is about: one order of one merchant, paid by one person at one bank.

use std::collections::BTreeMap;

use pse_shared::api::{Bank, BankList, Merchant};
use pse_shared::{Amount, DocumentType, Person};

/// The checkout's id in every example.
pub const CHECKOUT: &str = "chk_trplfqad3bkreeny6ustccyd7ul2sedo";
/// The payment's id in every example.
pub const PAYMENT: &str = "pay_5h554p7prkunmf5rp4jmzha34pz6c3kj";
/// The notification's id in every example.
pub const NOTIFICATION: &str = "msg_7xcv67ttdywo564sukzp3wfjyqynxwiz";
/// The merchant's reference in every example.
pub const REFERENCE: &str = "406331868";
/// The CUS in every example.
pub const CUS: &str = "2150228";
/// The service's address in every example, without its last slash.
pub const SERVICE: &str = "https://pagos.example.co";

pub(super) const BANK: (&str, &str) = ("1066", "BANCO COOPERATIVO COOPCENTRAL");
pub(super) const BANK_URL: &str = "https://registro.pse.example.co/PSEUserRegister/StartTransaction.aspx?enc=tnPcJHMKlSnmRpHM8fAbu0%3d";
/// What the buyer consents to, and its hash.
pub(super) const CONSENT: (&str, &str) = (
    "Autorizo el tratamiento de mis datos personales para realizar este pago.",
    "c600a8a9144d8056c601f73fa6ee875f592a04ec01f4e2f19e1a6c3ad0504e19",
);
pub(super) const CONFIRMED_AT: &str = "2026-11-23T10:00:00-05:00";
pub(super) const CREATED_AT: &str = "2026-11-23T10:00:01-05:00";
pub(super) const APPROVED_AT: &str = "2026-11-23T10:04:30-05:00";
pub(super) const EXPIRES_AT: &str = "2026-11-24T10:00:00-05:00";
pub(super) const PENDING_REASON: &str =
    "Transacción pendiente. Por favor verificar si el débito fue realizado en el Banco.";

/// The example of an amount: the order's total.
pub(super) fn total() -> Amount {
    Amount::from_centavos(106_250_000).unwrap_or_default()
}

pub(super) fn tax() -> Amount {
    Amount::from_centavos(14_931_000).unwrap_or_default()
}

pub(super) fn devolution_base() -> Amount {
    Amount::from_centavos(91_319_000).unwrap_or_default()
}

pub(super) fn words(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|&(name, word)| (name.to_owned(), word.to_owned())).collect()
}

/// The example of a bank: the one that pays.
#[must_use]
pub fn bank() -> Bank {
    Bank { code: BANK.0.into(), name: BANK.1.into() }
}

/// The example of a bank list: two banks.
#[must_use]
pub fn bank_list() -> BankList {
    let other = Bank { code: "1022".into(), name: "BANCO UNION COLOMBIANO".into() };
    BankList { banks: vec![bank(), other], as_of: "2026-11-23T06:12:40-05:00".into(), stale: false }
}

/// The example of a person: the one who pays.
#[must_use]
pub fn person() -> Person {
    Person {
        document_type: Some(DocumentType::Cc.as_str().into()),
        document: Some("1098765432".into()),
        first_name: Some("Ana María".into()),
        last_name: Some("Niño".into()),
        email_address: Some("ana@example.co".into()),
        mobile: Some("3001234567".into()),
        ..Person::default()
    }
}

/// The example of a merchant: the one that is paid.
#[must_use]
pub fn merchant() -> Merchant {
    Merchant {
        name: "Casa del Turismo".into(),
        nit: "900123456".into(),
        phone: "6024567890".into(),
        email: "pagos@example.co".into(),
    }
}
