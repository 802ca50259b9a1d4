//! A PostgreSQL server of a test's own process, with a database for each test: found among Debian's, started on a free port
//! of loopback in a temporary folder, stopped and removed when the process ends, however it ends.

#![expect(clippy::expect_used, clippy::panic, reason = "this is a part of tests")]

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Where Debian's packages put each version's programs.
const INSTALLED: &str = "/usr/lib/postgresql";
/// The user of Debian's own servers; nobody, where there is none. PostgreSQL refuses to run as root.
const USER: &str = "postgres";
const NOBODY: u32 = 65534;
/// How long a server may take to start on a busy machine.
const STARTED_WITHIN: Duration = Duration::from_secs(60);

/// Makes the server's files, runs it until the other end of the pipe is closed, and removes them. The language sorts texts
/// otherwise than their bytes do.
const RUN: &str = r#"trap '' INT TERM HUP
bin=$1 folder=$2; shift 2
"$bin/initdb" -D "$folder/data" -U postgres -A trust --no-sync --encoding=UTF8 --locale=C.UTF-8 \
    --locale-provider=icu --icu-locale=es >"$folder/log" 2>&1 || exit 1
"$bin/postgres" -D "$folder/data" "$@" >>"$folder/log" 2>&1 &
cat >/dev/null
kill -QUIT $!; wait $!
rm -rf "$folder""#;

/// A running PostgreSQL server.
#[derive(Debug)]
pub struct TestServer {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    databases: AtomicU32,
    /// The server runs as long as this pipe is open: also a process that is killed closes it.
    _life: ChildStdin,
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
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("pse-postgres-").tempdir();
        let folder = folder.expect("a temporary folder can be made").keep();
        let user = unprivileged(&folder);
        if let Some((uid, gid)) = user {
            chown(&folder, Some(uid), Some(gid)).expect("the folder can be given away");
        }
        let port = free_port();
        let mut command = Command::new("/bin/sh");
        command.args(["-c", RUN, "sh"]).arg(&programs).arg(&folder);
        let place = format!("unix_socket_directories={}", folder.display());
        let own = ["listen_addresses=127.0.0.1", "max_connections=300", &place];
        for setting in own.iter().chain(settings) {
            command.args(["-c", setting]);
        }
        command.args(["-p", &port.to_string()]).current_dir("/");
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        let mut runs = command.stdin(Stdio::piped()).spawn().expect("a shell can be run");
        let life = runs.stdin.take().expect("the shell has a pipe");
        let server = Self { programs, folder, port, databases: AtomicU32::new(0), _life: life };
        server.wait(runs);
        server
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
        self.programs.join(name)
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

    /// Runs statements, and says whether all were carried out.
    #[must_use]
    pub fn try_run(&self, database: &str, statements: &str) -> bool {
        self.psql(database, statements).status.success()
    }

    fn psql(&self, database: &str, statements: &str) -> std::process::Output {
        let mut command = Command::new(self.programs.join("psql"));
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statements]);
        command.arg(self.url(database)).current_dir("/");
        command.output().expect("psql can be run")
    }

    fn wait(&self, mut runs: Child) {
        let began = Instant::now();
        let mut command = Command::new(self.programs.join("pg_isready"));
        command.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
        while !command.status().expect("pg_isready can be run").success() {
            let has_ended = runs.try_wait().expect("the shell can be waited for").is_some();
            if has_ended || began.elapsed() > STARTED_WITHIN {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                panic!("PostgreSQL does not start:\n{log}");
            }
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

/// The folder of the newest version's programs.
fn programs() -> PathBuf {
    let versions = fs::read_dir(INSTALLED).into_iter().flatten().flatten();
    let numbered = versions.filter_map(|version| {
        let number: u32 = version.file_name().to_str()?.parse().ok()?;
        let programs = version.path().join("bin");
        programs.join("initdb").exists().then_some((number, programs))
    });
    let newest = numbered.max_by_key(|(number, _)| *number);
    let why = "no PostgreSQL server is installed: apt-get install postgresql (scripts/setup does)";
    newest.unwrap_or_else(|| panic!("{why}")).1
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
