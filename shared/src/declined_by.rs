//! Who ended a payment that was not authorized, as far as the provider's code and text tell.

use crate::text::{cut, find};

/// Who ended a payment that was not authorized. `buyer`: cancelled it. `bank`: did not authorize it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum DeclinedBy {
    /// The buyer cancelled it.
    Buyer,
    /// The bank did not authorize it.
    Bank,
}

impl DeclinedBy {
    /// Finds who it was by the name in the API.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "buyer" => Some(Self::Buyer),
            "bank" => Some(Self::Bank),
            _ => None,
        }
    }
}

/// The provider's code of a payment that its buyer cancelled.
const CANCELLED: &str = "?C";
/// What a buyer is called in a text.
const BUYERS: &str = "usuario|cliente|comprador|pagador|user|buyer";
/// What a buyer does who does not want to pay any more.
const CANCELLING: &str = "cancel|anul|desist";
/// What a bank is called in a text.
const BANKS: &str = "entidad|banco|bank";
/// What a bank looks at before it authorizes.
const MONEY: &str = "fondos|saldo|cupo";
/// So near, bytes, a buyer stands to what the buyer did: «cancelado por parte del usuario».
const NEAR: usize = 26;

/// Tells who ended a payment that was not authorized, by the provider's reason as code and in words; `None` where neither tells.
/// A text that says that the buyer cancelled counts before a bank's code: banks pass that on with codes of their own.
#[must_use]
pub fn declined_by(code: Option<&str>, text: Option<&str>) -> Option<DeclinedBy> {
    let (code, text) = (code.unwrap_or_default(), text.unwrap_or_default());
    if code == CANCELLED || any(BUYERS, |who| any(CANCELLING, |what| is_done_by(text, what, who))) {
        return Some(DeclinedBy::Buyer);
    }
    // Where a buyer is named before it, a bank may be no more than where the buyer was.
    let before = |bank: usize| text.get(..bank).unwrap_or_default();
    let is_named = |word: &str| find(text, word).is_some_and(|bank| !has(before(bank), BUYERS));
    (is_a_banks(code) || has(text, MONEY) || any(BANKS, is_named)).then_some(DeclinedBy::Bank)
}

/// Whether somebody is named beside what was done, and no bank between them.
fn is_done_by(text: &str, what: &str, who: &str) -> bool {
    let (Some(what), Some(who)) = (find(text, what), find(text, who)) else { return false };
    let between = text.get(what.min(who)..what.max(who)).unwrap_or_default();
    between.len() < NEAR && !has(between, BANKS) && !has(between, MONEY)
}

/// Whether a text has one of these words.
fn has(text: &str, words: &str) -> bool {
    any(words, |word| find(text, word).is_some())
}

/// Whether something is so of any of these words.
fn any(words: &str, is_so: impl Fn(&str) -> bool) -> bool {
    let mut left = words;
    while let Some((word, more)) = cut(left, b'|') {
        if is_so(word) {
            return true;
        }
        left = more;
    }
    is_so(left)
}

/// Whether a code is one of those that banks answer debits with (ISO 8583): they begin with a digit.
fn is_a_banks(code: &str) -> bool {
    code.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::declined_by as by;
    use super::*;

    #[test]
    fn the_buyer_cancelled_where_the_code_or_a_sentence_says_so() {
        assert_eq!(by(Some("?C"), None), Some(DeclinedBy::Buyer));
        for text in [
            "Rechazada. La transacción fue cancelada por el usuario.",
            "CANCELADA POR EL CLIENTE",
            "El comprador canceló el pago",
            "Cancelled by the user",
            "Transacción cancelada por parte del usuario",
            "El usuario ha cancelado la transacción",
            "Usuario cancela en el portal del banco",
            "Anulada por el usuario",
            "El cliente desistió del pago en el banco",
        ] {
            for code in [None, Some("05"), Some("XX")] {
                assert_eq!(by(code, Some(text)), Some(DeclinedBy::Buyer), "{text}");
            }
        }
    }

    #[test]
    fn the_bank_did_not_authorize_where_its_code_or_the_text_says_so() {
        assert_eq!(by(Some("05"), None), Some(DeclinedBy::Bank));
        assert_eq!(by(Some("51"), Some("Rechazada")), Some(DeclinedBy::Bank));
        for text in [
            "Rechazada. La entidad financiera no autorizó el débito.",
            "Fondos insuficientes",
            "Cancelada por el banco del cliente",
            "El BANCO no respondió",
            "El cliente no tiene saldo",
            "Rechazada por el banco del usuario",
            "Ninguna cuenta permitió el débito por fondos, tope o frecuencia; el pago fue cancelado.",
        ] {
            assert_eq!(by(None, Some(text)), Some(DeclinedBy::Bank), "{text}");
        }
        let attempts = "El usuario superó los intentos permitidos; el pago fue cancelado.";
        assert_eq!(by(Some("05"), Some(attempts)), Some(DeclinedBy::Bank));
    }

    #[test]
    fn where_nothing_tells_nobody_is_blamed() {
        for (code, text) in [
            (None, None),
            (Some("?-"), Some("Rechazada")),
            (Some(""), Some("")),
            (Some("X3"), Some("Transacción cancelada.")),
            (None, Some("Cancelada por el comercio")),
            (None, Some("El usuario superó los intentos permitidos. El pago fue cancelado.")),
            (None, Some("El usuario no completó el pago en el portal del banco")),
            (None, Some("El cliente abandonó el sitio de la entidad financiera")),
        ] {
            assert_eq!(by(code, text), None, "{code:?} {text:?}");
        }
    }
}
