//! Whoever may ask is answered: the store's owner and root, a few at once, one long work at a time and when nobody else
//! wants the processor.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;
use tokio::sync::{Semaphore, oneshot};
use tokio_util::sync::CancellationToken;

use super::carry_out::carry_out;
use super::listen::ControlListener;
use super::request::{Answer, Request};

/// How many connections are open at once; more wait.
const MOST: usize = 8;
/// How many bytes a request may have.
const LONGEST: u64 = 16 * 1024;
/// How long a client may take to write a request or to read an answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How much a work leaves to others: as much as there is.
const NICE: i32 = 19;

/// Answers until `stop` is cancelled. A work under way goes on until the process ends.
pub async fn serve(control: ControlListener, stop: CancellationToken) {
    let store: Arc<Path> = control.store.clone().into();
    let places = Arc::new(Semaphore::new(MOST));
    let work = Arc::new(Semaphore::new(1));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            accepted = control.listener.accept() => accepted,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "A command could not reach the service.");
                // Out of files, as a rule: there is time until one is closed.
                let _ = tokio::time::timeout(PATIENCE, stop.cancelled()).await;
                continue;
            }
        };
        let (store, work) = (Arc::clone(&store), Arc::clone(&work));
        tokio::spawn(async move {
            // A client that goes away is no matter.
            let _ = converse(stream, store, &work).await;
            drop(place);
        });
    }
}

/// Answers each line of a connection, until the client has no more.
async fn converse(mut stream: UnixStream, store: Arc<Path>, work: &Semaphore) -> io::Result<()> {
    let asker = stream.peer_cred()?.uid();
    if ![0, rustix::process::geteuid().as_raw()].contains(&asker) {
        let refusal =
            Answer::Error("only the user that the service runs as, and root, may ask".to_owned());
        return say(&mut stream, &refusal).await;
    }
    let (reading, mut writing) = stream.split();
    let mut reading = BufReader::new(reading);
    loop {
        let mut line = Vec::new();
        let mut bounded = (&mut reading).take(LONGEST);
        let read = tokio::time::timeout(PATIENCE, bounded.read_until(b'\n', &mut line)).await;
        let Ok(Ok(1..)) = read else { return Ok(()) };
        let answer = match serde_json::from_slice(&line) {
            Ok(request) => answer(&store, request, work).await,
            Err(error) => Answer::Error(format!("not a request: {error}")),
        };
        say(&mut writing, &answer).await?;
    }
}

async fn answer(store: &Arc<Path>, request: Request, work: &Semaphore) -> Answer {
    let Ok(_alone) = work.try_acquire() else {
        return Answer::Error(
            "another command is under way; try again when it has ended".to_owned(),
        );
    };
    let (done, answered) = oneshot::channel();
    let store = Arc::clone(store);
    let started = thread::Builder::new().name("control".to_owned()).spawn(move || {
        // It may be refused; then it takes its share like any other thread.
        let _ = rustix::process::nice(NICE);
        let _ = done.send(carry_out(&store, &request));
    });
    let failed =
        |error: &dyn std::fmt::Display| Answer::Error(format!("it could not be done: {error}"));
    match started {
        Ok(_) => answered.await.unwrap_or_else(|error| failed(&error)),
        Err(error) => failed(&error),
    }
}

async fn say(writing: &mut (impl AsyncWriteExt + Unpin), answer: &Answer) -> io::Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    tokio::time::timeout(PATIENCE, writing.write_all(&line)).await?
}
