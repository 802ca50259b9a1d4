//! Processor, context switches and page faults of programs, with all they started.

use std::time::Duration;

use super::stat::Stat;

/// The kernel counts processor time in hundredths of a second (`getconf CLK_TCK`, the same on every Linux machine).
const TICK: Duration = Duration::from_millis(10);

/// What has been used since the start.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usage {
    pub(crate) processor: Duration,
    /// Context switches of every thread, voluntary or not.
    pub(crate) switches: u64,
    pub(crate) faults: u64,
}

impl Usage {
    /// What these programs and all their children have used until now.
    pub(crate) fn of(programs: &[u32]) -> Self {
        let mut used = Self::default();
        for process in family(programs) {
            if let Some(stat) = Stat::of(process) {
                used.processor += TICK * u32::try_from(stat.ticks()).unwrap_or(u32::MAX);
                used.faults += stat.faults();
                used.switches += switches(process);
            }
        }
        used
    }

    /// What has been used since an earlier moment.
    pub(crate) const fn since(self, earlier: Self) -> Self {
        Self {
            processor: self.processor.saturating_sub(earlier.processor),
            switches: self.switches.saturating_sub(earlier.switches),
            faults: self.faults.saturating_sub(earlier.faults),
        }
    }
}

/// These processes and their living descendants.
fn family(programs: &[u32]) -> Vec<u32> {
    let all: Vec<(u32, u64)> = numbers("/proc")
        .into_iter()
        .filter_map(|process| Some((process, Stat::of(process)?.parent())))
        .collect();
    let mut family = programs.to_vec();
    let mut place = 0;
    while let Some(parent) = family.get(place).copied() {
        let children = all.iter().filter(|(_, of)| *of == u64::from(parent));
        let new: Vec<u32> =
            children.map(|(child, _)| *child).filter(|child| !family.contains(child)).collect();
        family.extend(new);
        place += 1;
    }
    family
}

/// The context switches of all threads of a process.
fn switches(process: u32) -> u64 {
    let folder = format!("/proc/{process}/task");
    let threads = numbers(&folder).into_iter();
    threads
        .filter_map(|thread| std::fs::read_to_string(format!("{folder}/{thread}/status")).ok())
        .map(|status| switches_in(&status))
        .sum()
}

fn switches_in(status: &str) -> u64 {
    status
        .lines()
        .filter_map(|line| {
            let (name, count) = line.split_once(':')?;
            name.ends_with("voluntary_ctxt_switches").then(|| count.trim().parse::<u64>().ok())?
        })
        .sum()
}

/// The entries of a folder that are numbers.
fn numbers(folder: &str) -> Vec<u32> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voluntary_and_other_switches_are_counted() {
        let status = "Name:\tx\nvoluntary_ctxt_switches:\t5\nnonvoluntary_ctxt_switches:\t2\n";
        assert_eq!(switches_in(status), 7);
    }

    #[test]
    fn a_child_is_of_its_parents_family() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        let family = family(&[std::process::id()]);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(family.contains(&child.id()), "{family:?}");
    }
}
