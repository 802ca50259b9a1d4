//! Requests whose length is said twice, wrongly or not at all. What one reader takes for a body, another behind or before it
//! could take for the next request (smuggling); so where a length can be read in two ways, the connection ends.

use pse_tests::Backend;

use crate::wire::{Wire, last_request, statuses, statuses_in};

/// A request for a checkout with these headers and this body, and a request that only who reads another length sees.
fn order(headers: &str, body: &str) -> String {
    format!(
        "POST /v1/checkouts HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer sk_demo\r\ncontent-type: application/json\r\n\
         {headers}\r\n{body}{}",
        last_request()
    )
}

#[tokio::test]
async fn a_length_that_can_be_read_in_two_ways_ends_the_connection() {
    let backend = Backend::start().await;
    for headers in [
        "content-length: 2\r\ncontent-length: 73\r\n",
        "content-length: 73\r\ncontent-length: 2\r\n",
        "content-length: 2, 2\r\n",
        "content-length: 2, 73\r\n",
        "content-length: +2\r\n",
        "content-length: -2\r\n",
        "content-length: 0x2\r\n",
        "content-length: 2.0\r\n",
        "content-length: \r\n",
        "content-length: 99999999999999999999999\r\n",
        "content-length : 2\r\n",
        "x: y\r\n content-length: 73\r\ncontent-length: 2\r\n",
        "content-length: 2\r\n\tcontent-length: 73\r\n",
    ] {
        assert_eq!(statuses(&backend.url, order(headers, "{}")).await, [400], "{headers:?}");
    }
    assert_unharmed(&backend).await;
}

#[tokio::test]
async fn a_length_and_chunks_at_once_end_the_connection() {
    let backend = Backend::start().await;
    for encoding in [
        "chunked",
        "Chunked",
        "\tchunked",
        "gzip, chunked",
        "chunked, identity",
        "identity",
        "xchunked",
        "chunked\r\ntransfer-encoding: chunked",
        "chunked\r\ntransfer-encoding: x",
    ] {
        for headers in [
            format!("content-length: 5\r\ntransfer-encoding: {encoding}\r\n"),
            format!("transfer-encoding: {encoding}\r\ncontent-length: 5\r\n"),
            format!("transfer-encoding: {encoding}\r\ncontent-length: 78\r\n"),
        ] {
            let answered = statuses(&backend.url, order(&headers, "0\r\n\r\n")).await;
            assert_eq!(answered, [400], "{headers:?}");
        }
    }
    assert_unharmed(&backend).await;
}

#[tokio::test]
async fn an_encoding_of_no_known_end_and_broken_chunks_end_the_connection() {
    let backend = Backend::start().await;
    for encoding in ["chunked, identity", "identity", "xchunked", "chunked\r\ntransfer-encoding: x"]
    {
        let headers = format!("transfer-encoding: {encoding}\r\n");
        assert_eq!(statuses(&backend.url, order(&headers, "0\r\n\r\n")).await, [400], "{encoding}");
    }
    for chunks in [
        "zz\r\n{}\r\n0\r\n\r\n",
        "-1\r\n{}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}0\r\n\r\n",
        "2\r\n{}x\r\n0\r\n\r\n",
    ] {
        let broken = order("transfer-encoding: chunked\r\n", chunks);
        assert_eq!(statuses(&backend.url, broken).await, [400], "{chunks:?}");
    }
    let old =
        order("transfer-encoding: chunked\r\n", "0\r\n\r\n").replacen("HTTP/1.1", "HTTP/1.0", 1);
    assert_eq!(statuses(&backend.url, old).await, [400], "chunks are not of HTTP/1.0");
    assert_unharmed(&backend).await;
}

#[tokio::test]
async fn requests_one_after_the_other_are_each_read_to_their_own_end() {
    let backend = Backend::start().await;
    for (headers, body) in [
        ("content-length: 2\r\n", "{}"),
        ("content-length: 2\r\ncontent-length: 2\r\n", "{}"),
        ("transfer-encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n"),
        ("transfer-encoding: chunked\r\n", "2;a=\"b\"\r\n{}\r\n0\r\nx: y\r\n\r\n"),
    ] {
        let answered = statuses(&backend.url, order(headers, body)).await;
        assert_eq!(answered, [422, 200], "{headers:?} {body:?}");
    }
}

#[tokio::test]
async fn a_body_that_ends_too_soon_is_no_order() {
    let backend = Backend::start().await;
    for (headers, body) in [
        ("content-length: 200\r\n", "{}"),
        ("transfer-encoding: chunked\r\n", "2\r\n{}\r\n"),
        ("transfer-encoding: chunked\r\n", "FF\r\n{}"),
    ] {
        let mut wire = Wire::to(&backend.url).await;
        let whole = order(headers, body);
        wire.write(whole.trim_end_matches(last_request())).await;
        wire.ends().await;
        let answered = statuses_in(&wire.reads_to_the_end().await);
        assert!(answered.is_empty() || answered == [400], "{headers:?}: {answered:?}");
    }
    assert_unharmed(&backend).await;
}

/// Nothing was made of what was sent, and a well-formed request is answered.
async fn assert_unharmed(backend: &Backend) {
    assert_eq!(statuses(&backend.url, last_request()).await, [200]);
    assert_eq!(backend.shop().payments().await.len(), 0);
    assert!(!backend.log().contains("panicked"), "{}", backend.log());
}
