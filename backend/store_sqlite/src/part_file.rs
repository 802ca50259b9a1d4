//! A file that is written beside the place it is meant for, and gets its name when all of it is on the disk: whoever looks
//! finds the whole file or none.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, OFlags, RenameFlags, renameat_with};

use super::beside::beside;
use super::unclosed::Identity;

/// A file under its temporary name, its owner's alone. It is removed unless it is finished.
#[derive(Debug)]
pub(super) struct PartFile {
    file: File,
    path: PathBuf,
    meant_for: PathBuf,
    finished: bool,
}

impl PartFile {
    /// Makes the file, in place of what a process that was killed has left of one; never in place of what is to be copied to it.
    pub(super) fn make(meant_for: &Path, from: Option<&Path>) -> io::Result<Self> {
        let path = beside(meant_for, ".part");
        let of = |path: &Path| path.metadata().ok().map(|file| Identity::of(&file));
        if of(&path).is_some_and(|there| from.and_then(of) == Some(there)) {
            let reason = format!(
                "{} would be written over with itself; give it another name first",
                path.display()
            );
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, reason));
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        // A link may lead to a file that is not ours to write.
        let flags = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default();
        let file = options.custom_flags(flags).open(&path)?;
        file.try_lock()?;
        file.set_permissions(Permissions::from_mode(0o600))?;
        file.set_len(0)?;
        Ok(Self { file, path, meant_for: meant_for.to_owned(), finished: false })
    }

    /// The temporary path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes away all that has been written.
    pub(super) fn empty(&self) -> io::Result<()> {
        self.file.set_len(0)
    }

    /// Waits until what has been written so far is on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Gives the whole file its name; one of that name is replaced where that is wanted, and is an error otherwise.
    pub(super) fn finish(mut self, replace: bool) -> io::Result<()> {
        self.file.sync_all()?;
        let flags = if replace { RenameFlags::empty() } else { RenameFlags::NOREPLACE };
        renameat_with(CWD, &self.path, CWD, &self.meant_for, flags)?;
        self.finished = true;
        sync_folder_of(&self.meant_for)
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !self.finished {
            // It was of no use; what cannot be removed is replaced by the next one.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Waits until the names in a file's folder are on the disk.
pub(super) fn sync_folder_of(file: &Path) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    File::open(folder)?.sync_all()
}
