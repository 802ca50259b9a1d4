//! `make bench`: every figure that is promised, each beside its peer or limit: both sides in one run and interleaved, median
//! and spread of each, with the target and whether it is met. Machine speed drifts, so a figure without its other side says
//! nothing.
//!
//! - [`arguments`]: what is asked for
//! - [`run`], [`scale`]: one run, and how large it is; [`machine`]: where it was made
//! - [`figures`]: what is measured, a file each
//! - [`table`]: what is told of it; [`statistics`]: medians and spread
//! - [`soak`]: an hour of mixed load
//! - [`programs`], [`peers`]: the programs measured, and the other sides; [`postgres`]: the database server of some
//! - [`load`]: clients; [`observe`]: what a program has used; [`rows`]: stores with many rows
//! - [`clock`], [`failure`]: the time, and why a measurement cannot be made

#![expect(clippy::print_stdout, reason = "its output is the result")]
#![expect(clippy::float_arithmetic, reason = "figures, not money")]

mod arguments;
mod clock;
mod failure;
mod figures;
mod load;
mod machine;
mod observe;
mod peers;
mod postgres;
mod programs;
mod rows;
mod run;
mod scale;
mod soak;
mod statistics;
mod table;

use std::path::Path;
use std::process::ExitCode;

use tokio::signal::unix::{SignalKind, signal};

use arguments::{Asked, USAGE};
use failure::Failure;
use figures::catalogue::{ALL, Figure};
use machine::Machine;
use run::Run;
use scale::Scale;
use table::{Row, document, text};

#[tokio::main]
async fn main() -> ExitCode {
    // Installed once; a second installation would only say so.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let asked = match Asked::read(std::env::args().skip(1).collect()) {
        Ok(asked) => asked,
        Err(error) => {
            println!("bench: {error}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    // What runs is ended with this function's future, also when the bench is stopped.
    let result = tokio::select! {
        result = carry_out(asked) => result,
        () = stopped() => Err("stopped".into()),
    };
    match result {
        Ok(good) if good => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            println!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Waits until somebody wants the bench to stop.
async fn stopped() {
    let (Ok(mut interrupt), Ok(mut terminate)) =
        (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

/// Does what is asked; whether every target was met.
async fn carry_out(asked: Asked) -> Result<bool, Failure> {
    match asked {
        Asked::List => {
            for (_, name, number, what) in ALL {
                println!("{name:14} {number:4} {what}");
            }
            Ok(true)
        }
        Asked::Peer { kind, address, arguments } => {
            peers::run(&kind, &address, &arguments).await?;
            Ok(true)
        }
        Asked::Soak { minutes } => soak::run(minutes).await,
        Asked::Run { scale, figures, record } => {
            run_figures(scale, figures, record.as_deref()).await
        }
    }
}

async fn run_figures(
    scale: Scale,
    figures: Vec<Figure>,
    record: Option<&Path>,
) -> Result<bool, Failure> {
    let machine = Machine::look()?;
    println!("{}", machine.in_a_sentence());
    println!("Median of {} rounds (spread), both sides in turn.\n", scale.rounds);
    let run = Run::new(scale)?;
    let mut rows: Vec<Row> = Vec::new();
    for figure in figures {
        for row in figure.measure(&run).await {
            println!("{}", text::line(&row, scale.short));
            rows.push(row);
        }
    }
    println!("\nSettings");
    for setting in run.settings() {
        println!("  {setting}");
    }
    if let Some(file) = record {
        std::fs::write(file, document::whole(&rows, &run.settings(), &machine))?;
        println!("\nWritten to {}.", file.display());
    }
    let bad = rows.iter().filter(|row| row.is_bad()).count();
    println!("\n{} figures, {bad} missed or not measured.", rows.len());
    // A short run is no result, so it misses nothing; what could not be measured fails it, too.
    let failed = rows.iter().any(Row::has_failed);
    Ok(if scale.short { !failed } else { bad == 0 })
}
