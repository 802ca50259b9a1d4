//! Connections that do not come about, hang or break: was something sent or not?

use std::time::Duration;

use tokio::{
    net::{TcpSocket, TcpStream},
    time,
};
use url::Url;

use super::stand_in::{
    Behaviour, StandIn, client, credentials, document, http, now, server_date, transaction,
};
use crate::{CallError, CallErrorKind, DecodeError, Reply};

async fn create(url: &Url) -> CallError {
    // Far longer than the client's own patience.
    let call = async {
        client(url).create_transaction(&credentials(), now(), &transaction()).await.unwrap_err()
    };
    time::timeout(Duration::from_secs(20), call).await.unwrap()
}

fn reply() -> Vec<u8> {
    document(&Reply::CreateTransaction(Box::default()))
}

#[tokio::test]
async fn a_refused_connection_sent_nothing() {
    let socket = TcpSocket::new_v4().unwrap();
    // Bound but not listening: nobody else gets the port.
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}/", socket.local_addr().unwrap()).parse().unwrap();
    let error = create(&url).await;
    assert!(matches!(error.kind, CallErrorKind::NotSent(_)), "{error:?}");
    assert!(error.nothing_sent());
}

#[tokio::test]
async fn a_name_that_is_none_sent_nothing() {
    let error = create(&"http://nadie.invalid/".parse().unwrap()).await;
    assert!(matches!(error.kind, CallErrorKind::NotSent(_)), "{error:?}");
}

#[tokio::test]
async fn a_connection_that_nobody_accepts_sent_nothing() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    // Fill its queue until the kernel lets nobody in any more.
    let mut waiting = Vec::new();
    while let Ok(connection) =
        time::timeout(Duration::from_millis(200), TcpStream::connect(address)).await
    {
        waiting.push(connection.unwrap());
    }
    let error = create(&format!("http://{address}/").parse().unwrap()).await;
    assert!(matches!(error.kind, CallErrorKind::NotSent(_)), "{error:?}");
    assert!(error.nothing_sent());
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_was_sent_nothing() {
    let mut server = StandIn::start(Behaviour::Answer(http("200 OK", &reply()))).await;
    let mut url = server.url.clone();
    url.set_scheme("https").unwrap();
    // It waits for the end of a request, which a handshake is not: the connection never
    // becomes one within the time for connecting.
    let error = create(&url).await;
    assert!(matches!(error.kind, CallErrorKind::NotSent(_)), "{error:?}");
    assert_eq!(server.heard(), (1, vec![]));
}

#[tokio::test]
async fn silence_is_a_time_out_and_the_call_is_not_sent_again() {
    let mut server = StandIn::start(Behaviour::Hang).await;
    let error = create(&server.url).await;
    assert_eq!((&error.kind, error.server_date), (&CallErrorKind::Timeout, None));
    assert!(!error.nothing_sent());
    let (connections, requests) = server.heard();
    assert_eq!((connections, requests.len()), (1, 1));
}

#[tokio::test]
async fn an_answer_that_drips_in_is_cut_by_the_time_in_all() {
    let whole = http("200 OK", &reply());
    let body = whole.len() - reply().len();
    for (at_once, clock) in [(0, None), (body, server_date())] {
        // What remains takes a second or more.
        let (at_once, slowly) = whole.split_at(at_once);
        assert!(slowly.len() > 200);
        let mut server = StandIn::start(Behaviour::Drip(at_once.to_vec(), slowly.to_vec())).await;
        assert_eq!(create(&server.url).await, CallErrorKind::Timeout.at(clock));
        assert_eq!(server.heard().1.len(), 1);
    }
}

#[tokio::test]
async fn a_connection_that_breaks_before_the_whole_answer_is_cut_and_the_call_is_not_sent_again() {
    let whole = http("200 OK", &reply());
    for length in [0, 20, 60, whole.len() / 2, whole.len() - 1] {
        let mut server = StandIn::start(Behaviour::AnswerAndClose(whole[..length].to_vec())).await;
        let error = create(&server.url).await;
        assert!(matches!(error.kind, CallErrorKind::Cut(_)), "{length}: {error:?}");
        assert!(!error.nothing_sent());
        let (connections, requests) = server.heard();
        assert_eq!((connections, requests.len()), (1, 1), "{length}");
    }
}

#[tokio::test]
async fn an_answer_whose_end_is_the_connections_is_garbled_when_it_lacks_one() {
    let head = b"HTTP/1.0 200 OK\r\n\r\n".to_vec();
    let body = reply();
    for length in [0, body.len() / 2, body.len() - 4] {
        let mut answer = head.clone();
        answer.extend_from_slice(&body[..length]);
        let server = StandIn::start(Behaviour::AnswerAndClose(answer)).await;
        let error = create(&server.url).await;
        assert_eq!(error.kind, CallErrorKind::Garbled(DecodeError::NotXml), "{length}");
    }
}

#[tokio::test]
async fn what_is_no_http_is_cut() {
    let server =
        StandIn::start(Behaviour::AnswerAndClose(b"220 smtp.example.co ESMTP\r\n".to_vec())).await;
    let error = create(&server.url).await;
    assert!(matches!(error.kind, CallErrorKind::Cut(_)), "{error:?}");
}

#[tokio::test]
async fn no_word_of_an_error_tells_the_address_or_its_password() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    let error = create(&format!("http://canary:canary@{address}/canary").parse().unwrap()).await;
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
}
