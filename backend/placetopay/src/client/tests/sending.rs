//! What is sent for a call, and the answers to it.

use std::time::Duration;

use super::stand_in::{
    Behaviour, StandIn, client, credentials, document, http, now, server_date, transaction,
};
use crate::{
    Answer, Authentication, Bank, Call, ClientConfig, Namespace, PseTransactionMultiCreditRequest,
    PseTransactionResponse, Reply, Request, TransactionInformation, encode_request,
};

fn response() -> PseTransactionResponse {
    PseTransactionResponse {
        return_code: Some("SUCCESS".to_owned()),
        transaction_id: Some(1_509_187_577),
        ..PseTransactionResponse::default()
    }
}

async fn answering(reply: &Reply) -> StandIn {
    StandIn::start(Behaviour::Answer(http("200 OK", &document(reply)))).await
}

#[tokio::test]
async fn a_call_is_one_signed_post_of_a_soap_1_1_client() {
    let mut server = answering(&Reply::GetBankList(vec![])).await;
    client(&server.url).get_bank_list(&credentials(), now()).await.unwrap();
    let (connections, requests) = server.heard();
    assert_eq!((connections, requests.len()), (1, 1));
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    assert_eq!(lines.next(), Some("POST /soap/pse/?wsdl HTTP/1.1"));
    let mut headers = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value))
        .collect::<Vec<_>>();
    headers.sort();
    let length = body.len().to_string();
    let expected = [
        ("accept", "text/xml"),
        ("content-length", &length),
        ("content-type", "text/xml; charset=utf-8"),
        ("host", server.url.authority()),
        ("soapaction", "\"https://placetopay.com/soap/pse#getBankList\""),
        ("user-agent", concat!("pse-checkout/", env!("CARGO_PKG_VERSION"))),
    ];
    assert_eq!(headers, expected.map(|(name, value)| (name.to_owned(), value)));
    let request =
        Request { auth: Authentication::sign(&credentials(), now()), call: Call::GetBankList };
    assert_eq!(body.as_bytes(), encode_request(&Namespace::V11, &request).unwrap());
}

#[tokio::test]
async fn each_operation_has_its_answer_and_the_servers_clock() {
    let banks = vec![Bank { bank_code: Some("1022".to_owned()), bank_name: None }];
    let server = answering(&Reply::GetBankList(banks.clone())).await;
    let answer = client(&server.url).get_bank_list(&credentials(), now()).await;
    assert_eq!(answer, Ok(Answer { value: banks, server_date: server_date() }));

    let created = Ok(Answer { value: response(), server_date: server_date() });
    let mut server = answering(&Reply::CreateTransaction(Box::new(response()))).await;
    let answer =
        client(&server.url).create_transaction(&credentials(), now(), &transaction()).await;
    assert_eq!(answer, created);
    let (_, requests) = server.heard();
    assert!(requests[0].contains("<description>Compra &lt;1&gt; &amp; más</description>"));

    let server = answering(&Reply::CreateTransactionMultiCredit(Box::new(response()))).await;
    let request = PseTransactionMultiCreditRequest { credits: None, transaction: transaction() };
    let answer =
        client(&server.url).create_transaction_multi_credit(&credentials(), now(), &request).await;
    assert_eq!(answer, created);

    let value = TransactionInformation {
        transaction_state: Some("PENDING".to_owned()),
        ..TransactionInformation::default()
    };
    let mut server = answering(&Reply::GetTransactionInformation(Box::new(value.clone()))).await;
    let answer =
        client(&server.url).get_transaction_information(&credentials(), now(), 1_509_187_577).await;
    assert_eq!(answer, Ok(Answer { value, server_date: server_date() }));
    let (_, requests) = server.heard();
    assert!(requests[0].contains("<transactionID>1509187577</transactionID>"));
}

#[tokio::test]
async fn an_answer_without_a_date_or_with_a_wrong_one_is_an_answer() {
    let body = document(&Reply::GetBankList(vec![]));
    for date in ["", "Date: ayer\r\n"] {
        let mut answer =
            format!("HTTP/1.1 200 OK\r\n{date}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        answer.extend_from_slice(&body);
        let server = StandIn::start(Behaviour::Answer(answer)).await;
        let answer = client(&server.url).get_bank_list(&credentials(), now()).await;
        assert_eq!(answer, Ok(Answer { value: vec![], server_date: None }));
    }
}

#[tokio::test]
async fn an_answer_is_read_in_the_character_set_of_its_header() {
    let banks = vec![Bank { bank_code: None, bank_name: Some("Medellín".to_owned()) }];
    let body = String::from_utf8(document(&Reply::GetBankList(banks.clone()))).unwrap();
    let body: Vec<u8> = body.chars().map(|c| u8::try_from(c).unwrap()).collect();
    for header in
        ["Content-Type: text/xml; charset=\"ISO-8859-1\"", "content-type: text/xml; charset=cp1252"]
    {
        let mut answer =
            format!("HTTP/1.1 200 OK\r\n{header}\r\nContent-Length: {}\r\n\r\n", body.len())
                .into_bytes();
        answer.extend_from_slice(&body);
        let server = StandIn::start(Behaviour::Answer(answer)).await;
        let answer = client(&server.url).get_bank_list(&credentials(), now()).await.unwrap();
        assert_eq!(answer.value, banks, "{header}");
    }
}

#[tokio::test]
async fn calls_one_after_the_other_share_a_connection() {
    let mut server = answering(&Reply::GetBankList(vec![])).await;
    let client = client(&server.url);
    for _ in 0..5 {
        client.clone().get_bank_list(&credentials(), now()).await.unwrap();
    }
    let (connections, requests) = server.heard();
    assert_eq!((connections, requests.len()), (1, 5));
}

#[test]
fn patience_is_3_seconds_to_connect_20_to_create_and_10_to_ask() {
    let config =
        ClientConfig::new("https://api.placetopay.com/soap/pse/".parse().unwrap(), Namespace::V11);
    assert_eq!(
        [config.connect_timeout, config.create_timeout, config.question_timeout],
        [3, 20, 10].map(Duration::from_secs)
    );
}
