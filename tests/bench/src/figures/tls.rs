//! B9: TLS handshakes at the provider for each call. nginx stands before the sandbox and ends TLS; it writes one line a
//! call with the number of its connection, and each connection is one handshake.

use std::collections::HashSet;
use std::process::Command;

use crate::failure::Failure;
use crate::load::{all_of, shop};
use crate::programs::service::Setup;
use crate::programs::{Folder, Sandbox, address, nginx};
use crate::run::Run;
use crate::statistics::Samples;
use crate::table::{Row, Target, Unit, Value};

const CLIENTS: usize = 16;
/// Payments in a round: so many that the first connection of each client weighs little.
const PAYMENTS: usize = 4_000;
const TARGET: Target = Target::AtMost(0.01);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("tls")?;
    let sandbox = Sandbox::start(&folder).await?;
    certificate(&folder)?;
    let place = folder.path().display().to_string();
    let mut ratio = Samples::default();
    let (mut handshakes, mut calls) = (Samples::default(), Samples::default());
    for round in 0..run.scale.rounds {
        // A fresh log and a fresh service, whose first connections count.
        let log = folder.join(&format!("calls-{round}"));
        let secure = address::free()?;
        let http = format!(
            "log_format connections '$connection';\nserver {{\n listen {secure} ssl;\n \
             ssl_certificate {place}/certificate.pem;\n ssl_certificate_key {place}/key.pem;\n \
             access_log {} connections;\n location / {{ proxy_pass {}; proxy_set_header Host $http_host; }}\n}}",
            log.display(),
            sandbox.url()
        );
        let own = Folder::new("tls-service")?;
        let proxy = nginx::start(&own, &http, None)?;
        let setup = Setup::new(&own, &format!("https://{secure}"))
            .with("SSL_CERT_FILE", &format!("{place}/certificate.pem"));
        let service = setup.start().await?;
        let checkouts = shop::checkouts(&service.address, run.scale.count(PAYMENTS)).await?;
        let payments = checkouts.iter().map(|id| shop::payment(id, shop::APPROVES)).collect();
        all_of(&service.address, CLIENTS, payments).await?;
        drop((service, proxy));
        let text = std::fs::read_to_string(&log)?;
        let (made, connections) =
            (text.lines().count(), text.lines().collect::<HashSet<_>>().len());
        calls.push(made as f64);
        handshakes.push(connections as f64);
        ratio.push(connections as f64 / made as f64);
    }
    run.setting(format!("B9: {CLIENTS} clients who pay without a pause; nginx keeps connections as long as it is asked to"));
    Ok(vec![
        Row::told(
            "B9",
            "TLS handshakes a provider call, under load",
            Value::new(ratio, Unit::Times),
        )
        .side("handshakes", &Value::new(handshakes, Unit::Count))
        .side("calls", &Value::new(calls, Unit::Count))
        .promised(TARGET),
    ])
}

/// A certificate of this machine, signed by itself.
fn certificate(folder: &Folder) -> Result<(), Failure> {
    let output = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
        ])
        .args(["-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .args(["-keyout", "key.pem", "-out", "certificate.pem"])
        .current_dir(folder.path())
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(())
}
