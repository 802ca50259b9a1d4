//! Where the socket is: beside the store's file. A socket's address holds 107 bytes, so a longer path is reached through the
//! open folder.

use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open};

/// The longest path that a socket's address holds.
const LONGEST: usize = 107;

/// The path of the socket beside a store's file.
#[must_use]
pub fn socket_of(store: &Path) -> PathBuf {
    let mut path = store.as_os_str().to_owned();
    path.push(".control");
    PathBuf::from(path)
}

/// A path that fits into a socket's address, while this lives.
#[derive(Debug)]
pub struct Address {
    path: PathBuf,
    _folder: Option<OwnedFd>,
}

impl Address {
    /// The address of a socket by its path.
    ///
    /// # Errors
    /// When the folder cannot be opened, or the file's own name is too long.
    pub fn of(socket: &Path) -> io::Result<Self> {
        if socket.as_os_str().len() <= LONGEST {
            return Ok(Self { path: socket.to_owned(), _folder: None });
        }
        let too_long =
            || io::Error::new(io::ErrorKind::InvalidFilename, "its name is too long for a socket");
        let name = socket.file_name().ok_or_else(too_long)?;
        let folder = socket.parent().unwrap_or(Path::new("/"));
        let folder =
            open(folder, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        let path = Path::new("/proc/self/fd").join(folder.as_raw_fd().to_string()).join(name);
        if path.as_os_str().as_bytes().len() > LONGEST {
            return Err(too_long());
        }
        Ok(Self { path, _folder: Some(folder) })
    }

    /// The path to bind or connect to.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}
