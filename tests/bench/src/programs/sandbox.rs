//! The sandbox: the provider of both sides.

use std::process::Command;

use super::built::sibling;
use super::{Folder, Process, address};
use crate::failure::Failure;

/// The merchant's login at the sandbox.
pub(crate) const LOGIN: &str = "6dd490faf9cb87a9862245da41170ff2";
/// The merchant's secret at the sandbox.
pub(crate) const SECRET: &str = "024h1IlD";

/// A running sandbox.
pub(crate) struct Sandbox {
    _process: Process,
    /// Where it answers, as `host:port`.
    pub(crate) address: String,
}

impl Sandbox {
    /// Starts a sandbox that answers as soon as it can.
    pub(crate) async fn start(folder: &Folder) -> Result<Self, Failure> {
        let address = address::free()?;
        let mut command = Command::new(sibling("pse-sandbox")?);
        command.current_dir(folder.path()).args(["--listen", &address]).env("RUST_LOG", "error");
        let mut process = Process::start(command, "sandbox", folder.path())?;
        address::answers(&mut process, &format!("http://{address}/")).await?;
        Ok(Self { _process: process, address })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}
