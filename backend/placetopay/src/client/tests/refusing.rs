//! Answers that are none, each by what a caller can do about it.

use super::stand_in::{
    Behaviour, StandIn, client, credentials, document, http, now, server_date, transaction,
};
use crate::{
    CallError, CallErrorKind, Client, ClientConfig, ClientError, DecodeError, Fault, Namespace,
    Reply, limits::MAX_BYTES,
};

/// Why a creation has no answer when the server does that, and how often it heard of it.
async fn create(behaviour: Behaviour) -> (CallError, usize) {
    let mut server = StandIn::start(behaviour).await;
    let error = client(&server.url)
        .create_transaction(&credentials(), now(), &transaction())
        .await
        .unwrap_err();
    (error, server.heard().1.len())
}

/// Why a creation has no answer when the server answers with this status and body.
async fn answered(status: &str, body: &[u8]) -> CallErrorKind {
    let (error, heard) = create(Behaviour::Answer(http(status, body))).await;
    assert_eq!((error.server_date, error.nothing_sent(), heard), (server_date(), false, 1));
    error.kind
}

#[tokio::test]
async fn a_fault_is_a_fault_whatever_the_status() {
    let fault =
        Fault { code: "SOAP-ENV:Server".to_owned(), string: "Acceso no autorizado".to_owned() };
    let body = document(&Reply::Fault(fault.clone()));
    for status in ["500 Internal Server Error", "200 OK", "400 Bad Request"] {
        assert_eq!(answered(status, &body).await, CallErrorKind::Fault(fault.clone()));
    }
}

#[tokio::test]
async fn a_status_other_than_200_is_no_answer_even_with_a_reply_in_it() {
    let reply = document(&Reply::CreateTransaction(Box::default()));
    for (status, code) in [
        ("404 Not Found", 404),
        ("500 Internal Server Error", 500),
        ("503 Service Unavailable", 503),
        ("202 Accepted", 202),
    ] {
        for body in [&b"<html>no</html>"[..], &reply, b""] {
            assert_eq!(answered(status, body).await, CallErrorKind::Status(code));
        }
    }
}

#[tokio::test]
async fn what_came_instead_of_an_answer_is_kept_for_whoever_looks_into_it() {
    for status in ["503 Service Unavailable", "200 OK"] {
        let (error, _) = create(Behaviour::Answer(http(status, b"<html>no</html>"))).await;
        assert_eq!(error.page, "<html>no</html>", "{status}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let mut elsewhere = StandIn::start(Behaviour::Hang).await;
    for status in ["301 Moved Permanently", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let location = format!(
            "HTTP/1.1 {status}\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n",
            elsewhere.url
        );
        let (error, heard) = create(Behaviour::Answer(location.into_bytes())).await;
        let status = status.get(..3).unwrap().parse().unwrap();
        let to = format!("{}…", elsewhere.url.as_str().trim_end_matches("?wsdl"));
        assert_eq!((error.kind, heard), (CallErrorKind::Redirect { status, to }, 1));
    }
    assert_eq!(elsewhere.heard().0, 0);
}

#[tokio::test]
async fn garbage_is_garbled() {
    let other = document(&Reply::GetBankList(vec![]));
    for (body, error) in [
        (&b""[..], DecodeError::NotXml),
        (b"hola", DecodeError::NotXml),
        (b"<html><body>Mantenimiento</body></html>", DecodeError::NotSoap),
        (&other, DecodeError::WrongReply { expected: "createTransaction" }),
        (&other[..other.len() - 30], DecodeError::WrongReply { expected: "createTransaction" }),
    ] {
        assert_eq!(answered("200 OK", body).await, CallErrorKind::Garbled(error));
    }
}

#[tokio::test]
async fn an_answer_without_end_is_cut_at_the_limit() {
    let too_large = CallErrorKind::Garbled(DecodeError::TooLarge);
    assert_eq!(answered("200 OK", &vec![b' '; MAX_BYTES + 1]).await, too_large);
    // Without a length given, and without end: what is too much is not waited out.
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let mut endless = format!("{head}{:x}\r\n", MAX_BYTES + 1).into_bytes();
    endless.resize(endless.len() + MAX_BYTES + 1, b' ');
    let (error, heard) = create(Behaviour::AnswerAndHang(endless)).await;
    assert_eq!((error.kind, heard), (too_large, 1));
}

#[tokio::test]
async fn a_text_that_cannot_be_carried_is_never_sent() {
    let mut server = StandIn::start(Behaviour::Hang).await;
    let mut transaction = transaction();
    transaction.description = Some("a\u{1}b".to_owned());
    let error = client(&server.url)
        .create_transaction(&credentials(), now(), &transaction)
        .await
        .unwrap_err();
    assert!(matches!(error.kind, CallErrorKind::Encode(_)) && error.nothing_sent());
    assert_eq!(server.heard().0, 0);
}

#[test]
fn an_endpoint_that_is_not_http_is_no_endpoint() {
    for url in ["ftp://example.com/", "file:///etc/passwd", "data:text/xml,x"] {
        let config = ClientConfig::new(url.parse().unwrap(), Namespace::V11);
        assert_eq!(Client::new(config).err(), Some(ClientError::Endpoint), "{url}");
    }
}
