//! The command's end: a request is the service's that has the store, or carried out here where none runs.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::UnixStream;
use std::path::Path;

use super::address::{Address, socket_of};
use super::carry_out::carry_out;
use super::request::{Answer, Request};

/// Asks the service that has a store's file; carries the request out itself where no service runs.
#[must_use]
pub fn ask(store: &Path, request: &Request) -> Answer {
    let store = store.canonicalize().unwrap_or_else(|_| store.to_owned());
    match connected(&store) {
        Some(stream) => converse(&stream, request)
            .unwrap_or_else(|error| Answer::Error(format!("the service did not answer: {error}"))),
        None => carry_out(&store, request),
    }
}

/// A connection to the service that has a store's file; `None` where none runs.
fn connected(store: &Path) -> Option<UnixStream> {
    let socket = socket_of(store);
    let there = fs::symlink_metadata(&socket).ok()?;
    let owners = [0, rustix::process::geteuid().as_raw(), store.metadata().ok()?.uid()];
    if !there.file_type().is_socket() || !owners.contains(&there.uid()) {
        return None;
    }
    UnixStream::connect(Address::of(&socket).ok()?.path()).ok()
}

fn converse(mut stream: &UnixStream, request: &Request) -> io::Result<Answer> {
    let mut line = serde_json::to_vec(request)?;
    line.push(b'\n');
    stream.write_all(&line)?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer)?;
    if answer.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(serde_json::from_str(&answer)?)
}
