//! Whatever a provider quotes, and however it writes it: no secret is read again anywhere, and what says who pays only
//! where it belongs.

use std::collections::BTreeSet;
use std::process::Command;

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use pse_tests::orders::{order, with};
use pse_tests::{Backend, Setup};
use serde_json::{Value, json};

use crate::quoting_provider::{Dress, Kind, QuotingProvider};
use crate::telling::Merchant;

const LOGIN: &str = "c0a1b2c3d4e5f60718293a4b5c6d7e8f";
const TRAN_KEY: &str = "canaryKey7Zq";
const API_KEY: &str = "sk_canary_5f7h3k9q";
const WEBHOOK_SECRET: &str = "whsec_Y2FuYXJ5MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY=";
const WEBHOOK_TOKEN: &str = "canary-webhook-token-81";
const ALERTS_TOKEN: &str = "canary-alerts-token-94";

/// The columns that hold who pays, buys or receives; everything else of the store holds nothing of them.
const COLUMNS: [&str; 7] = [
    "checkouts.payer",
    "checkouts.buyer",
    "checkouts.shipping",
    "payments.payer",
    "persons.data",
    "persons.document",
    "persons.email_address",
];
/// The fields of a merchant's answers that hold who pays.
const ANSWERED: [&str; 1] = ["payer"];

fn person(number: u32) -> Value {
    json!({
        "document_type": "CC",
        "document": format!("10987654{number}"),
        "first_name": format!("Canaria{number}"),
        "last_name": format!("Turpialez{number}"),
        "email_address": format!("Canaria.Turpial{number}@correo-canario.co"),
        "address": format!("Calle Canaria {number} No. 67-89"),
        "city": format!("Ciudadcanaria{number}"),
        "province": format!("Provinciaturpial{number}"),
        "country": "CO",
        "phone": format!("60123456{number}"),
        "mobile": format!("31576543{number}"),
        "postal_code": format!("1109{number}"),
    })
}

/// What says who a person is: all but the kind of document and the country.
fn says_who(person: &Value) -> Vec<String> {
    let fields = person.as_object().unwrap().iter();
    let ordinary = ["document_type", "country"];
    let own = fields.filter(|(name, _)| !ordinary.contains(&name.as_str()));
    own.map(|(_, text)| text.as_str().unwrap().to_owned()).collect()
}

