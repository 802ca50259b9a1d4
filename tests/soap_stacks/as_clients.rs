//! zeep and PHP's SoapClient, pointed at the sandbox: they read its WSDL, and understand its answers.

use std::process::Command;

use pse_tests::Sandbox;
use pse_tests::http::text;
use pse_tests::programs::project;
use serde_json::{Value, json};

/// Both addresses of the service, each with a namespace of its own.
const PATHS: [(&str, &str); 2] = [
    ("soap/pse/", "https://api.placetopay.com/soap/pse"),
    ("soap/pse/v11/", "https://placetopay.com/soap/pse"),
];

/// Runs a client and reads what it printed.
fn run(command: &mut Command) -> Value {
    let output = command.current_dir(project()).output();
    let output =
        output.unwrap_or_else(|error| panic!("{command:?}: {error}; run scripts/setup test"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let printed = String::from_utf8_lossy(&output.stdout);
    printed.parse().unwrap_or_else(|error| panic!("{error} in {printed}"))
}

#[tokio::test]
async fn zeep_speaks_with_the_sandbox() {
    let sandbox = Sandbox::start().await;
    for (path, namespace) in PATHS {
        let reference = format!("ZEEP-{}", path.len());
        let mut client = Command::new(project().join("target/venv/bin/python"));
        client.arg("tests/soap_stacks/zeep_client.py");
        let spoken = run(client.arg(format!("{}{path}?wsdl", sandbox.url)).arg(&reference));
        understood(&spoken, namespace, &sandbox, &reference, "Compra <con zeep>").await;
    }
}

#[tokio::test]
async fn phps_soap_client_speaks_with_the_sandbox() {
    let sandbox = Sandbox::start().await;
    for (path, namespace) in PATHS {
        let reference = format!("PHP-{}", path.len());
        let mut client = Command::new("php");
        client.arg("tests/soap_stacks/php_client.php");
        let spoken = run(client.arg(format!("{}{path}?wsdl", sandbox.url)).arg(&reference));
        understood(&spoken, namespace, &sandbox, &reference, "Compra <con PHP>").await;
    }
}

/// What a client understood of a conversation that every client has.
async fn understood(
    spoken: &Value,
    namespace: &str,
    sandbox: &Sandbox,
    reference: &str,
    description: &str,
) {
    let hint = json!({"bankCode": "0", "bankName": "A continuación seleccione su banco"});
    assert_eq!(spoken["banks"][0], hint);
    let banks = spoken["banks"].as_array().unwrap();
    assert!(
        banks.contains(&json!({"bankCode": "1066", "bankName": "BANCO COOPERATIVO COOPCENTRAL"}))
    );
    assert!(banks.contains(&json!({"bankCode": "1305", "bankName": "SEIVY – GM FINANCIAL"})));

    for (reply, reference, operation) in [
        ("created", reference.to_owned(), "createTransaction"),
        ("shared", format!("{reference}-M"), "createTransactionMultiCredit"),
    ] {
        let reply = &spoken[reply];
        let known = sandbox.transaction(&reference).await;
        assert_eq!(reply["returnCode"], "SUCCESS");
        assert_eq!(reply["transactionID"], known["transaction_id"]);
        assert_eq!(reply["sessionID"], known["session_id"]);
        assert_eq!(reply["trazabilityCode"], known["cus"]);
        assert_eq!(reply["responseCode"], 3);
        assert_eq!(reply["responseReasonCode"], "?-");
        assert_eq!(reply["bankCurrency"], "COP");
        assert_eq!(reply["bankFactor"].as_f64(), Some(1.0));
        let bank_url = text(&reply["bankURL"]);
        assert!(bank_url.starts_with(&format!("{}pse/inicio?enc=", sandbox.url)), "{bank_url}");
        assert_eq!(known["operation"], operation);
        let asked = &known["request"];
        assert_eq!(asked["totalAmount"], "12345.60");
        assert_eq!(asked["description"], description);
        assert_eq!(asked["returnURL"], "http://127.0.0.1/gracias?a=1&b=2");
        assert_eq!(asked["payer"]["firstName"], "Sofía");
        assert_eq!(asked["payer"]["lastName"], "Ñáñez & Peña");
        assert_eq!(asked["additionalData"], json!([{"name": "canal", "value": "web"}]));
    }
    let shared = sandbox.transaction(&format!("{reference}-M")).await;
    assert_eq!(shared["request"]["credits"][1]["serviceCode"], "77700102");
    assert_eq!(shared["request"]["credits"][0]["amountValue"], "12000.60");

    let information = &spoken["information"];
    assert_eq!(information["returnCode"], "SUCCESS");
    assert_eq!(information["transactionState"], "PENDING");
    assert_eq!(information["transactionID"], spoken["created"]["transactionID"]);
    assert_eq!(information["reference"], reference);
    assert_eq!(information["onTest"], true);
    assert!(text(&information["requestDate"]).ends_with("-05:00"));

    let not_created = &spoken["not_created"];
    assert_eq!(not_created["returnCode"], "FAIL_EXCEEDEDLIMIT");
    assert_eq!(not_created["trazabilityCode"], "000000");
    assert_eq!(not_created["transactionCycle"], -1);
    assert!(not_created["bankURL"].as_str().is_none_or(str::is_empty));

    for (name, words) in [
        ("login", "Acceso no autorizado"),
        ("document", "El campo tipo de documento del pagador (payer.documentType) no es válido"),
        ("shared", "El campo referencia (reference) no es válido"),
        ("unknown", "No se halló ninguna transacción con los datos suministrados."),
    ] {
        let fault = &spoken["faults"][name];
        assert_eq!(fault["code"], "SOAP-ENV:Client", "{name}");
        assert!(text(&fault["text"]).starts_with(words), "{name}: {fault}");
    }
    for (operation, raw) in spoken["raw"].as_object().unwrap() {
        // Clients written by hand cut the reply on these very strings.
        let raw = text(raw);
        assert!(raw.contains(&format!("<ns1:{operation}Response")), "{raw}");
        assert!(raw.contains(&format!("<{operation}Result>")), "{raw}");
        assert!(raw.contains(&format!("\"{namespace}\"")), "{raw}");
    }
    assert_eq!(spoken["raw"].as_object().unwrap().len(), 4);
}
