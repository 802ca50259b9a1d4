//! The service's addresses: WSDL, both namespaces, and calls that are none.

use pse_placetopay::{Call, Namespace, Operation, Reply, decode_reply};
use reqwest::StatusCode;

use crate::harness::Sandbox;

const PATHS: [(&str, Namespace); 4] = [
    ("/soap/pse", Namespace::UNVERSIONED),
    ("/soap/pse/", Namespace::UNVERSIONED),
    ("/soap/pse/v11", Namespace::V11),
    ("/soap/pse/v11/", Namespace::V11),
];

#[tokio::test]
async fn each_address_gives_its_wsdl_with_its_own_address_in_it() {
    let sandbox = Sandbox::start().await;
    for (path, namespace) in PATHS {
        for query in ["?wsdl", "?WSDL"] {
            let answer = sandbox.get(&format!("{path}{query}")).await;
            assert_eq!(answer.status(), StatusCode::OK);
            assert_eq!(answer.headers()["content-type"], "text/xml; charset=utf-8");
            let wsdl = answer.text().await.unwrap();
            assert!(wsdl.contains(&format!("targetNamespace=\"{namespace}\"")), "{path}");
            let location = sandbox.url(&format!("{}/", path.trim_end_matches('/')));
            assert!(wsdl.contains(&format!("location=\"{location}\"")), "{path}");
        }
    }
}

#[tokio::test]
async fn calls_are_answered_with_and_without_wsdl_in_the_addresss_namespace() {
    let sandbox = Sandbox::start().await;
    for (path, namespace) in PATHS {
        for query in ["", "?wsdl"] {
            let document = sandbox.document(Call::GetBankList).await;
            let answer = sandbox.post(&format!("{path}{query}"), document).await;
            let body = answer.text().await.unwrap();
            assert!(body.contains(&format!("\"{namespace}\"")), "{path}{query}");
            assert!(body.contains("<ns1:getBankListResponse>"), "{body}");
            let reply = decode_reply(Operation::GetBankList, body.as_bytes()).unwrap();
            let Reply::GetBankList(banks) = reply else { panic!("{reply:?}") };
            assert_eq!(banks[0].bank_code.as_deref(), Some("0"));
            let codes: Vec<_> = banks.iter().filter_map(|bank| bank.bank_code.as_deref()).collect();
            assert!(["9001", "9008", "1022", "1066"].iter().all(|code| codes.contains(code)));
        }
    }
}

#[tokio::test]
async fn what_is_no_call_is_answered_as_php_does() {
    let sandbox = Sandbox::start().await;
    let envelope = |body: &str| {
        format!(
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>{body}</e:Body></e:Envelope>"
        )
    };
    let unknown = envelope("<pay xmlns=\"urn:x\"/>");
    let bad_number = envelope(
        "<n:getTransactionInformation xmlns:n=\"urn:x\"><transactionID>uno</transactionID></n:getTransactionInformation>",
    );
    let too_large = "x".repeat(600 * 1024);
    for (body, text) in [
        ("", "Bad Request"),
        ("{\"a\": 1}", "Bad Request"),
        (&too_large, "Bad Request"),
        (&unknown, "Procedure 'pay' not present"),
        (&bad_number, "SOAP-ERROR: Encoding: Violation of encoding rules"),
    ] {
        let answer = sandbox.post("/soap/pse/", body).await;
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(answer.headers()["content-type"], "text/xml; charset=utf-8");
        let reply = decode_reply(Operation::GetBankList, &answer.bytes().await.unwrap()).unwrap();
        assert!(matches!(&reply, Reply::Fault(fault) if fault.string == text), "{reply:?}");
    }
    let get = sandbox.get("/soap/pse/").await;
    assert_eq!(get.status(), StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn an_unknown_transaction_is_a_fault() {
    let sandbox = Sandbox::start().await;
    for id in [0, -1, 1_509_187_577, i64::MAX] {
        let call = Call::GetTransactionInformation { transaction_id: id };
        let Reply::Fault(fault) = sandbox.call(call).await else { panic!("{id} is known") };
        assert_eq!(fault.string, "No se halló ninguna transacción con los datos suministrados.");
    }
}
