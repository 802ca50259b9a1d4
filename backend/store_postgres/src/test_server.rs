//! A PostgreSQL server of a test's own process, with a database for each test: started on a free port of loopback in a
//! temporary folder, stopped and removed when the process ends, however it ends.

#![expect(clippy::expect_used, clippy::panic, reason = "this is a part of tests")]

mod base_backup;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::test_programs::Programs;

/// The user of Debian's own servers; nobody, where there is none. PostgreSQL refuses to run as root.
const USER: &str = "postgres";
const NOBODY: u32 = 65534;
/// How long a server may take to start on a busy machine.
const STARTED_WITHIN: Duration = Duration::from_secs(60);

/// The shell's script that runs a server.
const RUN: &str = include_str!("test_server.sh");

/// A language that sorts texts otherwise than their bytes do, for the versions that can sort by one.
const SPANISH: &str = "--locale-provider=icu --icu-locale=es";
/// The first of them.
const SORTS_BY_LANGUAGES: u32 = 15;

/// A running PostgreSQL server.
#[derive(Debug)]
pub struct TestServer {
    programs: Programs,
    folder: PathBuf,
    port: u16,
    databases: AtomicU32,
    /// Who it runs as, where that is not this process's user.
    user: Option<(u32, u32)>,
    run: Mutex<Run>,
}

/// The shell that runs a server, as long as its pipe is open: also a process that is killed closes it.
#[derive(Debug)]
struct Run {
    shell: Child,
    asks: ChildStdin,
    says: BufReader<ChildStdout>,
}

impl TestServer {
    /// The one server of this process, whose commits are not brought to the disk.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<TestServer> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(&["fsync=off"]))
    }

    /// Starts a server with settings of its own (`name=value`).
    #[must_use]
    pub fn start(settings: &[&str]) -> Self {
        Self::run_with(Programs::chosen(), "", settings)
    }

    /// Starts a server of a version, which `scripts/setup test` has fetched.
    #[must_use]
    pub fn of_version(version: u32, settings: &[&str]) -> Self {
        Self::run_with(Programs::of(version), "", settings)
    }

    /// Starts a standby, which follows this server until it is promoted. Its settings are its own.
    #[must_use]
    pub fn standby(&self, settings: &[&str]) -> Self {
        let source = format!("host=127.0.0.1 port={} user=postgres", self.port);
        Self::run_with(Programs::of(self.programs.version()), &source, settings)
    }

    fn run_with(programs: Programs, source: &str, settings: &[&str]) -> Self {
        let folder = tempfile::Builder::new().prefix("pse-postgres-").tempdir();
        let folder = folder.expect("a temporary folder can be made").keep();
        let user = unprivileged(&folder);
        if let Some((uid, gid)) = user {
            chown(&folder, Some(uid), Some(gid)).expect("the folder can be given away");
        }
        let port = free_port();
        let mut command = Command::new("/bin/sh");
        let language = if programs.version() < SORTS_BY_LANGUAGES { "" } else { SPANISH };
        let bin = ["initdb", "postgres", "pg_basebackup"].map(|name| programs.path(name));
        command.args(["-c", RUN, "sh"]).args(bin).arg(&folder).args([source, language]);
        let place = format!("unix_socket_directories={}", folder.display());
        let own = ["listen_addresses=127.0.0.1", "max_connections=300", &place];
        for setting in own.iter().chain(settings) {
            command.args(["-c", setting]);
        }
        command.args(["-p", &port.to_string()]).current_dir("/");
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut shell = command.spawn().expect("a shell can be run");
        let asks = shell.stdin.take().expect("the shell has a pipe");
        let says = BufReader::new(shell.stdout.take().expect("the shell has a pipe"));
        let run = Mutex::new(Run { shell, asks, says });
        let server = Self { programs, folder, port, databases: AtomicU32::new(0), user, run };
        server.wait();
        server
    }

    /// Kills the server and all its processes at once, as the end of its machine would. Its files stay.
    pub fn crash(&self) {
        self.ask("crash");
    }

    /// Stops the server in the hardest way it has of its own; nothing is written any more. Its files stay.
    pub fn halt(&self) {
        self.ask("halt");
    }

    /// Starts the server again, and returns when it answers.
    pub fn begin(&self) {
        self.ask("begin");
        self.wait();
    }

    fn ask(&self, deed: &str) {
        let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(run.asks, "{deed}").expect("the shell hears what it is asked");
        let mut said = String::new();
        run.says.read_line(&mut said).expect("the shell says what it has done");
        assert_eq!(said.trim_end(), deed, "{}", self.log());
    }

    /// Everything the server has logged.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// The port that the server listens on, of loopback.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Makes an empty database, which is removed when it is dropped.
    #[must_use]
    pub fn database(&'static self) -> TestDatabase {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.run("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0"));
        TestDatabase { server: self, name }
    }

    /// The address of a database, as its owner.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// The folder with the server's socket, its log, and its files in `data`.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// One of the programs that were installed with the server.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs.path(name)
    }

    /// Runs statements in a database and returns what they give: a line for each row, columns divided by `|`.
    pub fn run(&self, database: &str, statements: &str) -> String {
        let output = self.psql(database, statements);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{statements}\n{error}");
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// Runs statements that are to be refused, and returns why they were.
    pub fn refused(&self, database: &str, statements: &str) -> String {
        let output = self.psql(database, statements);
        assert!(!output.status.success(), "not refused: {statements}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// The command of a program of the server's version, without arguments yet.
    #[must_use]
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.program(name));
        command.current_dir("/");
        command
    }

    /// Whether the server answers, and follows no other.
    #[must_use]
    pub fn is_primary(&self) -> bool {
        let output = self.psql("postgres", "SELECT pg_is_in_recovery()");
        output.status.success() && output.stdout.starts_with(b"f")
    }

    /// Runs statements, and says whether all were carried out.
    #[must_use]
    pub fn try_run(&self, database: &str, statements: &str) -> bool {
        self.psql(database, statements).status.success()
    }

    fn psql(&self, database: &str, statements: &str) -> std::process::Output {
        let mut command = self.command("psql");
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statements]);
        command.arg(self.url(database));
        command.output().expect("psql can be run")
    }

    fn wait(&self) {
        let began = Instant::now();
        let mut command = self.command("pg_isready");
        command.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
        while !command.status().expect("pg_isready can be run").success() {
            let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
            let has_ended = run.shell.try_wait().expect("the shell can be waited for").is_some();
            if has_ended || began.elapsed() > STARTED_WITHIN {
                panic!("PostgreSQL does not start:\n{}", self.log());
            }
            drop(run);
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }
}

/// A database of a test, removed when it is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    server: &'static TestServer,
    name: String,
}

impl TestDatabase {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its address, as its owner.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url(&self.name)
    }

    /// Runs statements as [`TestServer::run`] does.
    pub fn run(&self, statements: &str) -> String {
        self.server.run(&self.name, statements)
    }

    /// Runs statements as [`TestServer::refused`] does.
    pub fn refused(&self, statements: &str) -> String {
        self.server.refused(&self.name, statements)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // The whole server is removed in the end.
        let _ = self.server.psql("postgres", &format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

/// Who the server runs as, when this process is root's.
fn unprivileged(own: &Path) -> Option<(u32, u32)> {
    let is_root = fs::metadata(own).is_ok_and(|folder| folder.uid() == 0);
    let number = |flag: &str| -> Option<u32> {
        let output = Command::new("id").args([flag, USER]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    is_root.then(|| (number("-u").unwrap_or(NOBODY), number("-g").unwrap_or(NOBODY)))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("a listener has an address").port()
}
