//! Creating a payment through the service, against the same call made directly at the sandbox and
//! two durable commits of the same kind in the same folder.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use pse_placetopay::{Client, ClientConfig, Credentials, Namespace, Person, PseTransactionRequest};
use rusqlite::Connection;
use rust_decimal::Decimal;
use serde_json::json;

use crate::bank_list::verdict;
use crate::failure::Failure;
use crate::figures::Samples;
use crate::programs::Programs;

const CALLS: usize = 400;
/// The time that the service may add beside its two commits, in microseconds.
const TARGET: f64 = 1000.0;

pub(crate) async fn measure(programs: &Programs) -> Result<(), Failure> {
    let http = reqwest::Client::new();
    let direct = Direct::new(&programs.sandbox)?;
    let mut commits = Commits::new(programs)?;
    let (mut ours, mut theirs, mut commit, mut added) =
        (Samples::default(), Samples::default(), Samples::default(), Samples::default());
    for call in 0..CALLS {
        let checkout = checkout(&http, programs, call).await?;
        let one = pay(&http, programs, &checkout, call).await?;
        let other = direct.create(call).await?;
        let durable = commits.one()?;
        ours.push_micros(one);
        theirs.push_micros(other);
        commit.push_micros(durable);
        added.push((one.as_secs_f64() - other.as_secs_f64() - 2.0 * durable.as_secs_f64()) * 1e6);
    }
    println!("creating a payment, one after another, in microseconds");
    println!("  through the service    {ours}");
    println!("  directly               {theirs}");
    println!("  one durable commit     {commit}");
    println!(
        "  added over two commits {added}   target <= {TARGET}: {}",
        verdict(added.median() <= TARGET)
    );
    Ok(())
}

async fn checkout(
    http: &reqwest::Client,
    programs: &Programs,
    call: usize,
) -> Result<String, Failure> {
    let answer: serde_json::Value = http
        .post(format!("{}/v1/checkouts", programs.service))
        .bearer_auth("sk_demo")
        .json(&json!({
            "reference": format!("BENCH-{call}"), "description": "Compra", "currency": "COP", "language": "ES",
            "total_amount": "1062500.00", "tax_amount": "149310.00", "devolution_base": "913190.00",
            "tip_amount": "0.00", "return_url": format!("{}/", programs.service),
        }))
        .send()
        .await?
        .error_for_status()?
        .json()
        .await?;
    Ok(answer.get("id").and_then(serde_json::Value::as_str).ok_or("no id")?.to_owned())
}

async fn pay(
    http: &reqwest::Client,
    programs: &Programs,
    checkout: &str,
    call: usize,
) -> Result<Duration, Failure> {
    let request = http
        .post(format!("{}/v1/checkouts/{checkout}/payments", programs.service))
        .header("idempotency-key", format!("bench-{call}"))
        .json(&json!({
            "bank_code": "9001", "bank_interface": "person",
            "payer": {
                "document_type": "CC", "document": "1098765432", "first_name": "Ana", "last_name": "Niño",
                "email_address": "ana@example.co", "mobile": "3001234567",
            },
        }));
    let began = Instant::now();
    request.send().await?.error_for_status()?.bytes().await?;
    Ok(began.elapsed())
}

struct Direct {
    client: Client,
    credentials: Credentials,
}

impl Direct {
    fn new(sandbox: &str) -> Result<Self, Failure> {
        let endpoint = format!("{sandbox}/soap/pse/").parse()?;
        Ok(Self {
            client: Client::new(ClientConfig::new(endpoint, Namespace::UNVERSIONED))?,
            credentials: Credentials {
                login: "6dd490faf9cb87a9862245da41170ff2".to_owned(),
                tran_key: "024h1IlD".to_owned().into(),
            },
        })
    }

    #[expect(clippy::disallowed_methods, reason = "a seed needs the time, and this is no service")]
    async fn create(&self, call: usize) -> Result<Duration, Failure> {
        let text = |text: &str| Some(text.to_owned());
        let payer = Person {
            document_type: text("CC"),
            document: text("1098765432"),
            first_name: text("Ana"),
            last_name: text("Niño"),
            email_address: text("ana@example.co"),
            mobile: text("3001234567"),
            ..Person::default()
        };
        let request = PseTransactionRequest {
            bank_code: text("9001"),
            bank_interface: text("0"),
            return_url: text("http://127.0.0.1:8080/return/x"),
            reference: Some(format!("DIRECT-{call}")),
            description: text("Compra"),
            language: text("ES"),
            currency: text("COP"),
            total_amount: Some(Decimal::new(1_062_500, 0)),
            tax_amount: Some(Decimal::new(149_310, 0)),
            devolution_base: Some(Decimal::new(913_190, 0)),
            tip_amount: Some(Decimal::ZERO),
            payer: Some(payer.clone()),
            buyer: Some(payer.clone()),
            shipping: Some(payer),
            ip_address: text("127.0.0.1"),
            user_agent: text("bench"),
            additional_data: None,
        };
        let began = Instant::now();
        let answer = self
            .client
            .create_transaction(&self.credentials, Timestamp::now(), &request)
            .await
            .map_err(|error| format!("{error:?}"))?;
        let taken = began.elapsed();
        if answer.value.bank_url.is_none() {
            return Err("the direct call was refused".into());
        }
        Ok(taken)
    }
}

struct Commits(Connection);

impl Commits {
    fn new(programs: &Programs) -> Result<Self, Failure> {
        let connection = Connection::open(programs.folder.join("commits.sqlite"))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.execute_batch("CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT)")?;
        Ok(Self(connection))
    }

    fn one(&mut self) -> Result<Duration, Failure> {
        let began = Instant::now();
        let transaction = self.0.transaction()?;
        transaction
            .prepare_cached("INSERT INTO rows (text) VALUES (?)")?
            .execute(["x".repeat(400)])?;
        transaction.commit()?;
        Ok(began.elapsed())
    }
}