/// A text in every dress that a search by machine would look for, in lower case.
fn dressed(text: &str) -> Vec<String> {
    let dresses = Dress::ALL.iter().map(|dress| dress.on(text));
    let encoded = [BASE64URL_NOPAD.encode(text.as_bytes()), HEXLOWER.encode(text.as_bytes())];
    let raw = HEXLOWER.decode(text.as_bytes()).ok().filter(|raw| raw.len() == 20);
    let all = dresses.chain(encoded).chain(raw.map(|raw| BASE64.encode(&raw)));
    all.map(|text| text.to_lowercase()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// What is searched for, with the form in which it would be found.
fn all_forms(canaries: &[String]) -> Vec<(&str, String)> {
    let each = canaries.iter().collect::<BTreeSet<_>>().into_iter();
    each.flat_map(|text| dressed(text).into_iter().map(move |form| (text.as_str(), form))).collect()
}

#[track_caller]
fn has_none(what: &str, text: &str, forms: &[(&str, String)]) {
    let lower = text.to_lowercase();
    for (canary, form) in forms {
        if let Some(place) = lower.find(form) {
            let before: String = lower[..place].chars().rev().take(80).collect();
            let before: String = before.chars().rev().collect();
            let after: String = lower[place..].chars().take(160).collect();
            panic!("{what} holds {canary} as {form}: …{before}{after}…");
        }
    }
}

/// Every text of the store, by `table.column`.
fn stored(setup: &Setup) -> Vec<(String, String)> {
    let script = "import json,sqlite3,sys\n\
        db=sqlite3.connect(sys.argv[1])\n\
        db.text_factory=lambda b:b.decode('utf-8','replace')\n\
        names=[r[0] for r in db.execute(\"select name from sqlite_master where type='table'\")]\n\
        out=[]\n\
        for t in names:\n\
        \x20 c=db.execute('select * from \"'+t+'\"')\n\
        \x20 cols=[d[0] for d in c.description]\n\
        \x20 out+=[[t+'.'+k,str(v)] for row in c for k,v in zip(cols,row) if v is not None]\n\
        print(json.dumps(out))";
    let output = Command::new("python3")
        .args(["-c", script])
        .arg(setup.path("canaries.db"))
        .output()
        .expect("python3 reads the store");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows: Vec<(String, String)> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(rows.len() > 100, "{rows:?}");
    rows
}

fn files(setup: &Setup) -> Vec<(String, String)> {
    let names = ["canaries.db", "canaries.db-wal", "canaries.db-shm"];
    let read = names.iter().filter_map(|name| Some((name, std::fs::read(setup.path(name)).ok()?)));
    read.map(|(name, bytes)| ((*name).to_owned(), bytes.iter().copied().map(char::from).collect()))
        .collect()
}

/// The parts of an answer that may not hold who pays.
fn without_persons(answer: &mut Value) {
    if let Some(object) = answer.as_object_mut() {
        object.retain(|name, _| !ANSWERED.contains(&name.as_str()));
        object.values_mut().for_each(without_persons);
    } else if let Some(items) = answer.as_array_mut() {
        items.iter_mut().for_each(without_persons);
    }
}

struct Scene {
    provider: QuotingProvider,
    merchant: Merchant,
    operator: Merchant,
    backend: Backend,
}

async fn scene() -> Scene {
    let persons = [11, 22, 33].iter().flat_map(|number| says_who(&person(*number))).collect();
    let provider = QuotingProvider::new(TRAN_KEY, persons);
    let (merchant, operator) = (Merchant::default(), Merchant::default());
    let endpoint = format!("http://{}/soap/pse/", provider.listens().await);
    let webhook = merchant.listens().await;
    let alerts = operator.listens().await;
    let site = format!(
        "[sites.shop]\nlogin = \"{LOGIN}\"\ntran_key = \"{TRAN_KEY}\"\napi_keys = [\"{API_KEY}\"]\n\
         return_hosts = [\"127.0.0.1\"]\n\
         merchant = {{ name = \"Casa\", nit = \"900123456\", phone = \"6024567890\", email = \"a@example.co\" }}\n\
         webhook = {{ url = \"http://{webhook}/pse?token={WEBHOOK_TOKEN}\", secret = \"{WEBHOOK_SECRET}\" }}\n"
    );
    let backend = Setup::new()
        .file(&site)
        .endpoint(&endpoint)
        .set("PSE__STORE__URL", "sqlite:canaries.db")
        .set("PSE__ALERTS__WEBHOOK", format!("http://{alerts}/pse?token={ALERTS_TOKEN}"))
        .set("PSE__SERVER__LOG_LEVEL", "trace")
        .start()
        .await;
    Scene { provider, merchant, operator, backend }
}

#[tokio::test]
async fn whatever_a_provider_quotes_no_secret_and_no_person_is_read_where_it_does_not_belong() {
    let Scene { provider, merchant, operator, mut backend } = scene().await;
    let shop = pse_tests::Shop::with_key(backend.http(), API_KEY);
    let persons: Vec<_> = [11, 22, 33].into_iter().flat_map(|n| says_who(&person(n))).collect();
    let mut told: Vec<(String, String)> = Vec::new();
    let mut ids = Vec::new();
    let other_kinds = [
        Kind::Refuses,
        Kind::SendsToAnAddressThatQuotes,
        Kind::Faults,
        Kind::ShowsAPage,
        Kind::AnswersPlainText,
    ];
    for (dress, other) in Dress::ALL.into_iter().zip(other_kinds.into_iter().cycle()) {
        for kind in [Kind::Accepts, other] {
            let what = format!("{kind:?} {dress:?}");
            provider.is_told(kind, dress);
            let order = with(with(order(), "buyer", person(22)), "shipping", person(33));
            let buyer = shop.sells(&order).await;
            let payment =
                json!({"bank_code": "9001", "bank_interface": "person", "payer": person(11)});
            let answer = buyer.confirms(&payment).await;
            assert_eq!(answer.status == 201, kind == Kind::Accepts, "{what}: {}", answer.text);
            told.push((format!("the buyer's answer, {what}"), answer.text.clone()));
            if kind == Kind::Accepts {
                // The question on return is answered in the same dress, and in the other way.
                let payment = answer.json(201)["payment_id"].as_str().unwrap().to_owned();
                provider.is_told(other, dress);
                let back = backend.http().get(&format!("/return/{payment}")).await;
                told.push((format!("the return, {what}"), format!("{:?}", back.headers)));
            }
            let checkout = &buyer.checkout;
            for path in [format!("/v1/checkouts/{checkout}"), format!("/pay/{checkout}")] {
                let answer = backend.http().get(&path).await;
                assert_eq!(answer.status, 200, "{path}: {}", answer.text);
                let heads = format!("{:?}", answer.headers);
                told.push((format!("{path}, {what}"), format!("{heads}{}", answer.text)));
            }
            ids.push(buyer.checkout);
        }
    }
    let banks = backend.http().get(&format!("/v1/checkouts/{}/banks", ids[0])).await;
    told.push(("the bank list".to_owned(), banks.text));
    let metrics = backend.metrics().await;
    assert!(metrics.contains("pse_alerts_total"), "{metrics}");
    told.push(("the metrics".to_owned(), metrics));
    let csv = shop.get_csv("/v1/payments?limit=100").await;
    assert!(csv.text.lines().count() > 20, "{}", csv.text);
    told.push(("the CSV".to_owned(), csv.text));
    let mut quotes = 0;
    for payment in
        shop.get("/v1/payments?limit=100").await.json(200)["payments"].as_array().unwrap()
    {
        let mut record = shop.payment(payment["id"].as_str().unwrap()).await;
        without_persons(&mut record);
        quotes += record.to_string().matches("***").count();
        let text = record["reason_text"].as_str().unwrap_or_default();
        assert!(text.chars().count() <= 255, "{text}");
        told.push(("a merchant's answer".to_owned(), record.to_string()));
    }
    assert!(quotes > 100, "what was quoted stands there covered: {quotes}");
    for (name, messages) in
        [("a notification", merchant.has_got(20).await), ("an alert", operator.has_got(6).await)]
    {
        told.extend(messages.iter().map(|message| (name.to_owned(), message.text())));
    }

    backend.ask_to_stop();
    let _ = backend.exit().await;
    backend.logs("The service has stopped.").await;
    let log = backend.log();
    assert!(log.contains("A payment moved."), "it does log");
    assert!(!log.contains("panicked"), "{log}");
    told.push(("the log".to_owned(), log.clone()));
    for line in log.lines().filter(|line| line.starts_with('{')) {
        let _: Value = line.parse().unwrap_or_else(|error| panic!("{error}: {line}"));
    }
    for id in &ids {
        assert!(!log.contains(id.as_str()), "a checkout's whole id is in the log");
    }
    assert!(log.contains(&ids[0][..14]), "its first characters are");

    let setup = backend.left_behind();
    let rows = stored(&setup);
    let apart = rows.iter().filter(|(column, _)| !COLUMNS.contains(&column.as_str()));
    told.extend(apart.cloned());

    let mut secrets = provider.heard.lock().unwrap().clone();
    assert!(secrets.len() > 40, "{secrets:?}");
    let own = [LOGIN, TRAN_KEY, API_KEY, WEBHOOK_SECRET, WEBHOOK_TOKEN, ALERTS_TOKEN];
    secrets.extend(own.map(str::to_owned));
    let (secrets, persons) = (all_forms(&secrets), all_forms(&persons));
    for (what, text) in &told {
        has_none(what, text, &secrets);
        has_none(what, text, &persons);
    }
    for (name, bytes) in files(&setup) {
        has_none(&name, &bytes, &secrets);
    }
    let words = ["Canaria", "canaria", "10987654"];
    for column in COLUMNS.iter().filter(|column| **column != "checkouts.payer") {
        let holds = |(name, text): &(String, String)| {
            name == column && words.iter().any(|word| text.contains(word))
        };
        assert!(rows.iter().any(holds), "{column}");
    }
}
