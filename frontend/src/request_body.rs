//! The body of `POST /v1/checkouts/{id}/payments`, written by hand: serde would weigh a quarter of the widget.

use pse_shared::form::Entered;
use pse_shared::form::asked::asked;
use pse_shared::{BankInterface, PayerField};

/// The body that asks for a payment of what was entered, at the bank of that code, by a buyer who reads `language` (as
/// the provider calls it). `needed` are the payer's fields the merchant did not send.
#[must_use]
pub fn request_body(
    entered: &Entered,
    bank_code: &str,
    needed: &[PayerField],
    language: &str,
) -> String {
    let mut body = String::new();
    member(&mut body, '{', "bank_code", bank_code);
    let interface = entered.interface.map_or("", BankInterface::as_str);
    member(&mut body, ',', "bank_interface", interface);
    member(&mut body, ',', "language", language);
    body.push_str(",\"payer\":");
    let mut before = '{';
    for field in asked(needed, entered.interface) {
        let text = entered.sent(field);
        if !text.is_empty() {
            member(&mut body, before, field.as_str(), text);
            before = ',';
        }
    }
    body.push_str(if before == '{' { "{}}" } else { "}}" });
    body
}

/// Adds a member of an object, after the character `before` it.
#[inline(never)]
fn member(json: &mut String, before: char, name: &str, text: &str) {
    json.push(before);
    quote(json, name);
    json.push(':');
    quote(json, text);
}

/// Adds `text` as a JSON string.
fn quote(json: &mut String, text: &str) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                json.push('\\');
                json.push(c);
            }
            // The form refuses control characters; a space keeps the JSON whole anyway.
            '\0'..='\x1f' => json.push(' '),
            _ => json.push(c),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::person::REQUIRED;

    #[test]
    fn the_body_is_json_whatever_is_typed() {
        let mut entered = Entered::default();
        entered.choose(BankInterface::Person);
        for (field, text) in [
            (PayerField::DocumentType, "CC"),
            (PayerField::Document, "1.098.765.432"),
            (PayerField::FirstName, "Ana \"la\""),
            (PayerField::LastName, "Niño\\"),
        ] {
            entered.payer.set(field, text.into());
        }
        let body = request_body(&entered, "9001", REQUIRED, "ES");
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(body["payer"]["first_name"], "Ana \"la\"");
        assert_eq!(body["payer"]["last_name"], "Niño\\");
        // The service takes the dots out.
        assert_eq!(body["payer"]["document"], "1.098.765.432");
        assert_eq!(body["payer"].get("mobile"), None);
        assert_eq!(body["bank_interface"], "person");
        assert_eq!(body["bank_code"], "9001");
    }

    #[test]
    fn a_payer_the_merchant_sent_whole_is_empty_here() {
        let mut entered = Entered::default();
        entered.choose(BankInterface::Company);
        assert_eq!(
            request_body(&entered, "9001", &[], "ES"),
            r#"{"bank_code":"9001","bank_interface":"company","language":"ES","payer":{}}"#
        );
    }
}
