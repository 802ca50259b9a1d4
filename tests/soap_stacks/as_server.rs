//! The service as a client of PHP's SoapServer, which is made from our WSDL.

use std::net::TcpListener;
use std::process::Command;

use pse_placetopay::{Namespace, wsdl};
use pse_tests::folder::TempFolder;
use pse_tests::http::text;
use pse_tests::orders::order_with;
use pse_tests::process::Process;
use pse_tests::programs::project;
use pse_tests::{Backend, Setup};
use serde_json::{Value, json};

/// PHP's `SoapServer`, playing the provider.
struct PhpProvider {
    folder: TempFolder,
    endpoint: String,
    _process: Process,
}

impl PhpProvider {
    async fn start() -> Self {
        let folder = TempFolder::new();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let endpoint = format!("http://127.0.0.1:{port}/soap/pse/");
        let description = folder.write("pse.wsdl", &wsdl(&Namespace::UNVERSIONED, &endpoint));
        let mut command = Command::new("php");
        command
            .args(["-S", &format!("127.0.0.1:{port}")])
            .arg(project().join("tests/soap_stacks/php_server.php"))
            .env("PSE_WSDL", description)
            .env("PSE_MEMORY", folder.path().join("memory.json"));
        let mut process = Process::start("php", &mut command);
        process.says("that it listens", |line| line.contains("started").then_some(())).await;
        Self { folder, endpoint, _process: process }
    }

    fn memory(&self) -> Value {
        let text = std::fs::read_to_string(self.folder.path().join("memory.json")).unwrap();
        text.parse().unwrap()
    }

    async fn backend(&self) -> Backend {
        let dependants = r#"[{entity_code = "90029922801", service_code = "77700101"}]"#;
        let site = r#"
[sites.multi]
login = "6dd490faf9cb87a9862245da41170ff2"
tran_key = "024h1IlD"
api_keys = ["sk_demo"]
return_hosts = ["127.0.0.1"]
merchant = { name = "Casa del Turismo", nit = "900123456", phone = "6024567890", email = "a@example.co" }
credits = "#;
        let simple = site
            .replace("multi", "simple")
            .replace("sk_demo", "sk_simple")
            .replace("credits = ", "");
        Setup::new()
            .file(&format!("{simple}\n{site}{dependants}\n"))
            .endpoint(&self.endpoint)
            .start()
            .await
    }
}

#[tokio::test]
async fn the_service_is_paid_through_phps_soap_server() {
    let provider = PhpProvider::start().await;
    let backend = provider.backend().await;
    let list = backend.http().get("/v1/banks").await.json(200);
    assert_eq!(
        list["banks"],
        json!([
            {"code": "1999", "name": "BANCO DE FALLAS"},
            {"code": "1022", "name": "BANCO UNIÓN «COLOMBIANO» & CÍA"},
        ])
    );

    let shop = pse_tests::Shop::with_key(backend.http(), "sk_simple");
    let buyer = shop.sells(&order_with("description", json!("Año <nuevo> & «más»"))).await;
    let begun = buyer.begins_with("1022").await;
    assert_eq!(begun.bank_url, "http://127.0.0.1/banco?enc=a%2fb&id=1443053707");
    let got = provider.memory()["transactions"]["1443053707"].clone();
    assert_eq!(got["description"], "Año <nuevo> & «más»");
    assert_eq!(got["totalAmount"].as_f64(), Some(1_062_500.0));
    assert_eq!(got["payer"]["lastName"], "Núñez Peña");
    assert_eq!(got["payer"]["company"], Value::Null);
    assert_eq!(got["reference"], buyer.reference);

    let way_back = text(&got["returnURL"]).to_owned();
    let _ = buyer.comes_back(&way_back).await;
    let view = buyer.sees().await;
    assert_eq!(view["state"], "paid");
    assert_eq!(view["payment"]["cus"], "0150228", "its zero stays");
    assert_eq!(view["payment"]["reason_text"], "Aprobada");
    assert_eq!(view["payment"]["on_test"], false);
    assert_eq!(view["payment"]["bank_process_date"], "2026-04-20T09:11:39-05:00");
    assert_eq!(
        provider.memory()["calls"],
        json!(["getBankList", "createTransaction", "getTransactionInformation"])
    );
}

#[tokio::test]
async fn the_service_shares_a_payment_out_and_is_refused_through_phps_soap_server() {
    let provider = PhpProvider::start().await;
    let backend = provider.backend().await;
    let credits = json!([{
        "entity_code": "90029922801", "service_code": "77700101", "amount_value": "1062500.00",
        "tax_value": "149310.00", "description": "Todo",
    }]);
    let buyer = backend.shop().sells(&order_with("credits", credits)).await;
    let _ = buyer.begins_with("1022").await;
    let got = provider.memory()["transactions"]["1443053707"].clone();
    let parts = &got["credits"]["item"];
    let part = if parts.is_array() { &parts[0] } else { parts };
    assert_eq!(part["serviceCode"], "77700101");
    assert_eq!(part["taxValue"].as_f64(), Some(149_310.0));

    let shop = pse_tests::Shop::with_key(backend.http(), "sk_simple");
    let unlucky = shop.has_a_buyer().await;
    let _ = unlucky.pays_with("1999").await.problem(422, "transaction_refused");
    let payments = shop.payments().await;
    assert_eq!(payments[0]["provider"]["data"]["fault"], "SOAP-ERROR: algo <salió> mal");
}
