//! Whose pages may call: the site's `allowed_origins` and the service's own, exactly.

use pse_tests::orders::{order_with, payment};
use pse_tests::{Answer, Backend, Http, Setup, Shop};
use reqwest::Method;
use serde_json::json;

/// Two merchants that share one service.
const TWO_SITES: &str = r#"
[sites.cali]
login = "6dd490faf9cb87a9862245da41170ff2"
tran_key = "024h1IlD"
api_keys = ["sk_cali"]
allowed_origins = ["https://cali.example", "https://www.cali.example"]
return_hosts = ["cali.example"]
merchant = { name = "Cali", nit = "900123456", phone = "6024567890", email = "a@cali.example" }

[sites.buga]
login = "6dd490faf9cb87a9862245da41170ff2"
tran_key = "024h1IlD"
api_keys = ["sk_buga"]
allowed_origins = ["https://buga.example"]
return_hosts = ["buga.example"]
merchant = { name = "Buga", nit = "900123457", phone = "6022345678", email = "a@buga.example" }
"#;

async fn from(http: &Http, origin: &str, method: Method, path: &str) -> Answer {
    let body = payment("9001").to_string();
    let request = http.request(method.clone(), path).header("origin", origin);
    let asks = [
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type"),
    ];
    let request = match method {
        Method::POST => request.header("content-type", "application/json").body(body),
        Method::OPTIONS => {
            asks.into_iter().fold(request, |request, (name, value)| request.header(name, value))
        }
        _ => request,
    };
    Answer::to(request).await
}

#[tokio::test]
async fn a_page_of_nobodys_is_refused_and_changes_nothing() {
    let backend = Backend::start().await;
    let http = backend.http();
    let buyer = backend.shop().has_a_buyer().await;
    let checkout = format!("/v1/checkouts/{}", buyer.checkout);
    let (pay, follow) = (format!("{checkout}/payments"), format!("{checkout}/events"));
    let twin = backend.url.replace("http://", "https://");
    for origin in
        ["https://ladron.example", "null", "http://127.0.0.1", &twin, "http://127.0.0.1:1"]
    {
        for (method, path) in [
            (Method::GET, checkout.as_str()),
            (Method::POST, &pay),
            (Method::OPTIONS, &pay),
            (Method::GET, &follow),
            (Method::GET, "/v1/banks"),
        ] {
            let answer = from(&http, origin, method.clone(), path).await;
            let _ = answer.problem(403, "origin_not_allowed");
            // The page can read that, and nothing but that: it is the same for a checkout that does not exist.
            assert_eq!(answer.header("access-control-allow-origin"), origin, "{path}");
            assert_eq!(answer.header("access-control-expose-headers"), "", "{path}");
            assert_eq!(answer.header("access-control-allow-methods"), "", "{path}");
            let elsewhere = path.replace(&buyer.checkout, "chk_nada");
            assert_eq!(from(&http, origin, method, &elsewhere).await.text, answer.text, "{path}");
        }
    }
    let told = |origin: &str| {
        let log = backend.log();
        log.lines().filter(|line| line.contains(&format!("\"{origin}\""))).count()
    };
    backend.logs("sites.demo.allowed_origins").await;
    assert_eq!((told("https://ladron.example"), told("http://127.0.0.1:1")), (1, 1));
    assert_eq!(buyer.sees().await["state"], "open");
    assert_eq!(backend.shop().payments().await.len(), 0);
    assert_eq!(backend.sandbox.calls("createTransaction").await, 0);
}

