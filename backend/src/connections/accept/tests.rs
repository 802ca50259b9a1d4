//! Slow clients, large heads and the stop, on real connections.

use std::net::SocketAddr;

use axum::routing::{get, post};
use pse_core::time::SystemClock;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::*;
use crate::connections::bounds::{ConnectionBounds, TimeLimits};
use crate::connections::closings::Closing;

/// Longer than anything here may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longer than any test takes.
const LONG: Duration = Duration::from_secs(600);
/// No longer than the first look.
const SHORT: Duration = Duration::from_millis(300);

const PATIENT: TimeLimits =
    TimeLimits { idle: LONG, head: LONG, body: LONG, handling: LONG, answer: LONG, standing: LONG };

struct Service {
    address: SocketAddr,
    table: Arc<ConnectionTable>,
    stop: CancellationToken,
    /// Lets a request of `/held` be answered.
    release: Arc<Notify>,
    held: Arc<Notify>,
    serving: JoinHandle<()>,
}

async fn service(limits: TimeLimits) -> Service {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let bounds = ConnectionBounds { in_all: 100, per_address: 100 };
    let table = ConnectionTable::new(Arc::new(SystemClock::new()), bounds, limits, Vec::new());
    let (table, stop) = (Arc::new(table), CancellationToken::new());
    let (release, held) = (Arc::<Notify>::default(), Arc::<Notify>::default());
    let (waiting, holds) = (Arc::clone(&release), Arc::clone(&held));
    let held_handler = async move || {
        holds.notify_one();
        waiting.notified().await;
        "done"
    };
    let router = Router::new()
        .route("/", get(async || "hello"))
        .route("/held", get(held_handler))
        .route("/large", get(async || vec![b'x'; 32 << 20]))
        .route("/body", post(async |body: String| body));
    let serving = tokio::spawn(serve(listener, router, Arc::clone(&table), stop.clone()));
    Service { address, table, stop, release, held, serving }
}

impl Service {
    async fn sent(&self, bytes: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes.as_bytes()).await.unwrap();
        stream
    }

    fn counted(&self, why: Closing) -> u64 {
        let counts = self.table.closings().read();
        counts.iter().find(|(word, _)| *word == why.as_str()).unwrap().1
    }
}

/// What comes until the service closes the connection.
async fn until_closed(mut stream: TcpStream) -> String {
    let mut came = Vec::new();
    // A connection that is reset is closed, too.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut came)).await.expect("it is closed");
    String::from_utf8_lossy(&came).into_owned()
}

#[tokio::test]
async fn a_head_that_does_not_end_is_not_waited_for() {
    let service = service(TimeLimits { head: SHORT, ..PATIENT }).await;
    let slow = service.sent("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").await;
    assert_eq!(until_closed(slow).await, "");
    assert_eq!(service.counted(Closing::SlowHead), 1);
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let service = service(TimeLimits { body: SHORT, ..PATIENT }).await;
    let slow =
        service.sent("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf").await;
    assert_eq!(until_closed(slow).await, "");
    assert_eq!(service.counted(Closing::SlowBody), 1);
}

#[tokio::test]
async fn an_idle_connection_is_closed_before_and_after_a_request() {
    let service = service(TimeLimits { idle: SHORT, ..PATIENT }).await;
    let silent = service.sent("").await;
    let kept = service.sent("GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert_eq!(until_closed(silent).await, "");
    assert!(until_closed(kept).await.ends_with("hello"));
    assert_eq!(service.counted(Closing::Idle), 2);
}

#[tokio::test]
async fn a_client_that_does_not_read_is_not_waited_for() {
    let service = service(TimeLimits { standing: SHORT, ..PATIENT }).await;
    let deaf = service.sent("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await;
    timeout(PATIENCE, async {
        while service.counted(Closing::SlowReading) == 0 {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("it is closed");
    assert!(until_closed(deaf).await.len() < 32 << 20);
}

#[tokio::test]
async fn a_request_takes_what_it_takes_and_is_finished_at_the_stop() {
    let limits = TimeLimits { idle: LONG, head: SHORT, body: SHORT, standing: SHORT, ..PATIENT };
    let service = service(limits).await;
    let (idle, half) = (service.sent("").await, service.sent("GET / HT").await);
    let held = service.sent("GET /held HTTP/1.1\r\nHost: a\r\n\r\n").await;
    timeout(PATIENCE, service.held.notified()).await.unwrap();
    service.stop.cancel();
    assert_eq!(until_closed(idle).await, "");
    assert_eq!(until_closed(half).await, "");
    assert!(!service.serving.is_finished());
    service.release.notify_one();
    assert!(until_closed(held).await.ends_with("done"));
    timeout(PATIENCE, service.serving).await.unwrap().unwrap();
    assert_eq!(service.table.count(), 0);
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let service = service(PATIENT).await;
    let large = format!("GET / HTTP/1.1\r\nHost: a\r\nX-Large: {}\r\n\r\n", "x".repeat(200_000));
    let answer = until_closed(service.sent(&large).await).await;
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
}

#[tokio::test]
async fn a_request_that_names_no_host_or_two_is_refused_and_ends_the_connection() {
    let service = service(PATIENT).await;
    for hosts in ["", "Host: a\r\nHost: b\r\n", "Host: a/b\r\n"] {
        let next = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        let sent = service.sent(&format!("GET / HTTP/1.1\r\n{hosts}\r\n{next}")).await;
        let answer = until_closed(sent).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{hosts}: {answer}");
        assert!(!answer.contains("hello"), "{hosts}: {answer}");
    }
    let old = service.sent("GET / HTTP/1.0\r\n\r\n").await;
    assert!(until_closed(old).await.ends_with("hello"));
}
