//! Every field of every body, missing, of another type, too long, malformed or unknown, gets exactly the error that its
//! schema promises; and wrong fields are all named at once.

use std::collections::BTreeMap;

use axum::body::Body;
use http::{Request, StatusCode, header};
use pse_shared::api::Problem;
use serde_json::Value;

use super::broken::{Broken, How, every, whole};
use super::document;
use crate::routes::description::examples::subject;
use crate::test_support::test_app::{TestApp, accepted};

/// A site with a dependent service, so that an order may have credits.
const WITH_CREDITS: &str = r#"
[sites.demo]
login = "0123456789abcdef0123456789abcdef"
tran_key = "a-secret-of-the-merchant"
api_keys = ["sk_live_0123456789abcdef"]
allowed_origins = ["https://tienda.example.co"]
return_hosts = ["tienda.example.co"]
merchant = { name = "Tienda", nit = "900123456", phone = "6024567890", email = "pagos@example.co" }

[[sites.demo.credits]]
entity_code = "900123456"
service_code = "1001"
"#;

/// Every call that takes JSON, and its body's schema.
fn calls() -> Vec<(&'static str, &'static Value)> {
    let mut calls = Vec::new();
    for (path, methods) in document()["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let Some(content) = operation["requestBody"]["content"].as_object() else { continue };
            for (kind, content) in content {
                match kind.as_str() {
                    "application/json" => calls.push((path.as_str(), &content["schema"])),
                    // The page shows what is wrong in the form itself.
                    "application/x-www-form-urlencoded" => assert_eq!(path, "/pay/{checkout}"),
                    other => panic!("{method} {path}: how is {other} broken?"),
                }
            }
        }
    }
    calls
}

/// A service that any right body of its API is taken by.
struct BodyReader {
    app: TestApp,
    asked: usize,
}

impl BodyReader {
    async fn open() -> Self {
        let app = TestApp::configured(WITH_CREDITS).await;
        let bank = subject::bank();
        app.provider.will_list(Ok(vec![bank]));
        Self { app, asked: 0 }
    }

    /// Sends a body to a call, about a checkout of its own.
    async fn send(&mut self, path: &str, body: &Value) -> (StatusCode, String) {
        self.asked += 1;
        let mut path = path.to_owned();
        if path.contains("{id}") {
            let checkout = self.app.checkout(&format!("B{}", self.asked)).await;
            path = path.replace("{id}", checkout.id.as_str());
        }
        let request = Request::post(path)
            .header(header::AUTHORIZATION, "Bearer sk_live_0123456789abcdef")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        let answer = self.app.send(request).await;
        (answer.status, answer.text)
    }

    /// The wrong fields that are named, each with its code.
    async fn refused(&mut self, path: &str, body: &Value) -> Vec<(String, String)> {
        let (status, text) = self.send(path, body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {body}: {text}");
        let problem: Problem = serde_json::from_str(&text).unwrap();
        problem.errors.into_iter().map(|error| (error.field, error.code)).collect()
    }
}

#[tokio::test]
async fn a_body_with_every_field_is_taken() {
    let mut reader = BodyReader::open().await;
    reader.app.will_create(accepted());
    let calls = calls();
    assert_eq!(calls.len(), 2, "{calls:?}");
    for (path, schema) in calls {
        let (status, text) = reader.send(path, &whole(schema)).await;
        assert_eq!(status, StatusCode::CREATED, "{path}: {text}");
    }
}

#[tokio::test]
async fn every_wrong_field_gets_exactly_its_error() {
    let mut reader = BodyReader::open().await;
    let mut broken_so = BTreeMap::new();
    for (path, schema) in calls() {
        for broken in every(schema) {
            let mut body = whole(schema);
            broken.put_into(&mut body);
            let errors = reader.refused(path, &body).await;
            let [(field, code)] = &errors[..] else { panic!("{path} {broken:?}: {errors:?}") };
            assert_eq!(*field, broken.field, "{path} {broken:?}");
            assert!(broken.codes.contains(&code.as_str()), "{path} {broken:?}: {code}");
            *broken_so.entry(format!("{:?}", broken.how)).or_insert(0) += 1;
        }
    }
    assert_eq!(broken_so.len(), 5, "{broken_so:?}");
    assert!(broken_so.values().sum::<i32>() > 300, "{broken_so:?}");
}

/// One wrong thing in every field: missing where it must be there, else too long, else of another type.
fn one_each(all: Vec<Broken>) -> Vec<Broken> {
    let mut chosen = Vec::<Broken>::new();
    for how in [How::Unknown, How::Missing, How::Length, How::Type] {
        for broken in all.iter().filter(|broken| broken.how == how) {
            let taken = chosen.iter().any(|other| {
                other.field == broken.field || other.hides(broken) || broken.hides(other)
            });
            if !taken {
                chosen.push(broken.clone());
            }
        }
    }
    chosen
}

#[tokio::test]
async fn wrong_fields_are_all_named_at_once() {
    let mut reader = BodyReader::open().await;
    for (path, schema) in calls() {
        let chosen = one_each(every(schema));
        let mut body = whole(schema);
        let mut expected = Vec::new();
        for broken in chosen {
            broken.put_into(&mut body);
            expected.push((broken.field, broken.codes[0].to_owned()));
        }
        let mut errors = reader.refused(path, &body).await;
        errors.sort();
        expected.sort();
        assert!(expected.len() > 15, "{path}: {expected:?}");
        assert_eq!(errors, expected, "{path} {body}");
    }
}
