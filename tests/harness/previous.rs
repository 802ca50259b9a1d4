//! The release before this one, as `scripts/previous-release` keeps it.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use crate::programs;

/// A release of the programs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Release {
    /// The sources as they are.
    #[default]
    This,
    /// The one before.
    Previous,
}

/// What is kept of the previous release.
#[derive(Debug)]
pub struct PreviousRelease {
    /// The service's program.
    pub backend: PathBuf,
    /// The folder with the widget's files.
    pub widget: PathBuf,
}

/// The script's exit status where the sources came without their history.
const CANNOT_BE_HAD: i32 = 3;

impl Release {
    /// The path of the service's program.
    ///
    /// # Panics
    /// When it cannot be had here.
    #[must_use]
    pub fn backend(self) -> PathBuf {
        match self {
            Self::This => programs::backend(),
            Self::Previous => previous_release().expect("a previous release").backend.clone(),
        }
    }
}

/// The previous release; `None` where it cannot be had. Then a test of it has nothing to do, which the last line of `make
/// test` says.
///
/// # Panics
/// When it could be had and is not there.
#[must_use]
pub fn previous_release() -> Option<&'static PreviousRelease> {
    static KEPT: OnceLock<Option<PreviousRelease>> = OnceLock::new();
    KEPT.get_or_init(look).as_ref()
}

fn look() -> Option<PreviousRelease> {
    let script = programs::project().join("scripts/previous-release");
    let output = Command::new(script).arg("--where").output().expect("the script can be run");
    if output.status.code() == Some(CANNOT_BE_HAD) {
        return None;
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    let path = |name: &str| {
        let line = said.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        PathBuf::from(line.unwrap_or_else(|| panic!("no {name} in {said}")))
    };
    Some(PreviousRelease { backend: path("backend"), widget: path("widget") })
}
