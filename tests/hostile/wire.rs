//! A connection on which anything can be written, and what came back.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection to a service.
pub(crate) struct Wire(TcpStream);

impl Wire {
    /// Connects to an address such as `http://127.0.0.1:8080`.
    pub(crate) async fn to(url: &str) -> Self {
        let address = url.trim_start_matches("http://").trim_end_matches('/');
        Self(TcpStream::connect(address).await.expect("a connection"))
    }

    /// Writes bytes. What is written after the other side has closed is lost.
    pub(crate) async fn write(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.0.write_all(bytes.as_ref()).await;
    }

    /// Says that nothing more will be written.
    pub(crate) async fn ends(&mut self) {
        let _ = self.0.shutdown().await;
    }

    /// Everything that is answered until the other side closes.
    ///
    /// # Panics
    /// When it does not close.
    pub(crate) async fn reads_to_the_end(&mut self) -> String {
        let mut answered = Vec::new();
        // A connection that is reset has told what it had to tell.
        let end = timeout(PATIENCE, self.0.read_to_end(&mut answered)).await;
        let answered = String::from_utf8_lossy(&answered).into_owned();
        assert!(end.is_ok(), "the connection stays open: {answered}");
        answered
    }
}

/// Writes bytes on a connection of their own; the HTTP statuses of all that is answered until the other side closes.
pub(crate) async fn statuses(url: &str, bytes: impl AsRef<[u8]>) -> Vec<u16> {
    let mut wire = Wire::to(url).await;
    wire.write(bytes).await;
    statuses_in(&wire.reads_to_the_end().await)
}

/// The HTTP statuses of answers, one after the other.
pub(crate) fn statuses_in(answers: &str) -> Vec<u16> {
    let lines = answers.split("HTTP/1.").skip(1);
    lines.map(|line| line[2..5].parse().expect("a status")).collect()
}

/// A request that is answered 200 on a connection that then closes.
pub(crate) fn last_request() -> &'static str {
    "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"
}
