//! The warm bank list through everything, against a bare axum route that answers the same bytes. Load
//! comes from wrk (Debian's package), a program of its own like both servers.

use std::process::Command;

use axum::Router;
use axum::routing::get;

use crate::failure::Failure;
use crate::figures::Samples;
use crate::programs::{Programs, free_address, spawn_self, wait_for};

const ROUNDS: usize = 9;
/// The throughput that must be reached, as a part of the bare route's.
const TARGET: f64 = 0.8;

/// Serves a file's bytes and nothing else, on the address its first line names.
pub(crate) async fn serve_bare(file: &str) -> Result<(), Failure> {
    let text = std::fs::read_to_string(file)?;
    let (address, body) = text.split_once('\n').ok_or("no address in the first line")?;
    let body: axum::body::Bytes = body.to_owned().into();
    let answer = move || std::future::ready(([("content-type", "application/json")], body.clone()));
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, Router::new().route("/v1/banks", get(answer))).await?;
    Ok(())
}

pub(crate) async fn measure(programs: &Programs) -> Result<(), Failure> {
    let ours = format!("{}/v1/banks", programs.service);
    let body = reqwest::get(&ours).await?.error_for_status()?.text().await?;
    let address = free_address()?;
    let file = programs.folder.join("bare");
    std::fs::write(&file, format!("{address}\n{body}"))?;
    let _bare = spawn_self(&["bare", &file.to_string_lossy()])?;
    let bare = format!("http://{address}/v1/banks");
    wait_for(&bare).await?;

    let (mut our_rate, mut bare_rate, mut ratio) =
        (Samples::default(), Samples::default(), Samples::default());
    for _ in 0..ROUNDS {
        let (one, other) = (requests_per_second(&ours)?, requests_per_second(&bare)?);
        our_rate.push(one);
        bare_rate.push(other);
        ratio.push(one / other);
    }
    println!("warm bank list, {} bytes, wrk with 32 connections for 2 s a round", body.len());
    println!("  ours, requests/s       {our_rate}");
    println!("  bare axum, requests/s  {bare_rate}");
    println!(
        "  ratio                  {ratio}   target >= {TARGET}: {}",
        verdict(ratio.median() >= TARGET)
    );
    Ok(())
}

fn requests_per_second(url: &str) -> Result<f64, Failure> {
    let output = Command::new("wrk").args(["-t1", "-c32", "-d2s", url]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    if text.contains("Non-2xx") {
        return Err(format!("wrk met errors at {url}:\n{text}").into());
    }
    let rate = text.lines().find_map(|line| line.strip_prefix("Requests/sec:"));
    Ok(rate.ok_or_else(|| format!("wrk said:\n{text}"))?.trim().parse()?)
}

pub(crate) const fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}
