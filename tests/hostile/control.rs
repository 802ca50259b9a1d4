//! The sandbox's control interface, called as a page of anybody's would have a browser do: inside the service, and as a
//! program of its own.

use pse_tests::{Backend, Sandbox};

use crate::wire::statuses;

fn call(request: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("{request}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}")
}

async fn refuses_pages(url: &str) {
    let own = url.trim_end_matches('/');
    let host = format!("host: {}\r\n", own.trim_start_matches("http://"));
    let calls = "GET /control/calls HTTP/1.1";
    let reset = "POST /control/reset HTTP/1.1";
    let clock = "POST /control/clock HTTP/1.1";
    let far = r#"{"offset_seconds": 100000}"#;
    let json = "content-type: application/json\r\n";
    for (request, headers, body, status) in [
        (calls, host.clone(), "", 200),
        (reset, host.clone(), "", 200),
        (clock, format!("{host}{json}"), r#"{"offset_seconds": 0}"#, 200),
        (calls, format!("{host}origin: {own}\r\nsec-fetch-site: same-origin\r\n"), "", 200),
        // A name of the page's own that leads here.
        (calls, "host: evil.example:8081\r\n".to_owned(), "", 403),
        (calls, format!("{host}host: evil.example\r\n"), "", 403),
        (calls, String::new(), "", 403),
        ("GET /control/calls HTTP/1.0", String::new(), "", 403),
        ("GET http://evil.example/control/calls HTTP/1.1", host.clone(), "", 403),
        (
            &format!("GET {own}/control/calls HTTP/1.1"),
            "host: evil.example\r\n".to_owned(),
            "",
            403,
        ),
        // Another page's form, script or picture.
        (reset, format!("{host}origin: http://evil.example\r\n"), "", 403),
        (reset, format!("{host}origin: null\r\n"), "", 403),
        (calls, format!("{host}sec-fetch-site: cross-site\r\n"), "", 403),
        (calls, format!("{host}sec-fetch-site: same-site\r\n"), "", 403),
        (clock, format!("{host}content-type: text/plain\r\n"), far, 415),
        (reset, format!("{host}content-type: application/x-www-form-urlencoded\r\n"), "", 415),
        (clock, host.clone(), far, 415),
    ] {
        let sent = call(request, &headers, body);
        assert_eq!(statuses(url, &sent).await, [status], "{sent}");
    }
}

#[tokio::test]
async fn no_page_controls_the_sandbox_inside_the_service() {
    let backend = Backend::start().await;
    refuses_pages(&backend.sandbox.url).await;
}

#[tokio::test]
async fn no_page_controls_a_sandbox_alone_wherever_it_listens() {
    for listen in ["127.0.0.1:0", "0.0.0.0:0"] {
        let sandbox = Sandbox::start_at(listen, &[]).await;
        refuses_pages(&sandbox.url).await;
    }
}
