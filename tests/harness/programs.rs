//! The programs under test, built from the sources as they are.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Once;

/// The path of the service's program, `pse-backend`.
#[must_use]
pub fn backend() -> PathBuf {
    built("pse-backend")
}

/// The path of the sandbox's program, `pse-sandbox`.
#[must_use]
pub fn sandbox() -> PathBuf {
    built("pse-sandbox")
}

/// The path of the project's folder.
#[must_use]
pub fn project() -> PathBuf {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the tests are in the project's folder").to_owned()
}

/// The path of a program beside this test in `target`.
fn built(name: &str) -> PathBuf {
    static BUILD: Once = Once::new();
    BUILD.call_once(build);
    let test = std::env::current_exe().expect("a test runs from a file");
    let profile = test.parent().and_then(|deps| deps.parent()).expect("target/<profile>/deps");
    profile.join(name)
}

/// The same command as in scripts/test, so that cargo unifies the same features and has nothing
/// to do when that has just run.
fn build() {
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--quiet"]).current_dir(project());
    // What cargo says to this test about its own package: some crates are built anew when it changes.
    let of_this_package =
        |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(of_this_package) {
            command.env_remove(name);
        }
    }
    let status = command.status().expect("cargo can be run");
    assert!(status.success(), "the programs do not build");
}
