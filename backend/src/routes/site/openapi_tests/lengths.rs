//! Its limits are the program's.

use pse_shared::{PayerField, limits};
use serde_json::Value;

use super::{document, schema};

fn longest(field: &Value) -> Option<u64> {
    field["maxLength"].as_u64().or_else(|| field["maxItems"].as_u64())
}

#[test]
fn lengths_are_the_specifications() {
    for (name, fields) in [
        (
            "CreateCheckout",
            &[
                ("reference", limits::REFERENCE),
                ("description", limits::DESCRIPTION),
                ("return_url", limits::RETURN_URL),
                ("additional_data", limits::ADDITIONAL_DATA_ITEMS),
                ("credits", limits::CREDITS),
            ][..],
        ),
        ("Attribute", &[("name", limits::ATTRIBUTE_NAME), ("value", limits::ATTRIBUTE_VALUE)]),
        (
            "Credit",
            &[
                ("entity_code", limits::CREDIT_CODE),
                ("service_code", limits::CREDIT_CODE),
                ("description", limits::CREDIT_DESCRIPTION),
            ],
        ),
        ("CreatePayment", &[("bank_code", limits::BANK_CODE)]),
        ("PaymentView", &[("reference", limits::REFERENCE)]),
    ] {
        let schema = schema(name);
        for (field, max) in fields {
            let given = longest(&schema["properties"][field]);
            assert_eq!(given, u64::try_from(*max).ok(), "{name}.{field}");
        }
    }
}

#[test]
fn a_persons_fields_are_the_programs_with_their_lengths() {
    let person = schema("Person");
    let properties = person["properties"].as_object().unwrap();
    assert_eq!(properties.len(), PayerField::ALL.len());
    for &field in PayerField::ALL {
        if field != PayerField::DocumentType {
            let given = longest(&properties[field.as_str()]);
            assert_eq!(given, u64::try_from(field.max_length()).ok(), "{}", field.as_str());
        }
    }
}

#[test]
fn a_key_is_as_long_everywhere_as_the_program_takes() {
    let document = document();
    let mut seen = 0;
    for methods in document["paths"].as_object().unwrap().values() {
        for operation in methods.as_object().unwrap().values() {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                if parameter["name"] == "Idempotency-Key" {
                    seen += 1;
                    let given = longest(&parameter["schema"]);
                    assert_eq!(given, u64::try_from(limits::IDEMPOTENCY_KEY).ok());
                }
            }
        }
    }
    assert_eq!(seen, 2);
}
