//! `pse-backend`: takes PSE payments through Place to Pay. Without a command it serves.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use pse_backend::store_verbs::command::StoreCommand;
use pse_backend::{config, logging, routes, service, store_verbs};
use rustix::fs::Mode;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// For all of the program, SQLite's C included (docs/decisions/0017).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Takes PSE payments through Place to Pay.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Configuration file (TOML); `pse.toml` of the working directory, if it is there,
    /// when none is named. Environment variables (`PSE__SERVER__LISTEN=…`) go over it.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Clone, Subcommand)]
enum Command {
    /// Serve (the default).
    Serve,
    /// Say what is wrong in the configuration, or what it comes to.
    Check,
    /// Help with writing the configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Back up, restore, check and look into the store.
    #[command(subcommand)]
    Store(StoreCommand),
    /// Print the API's description (OpenAPI 3.1) as JSON.
    Openapi,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum ConfigCommand {
    /// Print the JSON schema of the configuration file, for editors.
    Schema,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Whatever file this process or SQLite makes holds money or people: it is the owner's alone.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(arguments.config.as_deref()),
        Command::Check => check(arguments.config.as_deref()),
        Command::Config(ConfigCommand::Schema) => schema(),
        Command::Store(command) => store(arguments.config.as_deref(), &command),
        Command::Openapi => describe(),
    }
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "its output is for whoever ran it")]
fn store(file: Option<&Path>, command: &StoreCommand) -> ExitCode {
    let ending = store_verbs::run::run(file, command);
    print!("{}", ending.output);
    eprint!("{}", ending.errors);
    if ending.is_success { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[expect(clippy::print_stdout, reason = "its output is for whoever ran it")]
fn schema() -> ExitCode {
    println!("{}", config::schema());
    ExitCode::SUCCESS
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "its output is for whoever ran it")]
fn check(file: Option<&Path>) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("cannot check: {error}");
            return ExitCode::FAILURE;
        }
    };
    let report = runtime.block_on(service::check::check(file, config::process_environment()));
    if report.is_ok() {
        print!("{report}");
        ExitCode::SUCCESS
    } else {
        eprint!("{report}");
        ExitCode::FAILURE
    }
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "its output is for whoever ran it")]
fn describe() -> ExitCode {
    match routes::endpoints::description().to_pretty_json() {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "there is no log before the configuration is read")]
fn serve(file: Option<&Path>) -> ExitCode {
    let config = match config::Config::load(file, config::process_environment()) {
        Ok(config) => config,
        Err(errors) => {
            eprintln!("{errors}");
            return ExitCode::FAILURE;
        }
    };
    let log = match logging::init(&config.server) {
        Ok(log) => log,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    for finding in config::findings::findings(&config) {
        tracing::warn!("{finding}.");
    }
    for warning in &config.warnings {
        tracing::warn!("{warning}");
    }
    // Another provider installed before this one would do as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let ended = match runtime.block_on(run(config, log.clone())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "The service does not run.");
            ExitCode::FAILURE
        }
    };
    log.finish();
    ended
}

async fn run(
    config: config::Config,
    log: logging::LogWriter,
) -> Result<(), service::error::ServiceError> {
    let stop = CancellationToken::new();
    let mut terminate =
        signal(SignalKind::terminate()).map_err(service::error::ServiceError::Serve)?;
    let stopping = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        tracing::info!("Stopping: what is under way is finished first.");
        stopping.cancel();
    });
    service::run::run(config, log, stop).await
}
