//! `make bench`: figures as ratios, both sides in one run and interleaved, median and spread of each.
//! Machine speed drifts, so a figure without its other side says nothing.
//!
//! - [`bank_list`]: the warm bank list against a bare axum route that answers the same bytes
//! - [`creation`]: creating a payment against the same call made directly and two durable commits
//! - [`programs`]: the programs measured, on free ports and in a fresh folder
//! - [`figures`]: medians and spread
//! - [`failure`]: why a measurement cannot be made

#![expect(clippy::print_stdout, reason = "its output is the result")]
#![expect(clippy::float_arithmetic, reason = "figures, not money")]

mod bank_list;
mod creation;
mod failure;
mod figures;
mod programs;

use std::process::ExitCode;

use failure::Failure;

#[tokio::main]
async fn main() -> ExitCode {
    // Installed once; a second installation would only say so.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut arguments = std::env::args().skip(1);
    let result = match (arguments.next().as_deref(), arguments.next()) {
        (Some("bare"), Some(body)) => bank_list::serve_bare(&body).await,
        _ => measure().await,
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Result<(), Failure> {
    let programs = programs::Programs::start().await?;
    bank_list::measure(&programs).await?;
    creation::measure(&programs).await
}
