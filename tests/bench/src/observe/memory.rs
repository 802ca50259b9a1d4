//! Resident memory of a program.

use crate::failure::Failure;

/// The resident memory of a process, in KiB.
pub(crate) fn resident_kib(process: u32) -> Result<f64, Failure> {
    of(process, "VmRSS:")
}

/// That part of it which is no file's, in KiB.
pub(crate) fn anonymous_kib(process: u32) -> Result<f64, Failure> {
    of(process, "RssAnon:")
}

fn of(process: u32, name: &str) -> Result<f64, Failure> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("the kernel does not tell the memory")?.parse()?)
}
