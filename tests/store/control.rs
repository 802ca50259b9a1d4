//! The socket by which commands reach the service that has the store.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::Command;

use pse_tests::{Backend, Setup};
use serde_json::Value;

use crate::deeds::{Commands, rows};

/// The answer of a service to a line.
fn answer(socket: &Path, line: &str) -> Value {
    let mut stream = UnixStream::connect(socket).unwrap();
    stream.write_all(line.as_bytes()).unwrap();
    stream.write_all(b"\n").unwrap();
    let mut answer = String::new();
    let _ = BufReader::new(stream).read_line(&mut answer).unwrap();
    answer.parse().unwrap()
}

#[tokio::test]
async fn the_socket_is_its_owners_alone_and_gone_with_the_service() {
    let mut backend = Backend::start().await;
    let socket = backend.path("pse.sqlite.control");
    let made = socket.symlink_metadata().unwrap();
    assert!(made.file_type().is_socket());
    assert_eq!(made.permissions().mode() & 0o777, 0o600);
    assert_eq!(rows(&answer(&socket, r#"{"verb":"stats"}"#)["stats"], "payments"), 0);
    for wrong in ["", "{}", "nonsense", r#"{"verb":"drop"}"#, r#"{"verb":"stats","more":1}"#] {
        assert!(
            answer(&socket, wrong)["error"].as_str().unwrap().contains("not a request"),
            "{wrong}"
        );
    }
    assert!(answer(&socket, &"x".repeat(100_000))["error"].is_string());
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    assert!(!socket.exists());
}

#[tokio::test]
async fn what_a_killed_service_left_is_replaced_and_does_not_mislead() {
    let setup = Backend::start().await.kill();
    let socket = setup.path("pse.sqlite.control");
    assert!(socket.exists());
    // Nobody answers there, so the command reads the file itself.
    assert_eq!(rows(&setup.stats(), "payments"), 0);
    let backend = setup.start().await;
    assert!(answer(&socket, r#"{"verb":"stats"}"#)["stats"].is_object());
    drop(backend);
}

#[tokio::test]
async fn what_is_no_socket_of_this_user_is_refused_and_left() {
    let setup = Setup::new();
    let socket = setup.path("pse.sqlite.control");
    let elsewhere = setup.path("elsewhere");
    let _listening = UnixListener::bind(&elsewhere).unwrap();
    for is_link in [false, true] {
        if is_link {
            std::os::unix::fs::symlink(&elsewhere, &socket).unwrap();
        } else {
            std::fs::write(&socket, "mine").unwrap();
        }
        let said = setup.refuses(&[]);
        assert!(said.contains("pse.sqlite.control"), "{said}");
        assert!(socket.symlink_metadata().is_ok());
        std::fs::remove_file(&socket).unwrap();
    }
    assert!(elsewhere.exists());
}

#[tokio::test]
async fn a_path_that_is_too_long_for_a_socket_is_reached_all_the_same() {
    let setup = Setup::new();
    let folder = setup.path(&"long-".repeat(30));
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("pse.sqlite");
    let backend = setup.set("PSE__STORE__URL", format!("sqlite:{}", file.display())).start().await;
    assert!(folder.join("pse.sqlite.control").symlink_metadata().unwrap().file_type().is_socket());
    let _ = backend.shop().has_a_buyer().await;
    let to = folder.join("backup.sqlite");
    let _ = backend.does(&["store", "backup", to.to_str().unwrap()]);
    assert_eq!(rows(&backend.stats(), "checkouts"), 1);
}

#[tokio::test]
async fn another_user_is_not_answered() {
    let backend = Backend::start().await;
    let socket = backend.path("pse.sqlite.control");
    // Looser than the service makes it, as somebody may have made it since.
    std::fs::set_permissions(&socket, PermissionsExt::from_mode(0o666)).unwrap();
    std::fs::set_permissions(backend.path(""), PermissionsExt::from_mode(0o755)).unwrap();
    let ask = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); \
        print(s.makefile().readline())";
    let mut other = Command::new("setpriv");
    other.args(["--reuid=65534", "--regid=65534", "--clear-groups", "python3", "-c", ask]);
    let output = other.arg(&socket).env("PATH", "/usr/bin:/bin").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() && said.is_empty() {
        // Only root can become another user.
        assert_ne!(owner(&socket), 0, "{}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    assert!(
        said.contains("only the user that the service runs as") && !said.contains("tables"),
        "{said}"
    );
}

fn owner(path: &Path) -> u32 {
    std::os::unix::fs::MetadataExt::uid(&path.symlink_metadata().unwrap())
}
