//! nginx and Caddy, each configured by the very snippet that docs/operating.md shows.

use std::path::PathBuf;
use std::process::Command;

use pse_tests::folder::TempFolder;
use pse_tests::process::Process;
use pse_tests::{Http, programs, wait_until};

/// A load balancer before two replicas; it ends with its test.
pub(crate) struct Balancer {
    /// Its address, without a slash at the end.
    pub(crate) url: String,
    _process: Process,
    _folder: TempFolder,
}

/// Which one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Nginx,
    Caddy,
}

impl Balancer {
    /// Starts one that listens at `address`, before the replicas at those.
    pub(crate) async fn start(kind: Kind, address: &str, replicas: [&str; 2]) -> Self {
        let folder = TempFolder::new();
        let mut command = match kind {
            Kind::Nginx => nginx(&folder, address, replicas),
            Kind::Caddy => caddy(&folder, address, replicas),
        };
        let process = Process::start("the load balancer", &mut command);
        let url = format!("http://{address}");
        let http = Http::new(&url);
        wait_until("the load balancer", async || {
            let answer = http.request(reqwest::Method::GET, "/readyz").send().await;
            answer.is_ok_and(|answer| answer.status().is_success()).then_some(())
        })
        .await;
        Self { url, _process: process, _folder: folder }
    }
}

/// The guide's block that has this line, with what is the reader's own replaced: the addresses and the name.
fn snippet(line: &str, replaced: [(&str, &str); 3]) -> String {
    let guide = std::fs::read_to_string(programs::project().join("docs/operating.md")).unwrap();
    let blocks = guide.split("```").skip(1).step_by(2);
    let mut found = blocks.filter(|block| block.lines().any(|other| other == line));
    let block = found.next().unwrap_or_else(|| panic!("the guide shows no {line}"));
    assert!(found.next().is_none(), "the guide shows {line} twice");
    let (_, mut text) = block.split_once('\n').map(|(kind, text)| (kind, text.to_owned())).unwrap();
    for (shown, own) in replaced {
        assert_eq!(text.matches(shown).count(), 1, "{shown} in {text}");
        text = text.replace(shown, own);
    }
    text
}

fn nginx(folder: &TempFolder, address: &str, [a, b]: [&str; 2]) -> Command {
    let listen = format!("listen {address};");
    let replaced = [("10.0.0.11:8080", a), ("10.0.0.12:8080", b), ("listen 443 ssl;", &*listen)];
    let place = folder.path().display();
    // In the foreground, in one process, and with its files in a folder of its own.
    let around = format!(
        "daemon off; master_process off; pid {place}/pid; error_log stderr error; events {{}} http {{ access_log off;
         client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/fastcgi;
         uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;\n{}\n}}\n",
        snippet("upstream pse {", replaced)
    );
    let file = folder.write("nginx.conf", &around);
    let mut command = Command::new(program("nginx"));
    command.args(["-e", "stderr", "-p"]).arg(folder.path()).arg("-c").arg(file);
    command
}

fn caddy(folder: &TempFolder, address: &str, [a, b]: [&str; 2]) -> Command {
    let site = format!("http://{address} {{");
    let replaced = [("10.0.0.11:8080", a), ("10.0.0.12:8080", b), ("pagos.example.co {", &*site)];
    // Without the door for its operator, and without certificates.
    let whole = format!(
        "{{\n\tadmin off\n\tauto_https off\n}}\n{}",
        snippet("pagos.example.co {", replaced)
    );
    let file = folder.write("Caddyfile", &whole);
    let mut command = Command::new(program("caddy"));
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(file);
    for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(variable, folder.path());
    }
    command
}

/// What `scripts/setup test` has put into `target/tools`.
fn program(name: &str) -> PathBuf {
    let program = programs::project().join("target/tools").join(name);
    assert!(program.exists(), "there is no target/tools/{name}: scripts/setup test");
    program
}
