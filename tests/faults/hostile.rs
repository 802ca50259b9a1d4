//! A hundred thousand requests of every bad kind: each is answered or refused, and the service's memory is what it was.

use std::net::SocketAddr;
use std::time::Duration;

use pse_tests::Backend;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How many requests there are.
const REQUESTS: usize = 100_000;
/// Over how many connections at once.
const CLIENTS: usize = 8;
/// How many requests are sent before their answers are read.
const AT_ONCE: usize = 50;
/// How much more memory the service may use afterwards, in KiB.
const MORE: u64 = 64 * 1024;

/// A request that is answered and leaves its connection open, different for each number.
fn answered(number: usize) -> String {
    let id = format!("chk_{number:032}");
    let (line, headers, body) = match number % 13 {
        0 => (format!("GET /{number}/../../etc/passwd"), String::new(), ""),
        1 => (format!("GET /v1/checkouts/{id}"), format!("Origin: https://{number}.example"), ""),
        2 => (format!("GET /v1/checkouts/{id}/events"), String::new(), ""),
        3 => (format!("POST /v1/checkouts/{id}/payments"), json_key(number), "{\"bank_code\":1}"),
        4 => ("POST /v1/checkouts".to_owned(), bearer(number), "{}"),
        5 => (format!("GET /v1/payments?reference={number}"), bearer(number), ""),
        6 => (format!("X{number} /v1/banks"), String::new(), ""),
        7 => (format!("GET /v1/banks?site={number}&{}", "a=1&".repeat(500)), String::new(), ""),
        8 => (format!("GET /pay/{id}"), format!("Accept-Language: x{number}"), ""),
        9 => (format!("GET /return/pay_{number:032}"), forwarded(number), ""),
        10 => (format!("POST /pay/{id}"), "Content-Type: a/b".to_owned(), "bank_code=%ff"),
        11 => (format!("GET http://{number}.example/docs/{number}"), many_headers(number), ""),
        _ => very_long(number),
    };
    let headers = if headers.is_empty() { headers } else { format!("{headers}\r\n") };
    let length = body.len();
    format!("{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}Content-Length: {length}\r\n\r\n{body}")
}

/// A name made up, nearly as long as a head may be: whatever is kept by it is seen in the memory.
fn very_long(number: usize) -> (String, String, &'static str) {
    let long = format!("{number}{}", "x".repeat(12_000));
    match number / 13 % 8 {
        0 => (format!("GET /v1/checkouts/{long}"), String::new(), ""),
        1 => (format!("GET /v1/checkouts/{long}/events"), String::new(), ""),
        2 => (format!("POST /v1/checkouts/{long}/payments"), json_key(number), "{}"),
        3 => (format!("GET /return/{long}"), String::new(), ""),
        4 => (format!("GET /v1/banks?checkout={long}"), String::new(), ""),
        5 => ("GET /v1/payments".to_owned(), format!("Authorization: Bearer sk_{long}"), ""),
        6 => ("GET /v1/banks".to_owned(), format!("X-Forwarded-For: {long}"), ""),
        _ => (format!("POST /pay/{long}"), format!("Origin: https://{number}.example"), ""),
    }
}

fn bearer(number: usize) -> String {
    format!("Authorization: Bearer sk_{number}\r\nContent-Type: application/json")
}

fn json_key(number: usize) -> String {
    format!("Idempotency-Key: {number}\r\nContent-Type: application/json")
}

fn forwarded(number: usize) -> String {
    format!("X-Forwarded-For: 10.{}.{}.{}", number >> 16 & 255, number >> 8 & 255, number & 255)
}

fn many_headers(number: usize) -> String {
    let headers: Vec<_> = (0..80).map(|at| format!("X-{at}: {number}")).collect();
    headers.join("\r\n")
}

/// What is no request: the connection is closed, after an answer or without one.
fn broken(number: usize) -> String {
    match number % 6 {
        0 => {
            "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"
                .to_owned()
        }
        1 => "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            .to_owned(),
        2 => format!("GET / HTTP/1.1\r\n{}\r\n\r\n", many_headers(number).repeat(4)),
        3 => format!("GET /{} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "x".repeat(60_000)),
        4 => "\x16\x03\x01\x02\0\x01\0\x01\u{fc}\x03\x03\r\n\r\n".to_owned(),
        _ => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
    }
}

/// Sends the numbers' requests; each is answered.
async fn attack(address: SocketAddr, numbers: std::ops::Range<usize>) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut numbers = numbers.peekable();
    let mut buffer = vec![0; 256 * 1024];
    while numbers.peek().is_some() {
        let together: Vec<_> = numbers.by_ref().take(AT_ONCE).collect();
        let requests: String = together.iter().map(|number| answered(*number)).collect();
        stream.write_all(requests.as_bytes()).await.unwrap();
        let (mut answers, mut rest) = (0, Vec::new());
        while answers < together.len() {
            let more = timeout(Duration::from_secs(20), stream.read(&mut buffer));
            let more = more.await.expect("an answer").unwrap();
            assert!(more > 0, "closed after {answers} of {together:?}");
            rest.extend_from_slice(&buffer[..more]);
            let heads = String::from_utf8_lossy(&rest).matches("HTTP/1.1 ").count();
            answers += heads;
            rest.drain(..rest.len().saturating_sub(8));
        }
        // And one that is none, of a client of its own.
        let mut other = TcpStream::connect(address).await.unwrap();
        let _ = other.write_all(broken(together[0] / AT_ONCE).as_bytes()).await;
        let _ = other.shutdown().await;
        let ended = timeout(Duration::from_secs(20), other.read_to_end(&mut Vec::new())).await;
        assert!(ended.is_ok(), "{:?} hangs", broken(together[0] / AT_ONCE));
    }
}

#[tokio::test]
async fn a_hundred_thousand_hostile_requests_leave_memory_as_it_was() {
    let backend = Backend::start().await;
    // What is made once, for whoever asks first, is no growth.
    attack(backend.address(), 0..1_200).await;
    let idle = backend.memory();
    let mut clients = JoinSet::new();
    let share = REQUESTS / CLIENTS;
    for client in 0..CLIENTS {
        let first = 1_200 + client * share;
        clients.spawn(attack(backend.address(), first..first + share));
    }
    while let Some(attacked) = clients.join_next().await {
        attacked.unwrap();
    }
    let after = backend.memory();
    assert!(after < idle + MORE, "{idle} KiB before, {after} KiB after");
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    assert!(!backend.log().contains("panicked"), "{}", backend.log());
}
