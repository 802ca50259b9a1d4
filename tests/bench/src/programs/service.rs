//! The service, built for release.

use std::process::Command;

use super::built::sibling;
use super::{Folder, Process, Sandbox, address};
use crate::failure::Failure;

/// The service of the demo's site, its store in a folder.
pub(crate) struct Service {
    pub(crate) process: Process,
    /// Where it answers, as `host:port`.
    pub(crate) address: String,
    /// Where Prometheus reads its figures, as `host:port`.
    pub(crate) metrics: String,
}

/// How the service is started.
pub(crate) struct Setup<'a> {
    folder: &'a Folder,
    variables: Vec<(String, String)>,
}

impl<'a> Setup<'a> {
    /// With its store in the folder (the file `pse.sqlite`), asking the provider at the address.
    pub(crate) fn new(folder: &'a Folder, provider: &str) -> Self {
        let setup = Self { folder, variables: Vec::new() };
        setup
            .with("PSE__PROVIDER__ENDPOINT", &format!("{provider}/soap/pse/"))
            .with("PSE__SERVER__LOG_LEVEL", "error")
    }

    /// With a variable of its environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With its store at an address, where it has one.
    pub(crate) fn with_store(self, url: Option<&str>) -> Self {
        match url {
            Some(url) => self.with("PSE__STORE__URL", url),
            None => self,
        }
    }

    /// The command that starts the service on an address.
    pub(crate) fn command(&self, address: &str) -> Result<Command, Failure> {
        let mut command = Command::new(sibling("pse-backend")?);
        command
            .current_dir(self.folder.path())
            .env("PSE__SERVER__LISTEN", address)
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        Ok(command)
    }

    /// Starts the service and waits until it is ready.
    pub(crate) async fn start(self) -> Result<Service, Failure> {
        let address = address::free()?;
        let metrics = address::free()?;
        let setup = self.with("PSE__METRICS__LISTEN", &metrics);
        let process = Process::start(setup.command(&address)?, "service", setup.folder.path())?;
        let mut service = Service { process, address, metrics };
        let ready = service.url("/readyz");
        address::answers(&mut service.process, &ready).await?;
        Ok(service)
    }
}

impl Service {
    /// A fresh service with nothing in its store, and that sandbox as its provider.
    pub(crate) async fn fresh(folder: &Folder, sandbox: &Sandbox) -> Result<Self, Failure> {
        Setup::new(folder, &sandbox.url()).start().await
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}
