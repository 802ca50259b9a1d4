//! A server of a few lines that behaves as told, and a client of it.

use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time,
};
use url::Url;

use crate::{
    Client, ClientConfig, Credentials, Namespace, PseTransactionRequest, Reply, encode_reply,
};

/// What the server does with a request once it has it whole.
#[derive(Debug, Clone)]
pub(super) enum Behaviour {
    /// Answers, and waits for the next request on the same connection.
    Answer(Vec<u8>),
    /// Answers and closes the connection.
    AnswerAndClose(Vec<u8>),
    /// Answers the first bytes at once and the others one every few milliseconds.
    Drip(Vec<u8>, Vec<u8>),
    /// Answers and keeps the connection open, as if there were more to come.
    AnswerAndHang(Vec<u8>),
    /// Reads the request and never answers.
    Hang,
}

/// A running server, and what it was sent: a request, or `None` for a new connection.
pub(super) struct StandIn {
    pub(super) url: Url,
    heard: mpsc::UnboundedReceiver<Option<String>>,
}

impl StandIn {
    /// Starts a server that treats every request alike.
    pub(super) async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let url = format!("http://{address}/soap/pse/?wsdl").parse().unwrap();
        let (tell, heard) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let _ = tell.send(None);
                tokio::spawn(serve(connection, behaviour.clone(), tell.clone()));
            }
        });
        Self { url, heard }
    }

    /// How many connections were made so far, and the requests on them.
    pub(super) fn heard(&mut self) -> (usize, Vec<String>) {
        let (mut connections, mut requests) = (0, Vec::new());
        while let Ok(heard) = self.heard.try_recv() {
            match heard {
                None => connections += 1,
                Some(request) => requests.push(request),
            }
        }
        (connections, requests)
    }
}

async fn serve(
    mut connection: TcpStream,
    behaviour: Behaviour,
    tell: mpsc::UnboundedSender<Option<String>>,
) -> std::io::Result<()> {
    while let Some(request) = read_request(&mut connection).await? {
        let _ = tell.send(Some(request));
        match &behaviour {
            Behaviour::Answer(answer) => connection.write_all(answer).await?,
            Behaviour::AnswerAndClose(answer) => {
                connection.write_all(answer).await?;
                return connection.shutdown().await;
            }
            Behaviour::Drip(at_once, slowly) => {
                connection.write_all(at_once).await?;
                let mut beat = time::interval(Duration::from_millis(5));
                for byte in slowly {
                    beat.tick().await;
                    connection.write_all(&[*byte]).await?;
                }
            }
            Behaviour::AnswerAndHang(answer) => {
                connection.write_all(answer).await?;
                core::future::pending().await
            }
            Behaviour::Hang => core::future::pending().await,
        }
    }
    Ok(())
}

/// The next whole request; `None` when the client is gone.
async fn read_request(connection: &mut TcpStream) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    loop {
        if connection.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .map_or(0, |(_, length)| length.trim().parse().unwrap());
        if body.len() >= length {
            return Ok(Some(text.into_owned()));
        }
    }
}

/// A whole HTTP answer, with the clock of 6 November 1994.
pub(super) fn http(status: &str, body: &[u8]) -> Vec<u8> {
    let mut answer = format!(
        "HTTP/1.1 {status}\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\
         Content-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    answer.extend_from_slice(body);
    answer
}

/// The XML document of a reply.
pub(super) fn document(reply: &Reply) -> Vec<u8> {
    encode_reply(&Namespace::V11, reply).unwrap()
}

/// The time in the `Date` header of [`http`]'s answers.
pub(super) fn server_date() -> Option<Timestamp> {
    Some("1994-11-06T08:49:37Z".parse().unwrap())
}

/// A client with little patience: 200 ms to connect, 400 ms in all.
pub(super) fn client(url: &Url) -> Client {
    // The first test of the process installs it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new(ClientConfig {
        connect_timeout: Duration::from_millis(200),
        create_timeout: Duration::from_millis(400),
        question_timeout: Duration::from_millis(400),
        ..ClientConfig::new(url.clone(), Namespace::V11)
    })
    .unwrap()
}

pub(super) fn credentials() -> Credentials {
    Credentials {
        login: "6dd490faf9cb87a9862245da41170ff2".to_owned(),
        tran_key: SecretString::from("024h1IlD"),
    }
}

/// The time at which the tests' calls are signed.
pub(super) fn now() -> Timestamp {
    "2021-04-30T16:33:57Z".parse().unwrap()
}

pub(super) fn transaction() -> PseTransactionRequest {
    PseTransactionRequest {
        reference: Some("406331868".to_owned()),
        description: Some("Compra <1> & más".to_owned()),
        ..PseTransactionRequest::default()
    }
}
