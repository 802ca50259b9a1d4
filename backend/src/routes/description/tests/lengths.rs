//! Its limits are the program's.

use axum::body::Body;
use http::{Request, header};
use pse_shared::api::schema::LONGEST;
use pse_shared::{PayerField, limits, paths};
use serde_json::Value;

use super::{document, schema};
use crate::test_support::test_app::TestApp;

fn longest(field: &Value) -> Option<u64> {
    field["maxLength"].as_u64().or_else(|| field["maxItems"].as_u64())
}

#[test]
fn every_limit_of_the_program_reaches_its_field() {
    for &(name, field, max) in LONGEST {
        let given = longest(&schema(name)["properties"][field]);
        assert_eq!(given, u64::try_from(max).ok(), "{name}.{field}");
    }
}

#[tokio::test]
async fn a_page_has_as_many_payments_as_the_description_says() {
    let parameters = document()["paths"][paths::PAYMENTS]["get"]["parameters"].as_array().unwrap();
    let limit = parameters.iter().find(|parameter| parameter["name"] == "limit").unwrap();
    let bound = |name: &str| limit["schema"][name].as_i64().unwrap();
    let (least, most) = (bound("minimum"), bound("maximum"));
    let app = TestApp::open().await;
    for (limit, status) in [(least - 1, 422), (least, 200), (most, 200), (most + 1, 422)] {
        let request = Request::get(format!("{}?limit={limit}", paths::PAYMENTS))
            .header(header::AUTHORIZATION, "Bearer sk_demo");
        let answer = app.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, status, "{limit}");
    }
}

#[tokio::test]
async fn a_search_is_as_long_as_the_description_says() {
    let parameters = document()["paths"][paths::PAYMENTS]["get"]["parameters"].as_array().unwrap();
    let app = TestApp::open().await;
    for name in ["reference", "cus", "cursor"] {
        let parameter = parameters.iter().find(|parameter| parameter["name"] == name).unwrap();
        let most = usize::try_from(longest(&parameter["schema"]).unwrap()).unwrap();
        for (length, code) in [(most, None), (most + 1, Some("too_long"))] {
            let text = "7".repeat(length);
            let request = Request::get(format!("{}?{name}={text}", paths::PAYMENTS))
                .header(header::AUTHORIZATION, "Bearer sk_demo");
            let answer = app.send(request.body(Body::empty()).unwrap()).await;
            let answer: Value = serde_json::from_str(&answer.text).unwrap();
            let refused = answer["errors"][0]["code"].as_str();
            // A cursor of sevens has no form of one, which is another mistake.
            assert_eq!(refused.filter(|code| *code != "pattern"), code, "{name} {length}");
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
