//! A running program with whatever it starts in turn.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// How long a program may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running program, a process group of its own; the whole group is ended when this is dropped.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a program; what it says on standard error goes to the file `<name>.log` of the folder.
    pub(crate) fn start(mut command: Command, name: &str, folder: &Path) -> Result<Self, Failure> {
        let log = folder.join(format!("{name}.log"));
        let program = command.get_program().to_owned();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(&log)?)
            .process_group(0)
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", program.display()))?;
        Ok(Self { child, log })
    }

    /// The program's process number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The end of what the program said on standard error.
    pub(crate) fn last_words(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines.get(lines.len().saturating_sub(3)..).unwrap_or_default().join(" / ")
    }

    /// Whether the program has ended.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.child.try_wait().map_or(true, |status| status.is_some())
    }

    /// Lets the program stand still.
    pub(crate) fn pause(&self) -> Result<(), Failure> {
        self.signal("STOP")
    }

    /// Lets a program that stands still go on.
    pub(crate) fn resume(&self) -> Result<(), Failure> {
        self.signal("CONT")
    }

    fn signal(&self, name: &str) -> Result<(), Failure> {
        let group = format!("-{}", self.id());
        let status = Command::new("kill")
            .args([&format!("-{name}"), "--", &group])
            .stderr(Stdio::null())
            .status()?;
        if status.success() { Ok(()) } else { Err(format!("cannot send {name}").into()) }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Each may fail, as the program may have ended by itself.
        let _ = self.signal("TERM");
        let _ = self.signal("CONT");
        let until = Instant::now() + PATIENCE;
        while !self.has_ended() && Instant::now() < until {
            std::thread::park_timeout(Duration::from_millis(5));
        }
        let _ = self.signal("KILL");
        let _ = self.child.wait();
    }
}
