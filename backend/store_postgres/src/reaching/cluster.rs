//! A PostgreSQL server of a test, on a free port: started, stopped, made a standby, encrypted.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use tempfile::TempDir;
use tokio_postgres::NoTls;

use crate::address::Address;
use crate::pause::pause;
use crate::settings::{Connections, Settings};
use crate::test_programs::Programs;

/// The password of the role `pse`, which owns the database `pse` and nothing else.
pub(super) const PASSWORD: &str = "hush hush/@%";

/// What every test's server begins with.
const ROLES: &str = "CREATE ROLE pse LOGIN PASSWORD 'hush hush/@%'\n\
    CREATE ROLE stranger LOGIN PASSWORD 'hush'\n\
    CREATE DATABASE pse OWNER pse\n\
    REVOKE ALL ON DATABASE pse FROM PUBLIC\n\
    CREATE DATABASE latin OWNER pse TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'\n";

const ACCESS: &str = "local all all trust\n\
    host all postgres all trust\n\
    hostnossl pse nobody all reject\n\
    host all all all scram-sha-256\n";

/// A server with a folder of its own; it ends with the test.
pub(super) struct Cluster {
    folder: TempDir,
    pub(super) port: u16,
    process: Option<Child>,
    options: Vec<String>,
}

impl Cluster {
    /// A server that is not started yet.
    pub(super) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let data = folder.path().join("data");
        done(Command::new("cp").arg("-a").arg(template()).arg(&data));
        if is_root() {
            done(Command::new("chown").args(["-R", "postgres:"]).arg(folder.path()));
        }
        Self { folder, port: free_port(), process: None, options: Vec::new() }
    }

    /// A server that runs.
    pub(super) async fn started() -> Self {
        let mut cluster = Self::new();
        cluster.start().await;
        cluster
    }

    /// The same with a setting of its own.
    pub(super) fn with(mut self, setting: &str) -> Self {
        self.options.push(setting.to_owned());
        self
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the server's folder, readable for the server alone.
    pub(super) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        self.own(&path);
        path
    }

    /// Makes a file the server's.
    pub(super) fn own(&self, path: &Path) {
        done(Command::new("chmod").arg("600").arg(path));
        if is_root() {
            done(Command::new("chown").arg("postgres:").arg(path));
        }
    }

    /// Starts it, and returns when it answers.
    pub(super) async fn start(&mut self) {
        let mut command = Command::new("setpriv");
        // It ends with the thread of its test, however that ends.
        command.arg("--pdeathsig=QUIT");
        if is_root() {
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
        }
        let log = fs::File::create(self.path("log")).unwrap();
        command
            .arg(program("postgres"))
            .arg("-D")
            .arg(self.path("data"))
            .args(["-p", &self.port.to_string(), "-c", "listen_addresses=127.0.0.1"])
            .arg("-c")
            .arg(format!("unix_socket_directories={}", self.folder.path().display()))
            // It is not these tests' power that fails.
            .args(["-c", "fsync=off", "-c", "max_wal_size=32MB", "-c", "min_wal_size=2MB"])
            .args(self.options.iter().flat_map(|setting| ["-c", setting]))
            .stdout(log.try_clone().unwrap())
            .stderr(log);
        self.process = Some(command.spawn().unwrap());
        let began = Instant::now();
        while !self.is_ready() {
            let log = fs::read_to_string(self.path("log")).unwrap();
            let exited = self.process.as_mut().unwrap().try_wait().unwrap();
            assert!(exited.is_none() && began.elapsed().as_secs() < 30, "{log}");
            pause(Duration::from_millis(30)).await;
        }
    }

    fn is_ready(&self) -> bool {
        let port = self.port.to_string();
        let mut command = Command::new(program("pg_isready"));
        command.args(["--quiet", "--host=127.0.0.1", "--port", &port]).status().unwrap().success()
    }

    /// Stops it at once, as a power cut would.
    pub(super) fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let id = process.id().to_string();
            done(Command::new("kill").args(["-QUIT", &id]));
            process.wait().unwrap();
        }
    }

    /// The address of the role `pse`, whose password is to be added.
    pub(super) fn url(&self) -> String {
        format!("postgres://pse@127.0.0.1:{}/pse", self.port)
    }

    pub(super) fn settings(&self) -> Settings {
        settings(&self.url())
    }

    /// A connection of the superuser to the database `pse`.
    pub(super) async fn admin(&self) -> tokio_postgres::Client {
        let url = format!("postgres://postgres@127.0.0.1:{}/pse", self.port);
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Settings for an address, with the password of the role `pse`.
pub(super) fn settings(url: &str) -> Settings {
    let url = Address::parse(url).unwrap();
    Settings {
        url: if url.has_password() { url } else { url.with_password(SecretString::from(PASSWORD)) },
        direct_url: None,
        prepared: true,
        connections: Connections { buyers: 3, probe: 3, reading: 1 },
        is_real: false,
        holds_sandbox: true,
    }
}

/// A port that nobody listens on.
pub(super) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

pub(super) fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

/// Runs a command that must succeed.
pub(super) fn done(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The program of that name.
fn program(name: &str) -> PathBuf {
    static PROGRAMS: OnceLock<Programs> = OnceLock::new();
    PROGRAMS.get_or_init(Programs::chosen).path(name)
}

/// The files of a server that was never started, made once for each version and kept in `target`.
fn template() -> &'static Path {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let version = Command::new(program("postgres")).arg("--version").output().unwrap().stdout;
        let mut hasher = DefaultHasher::new();
        (version, ROLES, ACCESS).hash(&mut hasher);
        let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/postgres");
        let kept = Path::new(kept).join(format!("{:016x}", hasher.finish()));
        if !kept.exists() {
            let folder = TempDir::new().unwrap();
            make_template(folder.path());
            fs::create_dir_all(kept.parent().unwrap()).unwrap();
            let whole = kept.with_extension(std::process::id().to_string());
            done(Command::new("cp").arg("-a").arg(folder.path().join("data")).arg(&whole));
            // Whoever else makes it has the same.
            if fs::rename(&whole, &kept).is_err() {
                fs::remove_dir_all(&whole).unwrap();
            }
        }
        kept
    })
}

fn make_template(folder: &Path) {
    let data = folder.join("data");
    if is_root() {
        done(Command::new("chown").arg("postgres:").arg(folder));
    }
    let mut initdb = as_server("initdb");
    initdb.args(["--no-sync", "--wal-segsize=1", "--username=postgres", "--auth=trust"]);
    done(initdb.args(["--encoding=UTF8", "--locale=C.UTF-8", "-D"]).arg(&data));
    fs::write(data.join("pg_hba.conf"), ACCESS).unwrap();
    let mut single = as_server("postgres");
    single.arg("--single").arg("-D").arg(&data).arg("postgres");
    single.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut process = single.spawn().unwrap();
    std::io::Write::write_all(&mut process.stdin.take().unwrap(), ROLES.as_bytes()).unwrap();
    assert!(process.wait().unwrap().success());
}

fn as_server(name: &str) -> Command {
    if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program(name));
        command
    } else {
        Command::new(program(name))
    }
}
