//! The sandbox as a program of its own.

use core::time::Duration;
use std::io::{self, IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use jiff::SignedDuration;
use pse_sandbox::{Config, serve};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;
use url::Url;

/// Simulates Place to Pay, PSE and the banks.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8081")]
    listen: SocketAddr,
    /// Where it is reached, when that is not where it listens.
    #[arg(long)]
    public_url: Option<Url>,
    /// How far a seed may be from the clock.
    #[arg(long, default_value = "5m", value_parser = duration)]
    seed_window: Duration,
    /// How long after the buyer's confirmation bank 9004 approves.
    #[arg(long, default_value = "60s", value_parser = duration)]
    approve_after: Duration,
    /// How long every answer of the service takes at least.
    #[arg(long, default_value = "0ms", value_parser = duration)]
    latency: Duration,
    /// A file with another test world than the one it comes with.
    #[arg(long)]
    world: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Only RUST_LOG is read from the environment.
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr)
        .init();
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the sandbox cannot run");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> io::Result<()> {
    let listener = TcpListener::bind(arguments.listen).await.map_err(|error| {
        io::Error::new(error.kind(), format!("cannot listen on {}: {error}", arguments.listen))
    })?;
    let assumed = Config::for_address(listener.local_addr()?);
    let config = Config {
        public_url: arguments.public_url.unwrap_or(assumed.public_url),
        seed_window: arguments.seed_window,
        approve_after: arguments.approve_after,
        latency: arguments.latency,
        world: arguments.world,
    };
    config.verify()?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    writeln!(io::stdout(), "pse-sandbox: {}", config.public_url)?;
    serve(listener, config, async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
    .await
}

/// `5m`, `60s`, `250ms`, `1h30m`, or ISO 8601.
fn duration(text: &str) -> Result<Duration, String> {
    let duration: SignedDuration = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    Duration::try_from(duration).map_err(|_| "a duration cannot be negative".to_owned())
}
