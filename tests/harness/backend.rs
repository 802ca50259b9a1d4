//! The service: its settings, its start and its end.

use std::process::{Command, ExitStatus, Output};

use serde_json::Value;

use crate::folder::Folder;
use crate::http::Http;
use crate::process::Process;
use crate::sandbox::Sandbox;
use crate::shop::Shop;
use crate::{programs, wait_until};

/// Settings, and the folder that the service's file and store are in.
#[derive(Debug, Default)]
pub struct Setup {
    folder: Folder,
    variables: Vec<(String, String)>,
}

/// The service, running.
#[derive(Debug)]
pub struct Backend {
    /// Its address, without a slash at the end.
    pub url: String,
    /// The sandbox behind it, where it has one inside.
    pub sandbox: Sandbox,
    setup: Setup,
    process: Process,
}

impl Setup {
    /// With nothing but free ports.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
            .set("PSE__SERVER__LISTEN", "127.0.0.1:0")
            .set("PSE__SANDBOX__LISTEN", "127.0.0.1:0")
            .set("PSE__SERVER__LOG", "json")
    }

    /// With an environment variable.
    #[must_use]
    pub fn set(mut self, variable: &str, value: impl Into<String>) -> Self {
        self.variables.retain(|(name, _)| name != variable);
        self.variables.push((variable.to_owned(), value.into()));
        self
    }

    /// Without an environment variable.
    #[must_use]
    pub fn unset(mut self, variable: &str) -> Self {
        self.variables.retain(|(name, _)| name != variable);
        self
    }

    /// Where a file of its folder is.
    #[must_use]
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// With `pse.toml`.
    #[must_use]
    pub fn file(self, text: &str) -> Self {
        let _ = self.folder.write("pse.toml", text);
        self
    }

    /// With that provider instead of a sandbox inside.
    #[must_use]
    pub fn endpoint(self, endpoint: &str) -> Self {
        self.set("PSE__PROVIDER__ENDPOINT", endpoint)
    }

    /// Starts the service and waits until it is ready.
    pub async fn start(self) -> Backend {
        let mut process = Process::start("pse-backend", &mut self.command(&[]));
        let url =
            process.says("that it is ready", |line| logged(line, "The service is ready.")).await;
        let sandbox = "The sandbox plays provider, PSE and banks.";
        let sandbox = process.said().iter().find_map(|line| logged(line, sandbox));
        let endpoint = self.variables.iter().find(|(name, _)| name == "PSE__PROVIDER__ENDPOINT");
        let sandbox = sandbox
            .or_else(|| endpoint.map(|(_, endpoint)| endpoint.replace("soap/pse/", "")))
            .expect("a sandbox inside, or an endpoint");
        let backend = Backend { url, sandbox: Sandbox::at(&sandbox), setup: self, process };
        let http = backend.http();
        wait_until("readiness", async || (http.get("/readyz").await.status == 200).then_some(()))
            .await;
        backend
    }

    /// Runs the program to its end: for what ends by itself.
    ///
    /// # Panics
    /// When it cannot be run.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program can be run")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(programs::backend());
        command.current_dir(self.folder.path()).args(arguments);
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PSE__"))
        {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }
}

impl Backend {
    /// Started with a sandbox inside and nothing configured.
    pub async fn start() -> Self {
        Setup::new().start().await
    }

    /// Calls to it.
    #[must_use]
    pub fn http(&self) -> Http {
        Http::new(&self.url)
    }

    /// The demo site's merchant.
    #[must_use]
    pub fn shop(&self) -> Shop {
        Shop::with_key(self.http(), "sk_demo")
    }

    /// What it has logged, in one text.
    #[must_use]
    pub fn log(&self) -> String {
        self.process.said().join("\n")
    }

    /// `kill -9`, and what it leaves behind.
    #[must_use]
    pub fn kill(mut self) -> Setup {
        self.process.kill();
        self.setup
    }

    /// Waits until it has logged something.
    pub async fn logs(&self, what: &str) {
        wait_until(what, async || self.log().contains(what).then_some(())).await;
    }

    /// SIGTERM; goes on until what is under way is finished.
    pub fn ask_to_stop(&self) {
        self.process.ask_to_stop();
    }

    /// Waits for its end.
    pub async fn exit(&mut self) -> ExitStatus {
        self.process.exit().await
    }

    /// Runs a second copy on the same store, to its end.
    #[must_use]
    pub fn second_copy(&self) -> Output {
        self.setup.run(&[])
    }

    /// What it leaves behind, once it has ended.
    #[must_use]
    pub fn left_behind(self) -> Setup {
        self.setup
    }
}

/// The `url` of a log line with that message.
fn logged(line: &str, message: &str) -> Option<String> {
    let entry: Value = line.parse().ok()?;
    (entry["message"] == message).then(|| entry["url"].as_str().map(str::to_owned))?
}
