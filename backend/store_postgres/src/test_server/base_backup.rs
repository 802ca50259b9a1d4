//! Base backups of a test's server with an archive of its write-ahead log, and servers recovered from them.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};

use super::TestServer;
use crate::test_programs::Programs;

impl TestServer {
    /// Starts a server that archives its write-ahead log, with settings of its own.
    #[must_use]
    pub fn archiving(settings: &[&str]) -> Self {
        let archive = "archive_command=mkdir -p ../archive && cp %p ../archive/%f";
        let own = ["archive_mode=on", archive];
        Self::start(&own.iter().chain(settings).copied().collect::<Vec<_>>())
    }

    /// Makes a base backup, and returns the folder that it is in.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn base_backup(&self) -> PathBuf {
        let to = self.folder.join("base");
        let mut command = self.command("pg_basebackup");
        command.args(["-X", "none", "-c", "fast", "-D"]).arg(&to);
        command.arg("-d").arg(format!("host=127.0.0.1 port={} user=postgres", self.port));
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        let made = command.output().expect("pg_basebackup can be run");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        to
    }

    /// Ends the segment of the write-ahead log that is being written, and returns when all is archived.
    pub fn archive_all(&self) {
        let last = self.run("postgres", "SELECT pg_walfile_name(pg_switch_wal())");
        let archived = "SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver";
        while self.run("postgres", archived) < last {
            std::thread::park_timeout(std::time::Duration::from_millis(20));
        }
    }

    /// Starts a server on a copy of a base backup of this one; it reads this one's archive up to a restore point, and can be
    /// written from there on.
    #[must_use]
    pub fn recovered(&self, base: &Path, point: &str, settings: &[&str]) -> Self {
        let restore = format!("restore_command=cp {}/archive/%f %p", self.folder.display());
        let target = format!("recovery_target_name={point}");
        let own = [&*restore, &*target, "recovery_target_action=promote"];
        let settings: Vec<&str> = own.iter().chain(settings).copied().collect();
        Self::run_with(
            Programs::of(self.programs.version()),
            &base.display().to_string(),
            &settings,
        )
    }
}
