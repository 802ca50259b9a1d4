//! B4: decoding the provider's answers, against a bare quick-xml walk over the same bytes, PHP's ext-soap and Python's zeep.
//! The documents are what the sandbox answers: the bank list, and a transaction's information.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use pse_placetopay::{
    Authentication, CONTENT_TYPE, Call, Namespace, Operation, Request, decode_reply, encode_request,
};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::direct::{Direct, credentials};
use crate::clock::now;
use crate::failure::Failure;
use crate::programs::{Folder, Sandbox};
use crate::run::Run;
use crate::statistics::{Pair, Samples};
use crate::table::{Row, Target, Unit, Value};

/// Documents that each side decodes in a round; the slower ones fewer.
const DECODED: usize = 5_000;
const DECODED_BY_PHP: usize = 2_000;
const DECODED_BY_ZEEP: usize = 200;

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("soap")?;
    let sandbox = Sandbox::start(&folder).await?;
    Direct::new(&sandbox.url())?.create().await?;
    let wsdl = folder.join("service.wsdl");
    let description = reqwest::get(format!("{}/soap/pse/?wsdl", sandbox.url())).await?;
    std::fs::write(&wsdl, description.error_for_status()?.bytes().await?)?;
    let mut rows = Vec::new();
    for (name, operation, call) in [
        ("bank list", Operation::GetBankList, Call::GetBankList),
        ("information", Operation::GetTransactionInformation, created(&sandbox).await?),
    ] {
        let answer = ask(&sandbox, call).await?;
        run.setting(format!("B4: {name} of {} bytes", answer.len()));
        let document = folder.join(operation.as_str());
        std::fs::write(&document, &answer)?;
        let documents = Documents { wsdl: &wsdl, document: &document, answer, operation };
        rows.extend(documents.measure(run, name).await?);
    }
    Ok(rows)
}

/// The question about the transaction that was created.
async fn created(sandbox: &Sandbox) -> Result<Call, Failure> {
    let listed = reqwest::get(format!("{}/control/transactions", sandbox.url())).await?;
    let listed: serde_json::Value = listed.error_for_status()?.json().await?;
    let id = listed.pointer("/0/transaction_id").and_then(serde_json::Value::as_i64);
    Ok(Call::GetTransactionInformation { transaction_id: id.ok_or("no transaction is listed")? })
}

/// What the sandbox answers to a call.
async fn ask(sandbox: &Sandbox, call: Call) -> Result<Vec<u8>, Failure> {
    let request = Request { auth: Authentication::sign(&credentials(), now()), call };
    let body =
        encode_request(&Namespace::UNVERSIONED, &request).map_err(|error| format!("{error:?}"))?;
    let answer = reqwest::Client::new()
        .post(format!("{}/soap/pse/", sandbox.url()))
        .header("content-type", CONTENT_TYPE)
        .body(body)
        .send()
        .await?;
    Ok(answer.error_for_status()?.bytes().await?.to_vec())
}

/// A document, as bytes and as the file that the other stacks read.
struct Documents<'a> {
    wsdl: &'a Path,
    document: &'a Path,
    answer: Vec<u8>,
    operation: Operation,
}

impl Documents<'_> {
    async fn measure(&self, run: &Run, name: &str) -> Result<Vec<Row>, Failure> {
        let count = run.scale.count(DECODED);
        let (mut walk, mut php, mut zeep) = (Pair::default(), Pair::default(), Pair::default());
        self.decoded(count)?;
        for _ in 0..run.scale.rounds {
            let ours = self.decoded(count)?;
            walk.push(ours, self.walked(count)?);
            php.push(ours, self.by("php", "decode.php", run.scale.count(DECODED_BY_PHP))?);
            let python = "target/venv/bin/python";
            zeep.push(ours, self.by(python, "decode.py", run.scale.count(DECODED_BY_ZEEP))?);
        }
        let row = |what: &str, ratio: Samples, pair: &Pair, target| {
            Row::told("B4", format!("{name}: {what}"), Value::new(ratio, Unit::Times))
                .side("ours", &Value::new(pair.ours.clone(), Unit::Micros))
                .side("theirs", &Value::new(pair.peer.clone(), Unit::Micros))
                .promised(target)
        };
        Ok(vec![
            row("decode ÷ a bare quick-xml walk", walk.ratio.clone(), &walk, Target::AtMost(1.3)),
            row("times quicker than PHP ext-soap", php.inverse(), &php, Target::AtLeast(5.0)),
            row("times quicker than zeep", zeep.inverse(), &zeep, Target::AtLeast(60.0)),
        ])
    }

    /// The time of one decoding, in microseconds.
    fn decoded(&self, count: usize) -> Result<f64, Failure> {
        let began = Instant::now();
        for _ in 0..count {
            let reply = decode_reply(self.operation, black_box(&self.answer));
            black_box(reply.map_err(|error| format!("{error:?}"))?);
        }
        Ok(each(began, count))
    }

    /// The time of one bare walk from the first event to the last, in microseconds.
    fn walked(&self, count: usize) -> Result<f64, Failure> {
        let began = Instant::now();
        for _ in 0..count {
            let mut reader = Reader::from_reader(black_box(self.answer.as_slice()));
            while !matches!(black_box(reader.read_event()?), Event::Eof) {}
        }
        Ok(each(began, count))
    }

    /// The time of one decoding by another stack, in microseconds.
    fn by(&self, program: &str, script: &str, count: usize) -> Result<f64, Failure> {
        let output = Command::new(program)
            .arg(format!("tests/bench/soap/{script}"))
            .args([self.wsdl, self.document])
            .args([self.operation.as_str(), &count.to_string()])
            .output()
            .map_err(|error| format!("cannot run {program}: {error}"))?;
        let said = String::from_utf8_lossy(&output.stdout);
        let nanos: f64 = said.trim().parse().map_err(|_| {
            format!("{script} said: {said} {}", String::from_utf8_lossy(&output.stderr))
        })?;
        Ok(nanos / 1e3)
    }
}

fn each(began: Instant, count: usize) -> f64 {
    began.elapsed().as_secs_f64() * 1e6 / count as f64
}
