//! The library that makes every sync of a program slower, as if its disk were: `tests/bench/slow_disk.c`.

use std::path::PathBuf;
use std::process::Command;

use super::Folder;
use crate::failure::Failure;

/// What each sync takes longer, as the table says it; the C file has the number.
pub(crate) const ADDED: &str = "2 ms";
/// The most commits a second that such a disk leaves to a program whose commits come one after another.
pub(crate) const COMMITS_A_SECOND: f64 = 500.0;

/// Compiles the library into the folder.
pub(crate) fn library(folder: &Folder) -> Result<PathBuf, Failure> {
    let source = std::env::current_dir()?.join("tests/bench/slow_disk.c");
    let library = folder.join("slow_disk.so");
    let output = Command::new("gcc")
        .args(["-shared", "-fPIC", "-O2", "-Wall", "-o"])
        .arg(&library)
        .arg(&source)
        .output()
        .map_err(|error| format!("cannot run gcc: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(library)
}
