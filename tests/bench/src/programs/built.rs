//! The programs that were built beside this one.

use std::path::PathBuf;

use crate::failure::Failure;

/// A program that was built beside this one.
pub(super) fn sibling(name: &str) -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?.with_file_name(name);
    if !program.exists() {
        let missing = program.display();
        return Err(format!("there is no {missing}: cargo build --release first").into());
    }
    Ok(program)
}
