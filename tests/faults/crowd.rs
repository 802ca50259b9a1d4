//! Thousands of clients that are idle, slow or follow a payment, from several addresses: a buyer among them is served as if
//! they were not there.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use pse_tests::orders::payment;
use pse_tests::{Backend, Buyer, Setup};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

/// How many clients hang on.
const CROWD: usize = 5_000;
/// From how many addresses of this machine they come.
const ADDRESSES: usize = 20;
/// Whose checkouts some of them follow.
const CHECKOUTS: usize = 20;
/// How many reads the buyer's page makes.
const READS: usize = 1_000;
/// How often both are measured before it is believed that the crowd slows them.
const ROUNDS: usize = 5;
/// How much slower a read may be.
const SLOWER: f64 = 1.5;

/// A connection from one of this machine's addresses, with that sent; `None` when it is closed at once.
async fn client(from: usize, to: SocketAddr, bytes: &str) -> Option<TcpStream> {
    let socket = TcpSocket::new_v4().ok()?;
    let from = format!("127.0.3.{}:0", 1 + from % ADDRESSES);
    socket.bind(from.parse().unwrap()).ok()?;
    let mut stream = socket.connect(to).await.ok()?;
    stream.write_all(bytes.as_bytes()).await.ok()?;
    Some(stream)
}

/// The clients that hang on: a third idle, a third in the middle of a head or body, a third streaming.
async fn crowd(backend: &Backend) -> Vec<TcpStream> {
    let mut followed = Vec::new();
    for _ in 0..CHECKOUTS {
        followed.push(backend.shop().has_a_buyer().await.checkout);
    }
    let mut clients = Vec::new();
    for number in 0..CROWD {
        let checkout = &followed[number / 6 % CHECKOUTS];
        let said = match number % 6 {
            0 | 1 => String::new(),
            2 => "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ".to_owned(),
            3 => "POST /v1/checkouts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\n{"
                .to_owned(),
            _ => format!("GET /v1/checkouts/{checkout}/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
        };
        clients.extend(client(number, backend.address(), &said).await);
    }
    clients
}

/// The time within which 99 of 100 reads of a checkout are answered, over one connection.
async fn p99(backend: &Backend, buyer: &Buyer) -> Duration {
    let mut stream = TcpStream::connect(backend.address()).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let request =
        format!("GET /v1/checkouts/{} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", buyer.checkout);
    let mut times = Vec::new();
    let mut answer = vec![0; 64 * 1024];
    for _ in 0..READS {
        let began = Instant::now();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut length = 0;
        while !answer[..length].ends_with(b"}") {
            let more = timeout(Duration::from_secs(20), stream.read(&mut answer[length..]));
            let more = more.await.expect("an answer").unwrap();
            assert!(more > 0, "the reader's connection was closed");
            length += more;
        }
        assert!(answer.starts_with(b"HTTP/1.1 200 "));
        times.push(began.elapsed());
    }
    times.sort_unstable();
    times[READS * 99 / 100]
}

async fn pays(backend: &Backend) {
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
}

#[tokio::test]
async fn five_thousand_clients_that_hang_on_slow_no_read_and_hinder_no_payment() {
    let backend = Setup::new().set("PSE__SERVER__LOG_LEVEL", "info").start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let alone = p99(&backend, &buyer).await;
        let clients = crowd(&backend).await;
        assert!(clients.len() > CROWD / 2, "{} came", clients.len());
        let crowded = p99(&backend, &buyer).await;
        pays(&backend).await;
        drop(clients);
        ratios.push(crowded.as_secs_f64() / alone.as_secs_f64());
        if ratios.iter().any(|ratio| *ratio <= SLOWER) {
            return;
        }
    }
    panic!("with a crowd, reads take so many times as long: {ratios:?}");
}

#[tokio::test]
async fn with_a_thousand_descriptors_a_crowd_hinders_no_payment_either() {
    let backend = Setup::new().descriptors(1_024).start().await;
    let clients = crowd(&backend).await;
    pays(&backend).await;
    let buyer = backend.shop().has_a_buyer().await;
    let click = buyer.confirms(&payment("9001")).await;
    assert_eq!(click.status, 201, "{}", click.text);
    assert!(backend.figure("pse_connections_open").await <= 768);
    assert!(backend.figure("pse_event_streams_open").await <= 512);
    assert_eq!(backend.figure(r#"pse_connections_closed_total{reason="not_accepted"}"#).await, 0);
    drop(clients);
}
