//! The programs measured, built for release, on free ports and in a fresh folder.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::failure::Failure;

/// A running program, ended when this is dropped.
pub(crate) struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) struct Programs {
    pub(crate) service: String,
    pub(crate) sandbox: String,
    pub(crate) folder: PathBuf,
    _running: [Program; 2],
}

impl Programs {
    pub(crate) async fn start() -> Result<Self, Failure> {
        let folder =
            std::env::current_dir()?.join("target/bench").join(std::process::id().to_string());
        std::fs::create_dir_all(&folder)?;
        let (service, sandbox) = (free_address()?, free_address()?);
        let sandbox_url = format!("http://{sandbox}");
        let playing = spawn("pse-sandbox", &folder, &["--listen", &sandbox], &[])?;
        wait_for(&format!("{sandbox_url}/readyz")).await?;
        let endpoint = format!("{sandbox_url}/soap/pse/");
        let serving = spawn(
            "pse-backend",
            &folder,
            &[],
            &[
                ("PSE__SERVER__LISTEN", service.as_str()),
                ("PSE__PROVIDER__ENDPOINT", endpoint.as_str()),
                ("PSE__SERVER__LOG_LEVEL", "error"),
            ],
        )?;
        let service_url = format!("http://{service}");
        wait_for(&format!("{service_url}/readyz")).await?;
        Ok(Self {
            service: service_url,
            sandbox: sandbox_url,
            folder,
            _running: [playing, serving],
        })
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        // What stays is in target/, to be cleaned with it.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub(crate) fn free_address() -> Result<String, Failure> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

fn spawn(
    name: &str,
    folder: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Result<Program, Failure> {
    let program = std::env::current_exe()?.with_file_name(name);
    let child = Command::new(&program)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| {
            format!("cannot start {}: {error} (cargo build --release first)", program.display())
        })?;
    Ok(Program(child))
}

/// Starts this very program with other arguments.
pub(crate) fn spawn_self(arguments: &[&str]) -> Result<Program, Failure> {
    let child = Command::new(std::env::current_exe()?).args(arguments).spawn()?;
    Ok(Program(child))
}

/// Waits until something answers at the address.
pub(crate) async fn wait_for(url: &str) -> Result<(), Failure> {
    let mut ticks = tokio::time::interval(Duration::from_millis(50));
    for _ in 0..200 {
        ticks.tick().await;
        if reqwest::get(url).await.is_ok_and(|answer| answer.status().is_success()) {
            return Ok(());
        }
    }
    Err(format!("nothing answers at {url}").into())
}