#[tokio::test]
async fn an_allowed_page_may_ask_first_then_call_and_read() {
    let backend = Setup::new()
        .set("PSE__SITES__DEMO__ALLOWED_ORIGINS", "https://tienda.example")
        .start()
        .await;
    let http = backend.http();
    let buyer = backend.shop().has_a_buyer().await;
    let checkout = format!("/v1/checkouts/{}", buyer.checkout);
    let pay = format!("{checkout}/payments");
    for origin in ["https://tienda.example", backend.url.as_str()] {
        let preflight = from(&http, origin, Method::OPTIONS, &pay).await;
        assert_eq!(preflight.status, 204);
        assert_eq!(preflight.header("access-control-allow-methods"), "GET, POST");
        assert!(preflight.header("access-control-allow-headers").contains("idempotency-key"));
        for path in [checkout.as_str(), "/v1/banks"] {
            let answer = from(&http, origin, Method::GET, path).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
            assert_eq!(answer.header("access-control-allow-origin"), origin);
            assert_eq!(answer.header("access-control-allow-credentials"), "");
            assert!(answer.header("vary").contains("origin"), "{}", answer.header("vary"));
        }
    }
    let answer = from(&http, "https://tienda.example", Method::POST, &pay).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    // Errors can be read too.
    let answer = from(&http, "https://tienda.example", Method::POST, &pay).await;
    let _ = answer.problem(409, "payment_pending");
    assert_eq!(answer.header("access-control-allow-origin"), "https://tienda.example");
}

#[tokio::test]
async fn no_page_may_make_the_merchants_calls() {
    let backend = Backend::start().await;
    let http = backend.http();
    let own = backend.url.as_str();
    for path in ["/v1/checkouts", "/v1/payments"] {
        let preflight = from(&http, own, Method::OPTIONS, path).await;
        assert_eq!(
            preflight.header("access-control-allow-origin"),
            "",
            "{path}: {}",
            preflight.status
        );
        let answer = from(&http, own, Method::POST, path).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
}

#[tokio::test]
async fn a_page_of_one_merchant_cannot_read_a_checkout_of_another() {
    let backend = Setup::new().file(TWO_SITES).start().await;
    let http = backend.http();
    let cali = Shop::with_key(backend.http(), "sk_cali");
    let buyer = cali.sells(&order_with("return_url", json!("https://cali.example/gracias"))).await;
    let checkout = format!("/v1/checkouts/{}", buyer.checkout);
    for origin in ["https://cali.example", "https://www.cali.example"] {
        assert_eq!(from(&http, origin, Method::GET, &checkout).await.status, 200, "{origin}");
    }
    for origin in ["https://evilcali.example", "https://cali.example:8443"] {
        let answer = from(&http, origin, Method::GET, &checkout).await;
        let _ = answer.problem(403, "origin_not_allowed");
    }
    // To another merchant's page it is like one that does not exist.
    let mut unknown = buyer.checkout.clone();
    unknown.replace_range(unknown.len() - 1.., if unknown.ends_with('a') { "b" } else { "a" });
    for (method, before, after) in [
        (Method::GET, "/v1/checkouts/", ""),
        (Method::GET, "/v1/checkouts/", "/events"),
        (Method::POST, "/v1/checkouts/", "/payments"),
        (Method::GET, "/v1/banks?checkout=", ""),
    ] {
        let mut answers = Vec::new();
        for id in [&buyer.checkout, &unknown] {
            let path = format!("{before}{id}{after}");
            let mut answer = from(&http, "https://buga.example", method.clone(), &path).await;
            let _ = answer.problem(404, "not_found");
            for different in ["date", "ratelimit"] {
                answer.headers.remove(different);
            }
            answers.push((answer.text, answer.headers));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
    }
    // The operator learns of it, once, and which key would allow it.
    backend.logs("sites.cali.allowed_origins").await;
    assert_eq!(backend.log().matches("\"https://buga.example\"").count(), 1);

    // Nor may one merchant's server read the other's payments, or send its buyers to the other.
    let begun = buyer.begins_with("9001").await;
    let buga = Shop::with_key(backend.http(), "sk_buga");
    let path = format!("/v1/payments/{}", begun.payment);
    let _ = buga.get(&path).await.problem(404, "not_found");
    let _ = buga.probe(&begun.payment).await.problem(404, "not_found");
    assert_eq!(buga.payments().await.len(), 0);
    assert_eq!(cali.payments().await.len(), 1);
    let foreign = order_with("return_url", json!("https://cali.example/gracias"));
    assert_eq!(buga.create_checkout(&foreign).await.wrong_fields(), ["return_url: foreign_host"]);
    // With sites of one's own there is no demo shop, and nobody knows its key.
    let _ = http.get("/").await.problem(404, "not_found");
    let _ = backend.shop().create_checkout(&foreign).await.problem(401, "unauthorized");
}
