//! The service's end of the socket: made by the process that has the store, its owner's alone, and removed when it stops.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use tokio::net::UnixListener;

use super::address::{Address, socket_of};

/// Listens on a socket beside a store's file; the socket is removed when this is dropped.
#[derive(Debug)]
pub struct ControlListener {
    /// Accepts connections.
    pub listener: UnixListener,
    /// The store's file.
    pub store: PathBuf,
    socket: PathBuf,
}

/// Listens beside a store's file, which this process has locked: a socket that is there belongs to a process that was killed.
///
/// # Errors
/// When something else than this user's socket is in its place, or no socket can be made.
pub fn listen(store: &Path) -> io::Result<ControlListener> {
    let store = store.canonicalize()?;
    let socket = socket_of(&store);
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", socket.display()));
    remove_stale(&socket).map_err(named)?;
    let address = Address::of(&socket).map_err(named)?;
    let listener = UnixListener::bind(address.path()).map_err(named)?;
    fs::set_permissions(&socket, Permissions::from_mode(0o600)).map_err(named)?;
    Ok(ControlListener { listener, store, socket })
}

fn remove_stale(socket: &Path) -> io::Result<()> {
    let there = match fs::symlink_metadata(socket) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        there => there?,
    };
    let ours = there.uid() == rustix::process::geteuid().as_raw();
    if !there.file_type().is_socket() || !ours {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "it is there already and no socket of this user; remove it",
        ));
    }
    fs::remove_file(socket)
}

impl Drop for ControlListener {
    fn drop(&mut self) {
        // What is left is replaced at the next start.
        let _ = fs::remove_file(&self.socket);
    }
}
