//! The service: its settings, its start and its end.

use std::net::{SocketAddr, TcpListener};
use std::process::{Command, ExitStatus, Output, Stdio};

use reqwest::Method;
use serde_json::Value;

use crate::folder::TempFolder;
use crate::http::Http;
use crate::previous::Release;
use crate::process::Process;
use crate::sandbox::Sandbox;
use crate::shop::Shop;
use crate::wait_until;

/// Settings, and the folder that the service's file and store are in.
#[derive(Debug, Default)]
pub struct Setup {
    folder: TempFolder,
    variables: Vec<(String, String)>,
    descriptors: Option<u32>,
    release: Release,
}

/// The service, running.
#[derive(Debug)]
pub struct Backend {
    /// The service's address, without a slash at the end.
    pub url: String,
    /// Where Prometheus reads its figures, without a slash at the end.
    pub metrics_url: String,
    /// The sandbox that plays its provider, inside the service or at the endpoint configured.
    pub sandbox: Sandbox,
    setup: Setup,
    process: Process,
}

impl Setup {
    /// A setup with nothing configured but free ports.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
            .set("PSE__SERVER__LISTEN", "127.0.0.1:0")
            .set("PSE__SANDBOX__LISTEN", "127.0.0.1:0")
            .set("PSE__METRICS__LISTEN", "127.0.0.1:0")
            .set("PSE__SERVER__LOG", "json")
    }

    /// Adds an environment variable.
    #[must_use]
    pub fn set(mut self, variable: &str, value: impl Into<String>) -> Self {
        self.variables.retain(|(name, _)| name != variable);
        self.variables.push((variable.to_owned(), value.into()));
        self
    }

    /// Takes an environment variable out.
    #[must_use]
    pub fn unset(mut self, variable: &str) -> Self {
        self.variables.retain(|(name, _)| name != variable);
        self
    }

    /// Lets the service have so many files and sockets open.
    #[must_use]
    pub fn descriptors(mut self, most: u32) -> Self {
        self.descriptors = Some(most);
        self
    }

    /// Where the service will be, if it is told to listen on a certain port.
    ///
    /// # Panics
    /// When it is told nothing.
    #[must_use]
    pub fn url(&self) -> String {
        let listen = self.variables.iter().find(|(name, _)| name == "PSE__SERVER__LISTEN");
        format!("http://{}", listen.expect("an address").1)
    }

    /// Has the program of a release run.
    #[must_use]
    pub fn of(mut self, release: Release) -> Self {
        self.release = release;
        self
    }

    /// The path of a file in the service's folder.
    #[must_use]
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Writes the configuration file `pse.toml`.
    #[must_use]
    pub fn file(self, text: &str) -> Self {
        let _ = self.folder.write("pse.toml", text);
        self
    }

    /// Uses the provider at that endpoint instead of a sandbox inside.
    #[must_use]
    pub fn endpoint(self, endpoint: &str) -> Self {
        self.set("PSE__PROVIDER__ENDPOINT", endpoint)
    }

    /// Starts the service and waits until it is ready.
    pub async fn start(self) -> Backend {
        let backend = self.start_unready().await;
        let http = backend.http();
        wait_until("readiness", async || (http.get("/readyz").await.status == 200).then_some(()))
            .await;
        backend
    }

    /// Starts the service and waits until it listens, though it may not be ready.
    ///
    /// # Panics
    /// When it has neither a sandbox inside nor an endpoint.
    pub async fn start_unready(self) -> Backend {
        let mut process = Process::start("pse-backend", &mut self.command(&[]));
        let url =
            process.says("that it is ready", |line| logged(line, "The service is ready.")).await;
        let sandbox = "The sandbox plays provider, PSE and banks.";
        let sandbox = process.said().iter().find_map(|line| logged(line, sandbox));
        let endpoint = self.variables.iter().find(|(name, _)| name == "PSE__PROVIDER__ENDPOINT");
        let sandbox = sandbox
            .or_else(|| endpoint.map(|(_, endpoint)| endpoint.replace("soap/pse/", "")))
            .expect("a sandbox inside, or an endpoint");
        let metrics_url = "Prometheus reads the metrics here.";
        let metrics_url = process.said().iter().find_map(|line| logged(line, metrics_url));
        let metrics_url = metrics_url.unwrap_or_default();
        let sandbox = Sandbox::at(&sandbox);
        Backend { url, metrics_url, sandbox, setup: self, process }
    }

    /// Starts the service with its log going where nobody hears it, and waits until it is ready.
    ///
    /// # Panics
    /// When no free port can be had.
    pub async fn start_unheard(self, log: impl Into<Stdio>) -> Backend {
        let taken = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
        let [service, sandbox, metrics] =
            taken.each_ref().map(|taken| taken.local_addr().expect("an address").to_string());
        drop(taken);
        let setup = self
            .set("PSE__SERVER__LISTEN", &service)
            .set("PSE__SANDBOX__LISTEN", &sandbox)
            .set("PSE__METRICS__LISTEN", &metrics);
        let process = Process::start_with("pse-backend", &mut setup.command(&[]), log.into());
        let sandbox = Sandbox::at(&format!("http://{sandbox}/"));
        let (url, metrics_url) = (format!("http://{service}"), format!("http://{metrics}"));
        let backend = Backend { url, metrics_url, sandbox, setup, process };
        let http = backend.http();
        let ready = async || {
            let answer = http.request(Method::GET, "/readyz").send().await;
            answer.is_ok_and(|answer| answer.status().is_success()).then_some(())
        };
        wait_until("readiness", ready).await;
        backend
    }

    /// The program with these arguments, not yet started.
    #[must_use]
    pub fn program(&self, arguments: &[&str]) -> Command {
        self.command(arguments)
    }

    /// Runs the program to its end, for commands that end by themselves.
    ///
    /// # Panics
    /// When it cannot be run.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program can be run")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = match self.descriptors {
            None => Command::new(self.release.backend()),
            Some(most) => {
                let mut shell = Command::new("sh");
                let limited = format!("ulimit -n {most} && exec \"$0\" \"$@\"");
                shell.args(["-c", &limited]).arg(self.release.backend());
                shell
            }
        };
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
    /// Starts the service with a sandbox inside and nothing configured.
    pub async fn start() -> Self {
        Setup::new().start().await
    }

    /// A client for calls to the service.
    #[must_use]
    pub fn http(&self) -> Http {
        Http::new(&self.url)
    }

    /// The server of the demo site's merchant.
    #[must_use]
    pub fn shop(&self) -> Shop {
        Shop::with_key(self.http(), "sk_demo")
    }

    /// What an operator's Prometheus reads.
    pub async fn metrics(&self) -> String {
        Http::new(&self.metrics_url).get("/metrics").await.text
    }

    /// The service's host and port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        let address = self.url.trim_start_matches("http://").parse();
        address.expect("an address with a port")
    }

    /// One figure of the metrics.
    ///
    /// # Panics
    /// When it is not there.
    pub async fn figure(&self, series: &str) -> u64 {
        let metrics = self.metrics().await;
        let figure = metrics.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
        let figure = figure.and_then(|figure| figure.parse().ok());
        figure.unwrap_or_else(|| panic!("no {series} in {metrics}"))
    }

    /// The service's memory that is in use, in KiB.
    ///
    /// # Panics
    /// When the system does not tell.
    #[must_use]
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.expect("the system tells about a process");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let figure = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        figure.expect("its memory is told")
    }

    /// Everything the service has logged, in one text.
    #[must_use]
    pub fn log(&self) -> String {
        self.process.said().join("\n")
    }

    /// Kills the service (`kill -9`), and gives its setup to start it again.
    #[must_use]
    pub fn kill(mut self) -> Setup {
        self.process.kill();
        self.setup
    }

    /// Waits until the service has logged a text.
    pub async fn logs(&self, what: &str) {
        wait_until(what, async || self.log().contains(what).then_some(())).await;
    }

    /// Sends SIGTERM, after which the service finishes what is under way.
    pub fn ask_to_stop(&self) {
        self.process.ask_to_stop();
    }

    /// Lets the service stand still (SIGSTOP), while time goes on for the others.
    pub fn suspend(&self) {
        self.process.suspend();
    }

    /// Lets the service go on (SIGCONT) where it stood still.
    pub fn resume(&self) {
        self.process.resume();
    }

    /// Waits for the service's end.
    pub async fn exit(&mut self) -> ExitStatus {
        self.process.exit().await
    }

    /// Runs a command of the program beside the service, with the same settings, to its end.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.setup.run(arguments)
    }

    /// The path of a file in the service's folder.
    #[must_use]
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.setup.path(name)
    }

    /// Runs a second copy of the service on the same store, to its end.
    #[must_use]
    pub fn second_copy(&self) -> Output {
        self.setup.run(&[])
    }

    /// The setup of a service that has ended, to start it again.
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
