//! This very program, started again as the other side of a comparison.

use std::process::Command;

use super::{Folder, Process, address};
use crate::failure::Failure;

/// A running peer; `src/peers` says which there are.
pub(crate) struct Peer {
    pub(crate) process: Process,
    /// Where it answers, as `host:port`.
    pub(crate) address: String,
}

impl Peer {
    /// Starts a peer of a kind with what it needs, and waits until it answers at `/ready`.
    pub(crate) async fn start(
        kind: &str,
        folder: &Folder,
        arguments: &[&str],
    ) -> Result<Self, Failure> {
        let address = address::free()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["peer", kind, &address]).args(arguments).current_dir(folder.path());
        let mut process = Process::start(command, kind, folder.path())?;
        address::answers(&mut process, &format!("http://{address}/ready")).await?;
        Ok(Self { process, address })
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}
