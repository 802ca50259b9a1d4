//! Bank lists with rows that are no banks: the rest is served, and the operator is told.

use pse_tests::Backend;
use serde_json::Value;

/// Of the sandbox's own wrong rows these many are no banks.
const WRONG: u64 = 6;

async fn codes(backend: &Backend) -> Vec<String> {
    let list = backend.http().get("/v1/banks").await.json(200);
    let banks = list["banks"].as_array().unwrap();
    banks.iter().map(|bank| bank["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn wrong_rows_are_left_out_counted_and_told_once_and_the_rest_is_served() {
    let (whole, backend) = (Backend::start().await, Backend::start().await);
    backend.sandbox.fault("getBankList", "rows", Value::Null, 1).await;
    let mut served = codes(&backend).await;
    assert!(served.contains(&"7002".to_owned()), "the first of two with one code: {served:?}");
    served.retain(|code| code != "7002");
    assert_eq!(served, codes(&whole).await);

    let series = r#"pse_bank_list_rows_dropped_total{provider="default"}"#;
    assert_eq!(backend.figure(series).await, WRONG);
    assert_eq!(whole.figure(series).await, 0);
    backend.logs(r#""alert":"bank_list_rows_dropped""#).await;
    let alerts = r#"pse_alerts_total{alert="bank_list_rows_dropped"}"#;
    assert_eq!(backend.figure(alerts).await, 1);

    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
}

#[tokio::test]
async fn a_list_without_one_good_row_is_none_and_the_next_visitor_gets_one() {
    let backend = Backend::start().await;
    let rows = "<item><bankCode>0</bankCode><bankName>Seleccione</bankName></item><item/>";
    let reply = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>\
         <getBankListResponse><getBankListResult>{rows}</getBankListResult></getBankListResponse>\
         </e:Body></e:Envelope>"
    );
    backend.sandbox.fault("getBankList", "garbage", reply, 1).await;
    let _ = backend.http().get("/v1/banks").await.problem(503, "bank_list_unavailable");
    let again = pse_tests::wait_until("a list", async || {
        let answer = backend.http().get("/v1/banks").await;
        (answer.status == 200).then_some(answer)
    });
    assert!(!again.await.json(200)["banks"].as_array().unwrap().is_empty());
}
