//! The machine a run was made on, and the date.

use std::fs::{File, read_to_string};
use std::io::{Seek as _, Write as _};
use std::time::{Duration, Instant};

use crate::clock::now;
use crate::failure::Failure;
use crate::programs::Folder;

/// A machine, as it was at the beginning of a run.
pub(crate) struct Machine {
    date: String,
    processor: String,
    cores: usize,
    memory_gib: f64,
    /// How often a second a page of a file can be written and synced, one after another.
    syncs: f64,
    load: String,
}

impl Machine {
    /// Looks at the machine, and at its disk for a second.
    pub(crate) fn look() -> Result<Self, Failure> {
        let folder = Folder::new("disk")?;
        let cpus = read_to_string("/proc/cpuinfo")?;
        let processor = after(&cpus, "model name").unwrap_or("unknown processor").to_owned();
        let memory = read_to_string("/proc/meminfo")?;
        let kib = after(&memory, "MemTotal").and_then(|text| text.split(' ').next()?.parse().ok());
        Ok(Self {
            date: now().strftime("%Y-%m-%d %H:%M UTC").to_string(),
            processor,
            cores: std::thread::available_parallelism()?.get(),
            memory_gib: kib.unwrap_or(f64::NAN) / 1024.0 / 1024.0,
            syncs: syncs(&folder)?,
            load: read_to_string("/proc/loadavg")?.split(' ').next().unwrap_or_default().to_owned(),
        })
    }

    pub(crate) fn in_a_sentence(&self) -> String {
        format!(
            "{}: {}, {} cores, {:.0} GiB; {:.0} fdatasync/s of a page on the disk; load average {} before.",
            self.date, self.processor, self.cores, self.memory_gib, self.syncs, self.load
        )
    }
}

/// What stands behind a name and a colon.
fn after<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim())
}

/// Overwrites one page of a file and syncs it, for a second.
fn syncs(folder: &Folder) -> Result<f64, Failure> {
    let mut file = File::create(folder.join("page"))?;
    let page = [7_u8; 4096];
    file.write_all(&page)?;
    file.sync_all()?;
    let began = Instant::now();
    let mut synced = 0_u32;
    while began.elapsed() < Duration::from_secs(1) {
        file.rewind()?;
        file.write_all(&page)?;
        file.sync_data()?;
        synced += 1;
    }
    Ok(f64::from(synced) / began.elapsed().as_secs_f64())
}
