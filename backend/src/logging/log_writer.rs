//! Writes log lines on a thread of its own, so that a log that cannot be written never harms a request: lines that the
//! output refuses are counted, and so are those that find the queue full because nobody reads the output.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use tracing_subscriber::fmt::MakeWriter;

/// How many lines may wait to be written.
const QUEUED_LINES: usize = 16_384;
/// How many bytes of them.
const QUEUED_BYTES: usize = 4 * 1024 * 1024;
/// How long an output that stands still is waited for at the end.
const LAST_LINES: Duration = Duration::from_secs(1);

/// Writes log lines without ever making their sender wait or fail. Clones write to the same output.
#[derive(Debug, Clone)]
pub struct LogWriter {
    // It grows with what waits: one of a fixed size would be half a megabyte of memory at rest.
    queue: Sender<Queued>,
    counts: Arc<Counts>,
}

#[derive(Debug)]
enum Queued {
    Line(Vec<u8>),
    /// Told once everything before it is written.
    Mark(SyncSender<()>),
}

#[derive(Debug, Default)]
struct Counts {
    waiting_lines: AtomicUsize,
    waiting_bytes: AtomicUsize,
    lost: AtomicU64,
}

impl LogWriter {
    /// Starts the thread that writes to an output.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(output: impl Write + Send + 'static) -> io::Result<Self> {
        let (queue, lines) = channel();
        let counts = Arc::<Counts>::default();
        let counted = Arc::clone(&counts);
        thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || write_all(&lines, output, &counted))?;
        Ok(Self { queue, counts })
    }

    /// How many lines could not be written since the start.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.counts.lost.load(Ordering::Relaxed)
    }

    /// Waits until everything said so far is written, for a second at most.
    pub fn finish(&self) {
        let (written, wait) = sync_channel(1);
        if self.queue.send(Queued::Mark(written)).is_ok() {
            // Whatever the output has not taken by now is left.
            let _ = wait.recv_timeout(LAST_LINES);
        }
    }

    fn queue(&self, line: &[u8]) {
        let counts = &self.counts;
        let lines = counts.waiting_lines.fetch_add(1, Ordering::Relaxed);
        let bytes = counts.waiting_bytes.fetch_add(line.len(), Ordering::Relaxed);
        let fits = lines < QUEUED_LINES && bytes.saturating_add(line.len()) <= QUEUED_BYTES;
        if !fits || self.queue.send(Queued::Line(line.to_vec())).is_err() {
            counts.goes(line.len());
            counts.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Counts {
    /// A line of so many bytes waits no longer.
    fn goes(&self, bytes: usize) {
        self.waiting_lines.fetch_sub(1, Ordering::Relaxed);
        self.waiting_bytes.fetch_sub(bytes, Ordering::Relaxed);
    }
}

fn write_all(lines: &Receiver<Queued>, mut output: impl Write, counts: &Counts) {
    for queued in lines {
        match queued {
            Queued::Line(line) => {
                if output.write_all(&line).is_err() {
                    counts.lost.fetch_add(1, Ordering::Relaxed);
                }
                counts.goes(line.len());
            }
            Queued::Mark(written) => {
                // Whoever waited may have given up.
                let _ = written.try_send(());
            }
        }
    }
}

/// One call writes one line, as the formatters of logs do.
impl Write for &LogWriter {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.queue(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for LogWriter {
    type Writer = &'a Self;

    fn make_writer(&'a self) -> Self::Writer {
        self
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// An output that takes a line only when it is allowed one.
    struct Held {
        allowed: Receiver<io::Result<()>>,
        written: Written,
    }

    impl Write for Held {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            self.allowed.recv().unwrap_or(Ok(()))?;
            self.written.lock().unwrap().write(line)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    type Written = Arc<Mutex<Vec<u8>>>;

    fn held() -> (LogWriter, Sender<io::Result<()>>, Written) {
        let (allow, allowed) = channel();
        let written = Written::default();
        let writer = LogWriter::start(Held { allowed, written: Arc::clone(&written) });
        (writer.unwrap(), allow, written)
    }

    #[test]
    fn lines_are_written_in_their_order() {
        let (writer, allow, written) = held();
        drop(allow);
        for line in ["one\n", "two\n", "three\n"] {
            (&writer).write_all(line.as_bytes()).unwrap();
        }
        writer.finish();
        assert_eq!(*written.lock().unwrap(), b"one\ntwo\nthree\n");
        assert_eq!(writer.lost(), 0);
    }

    #[test]
    fn what_the_output_refuses_is_counted_and_the_next_line_is_tried() {
        let (writer, allow, written) = held();
        for answer in [Err(io::ErrorKind::StorageFull.into()), Ok(())] {
            allow.send(answer).unwrap();
        }
        (&writer).write_all(b"refused\n").unwrap();
        (&writer).write_all(b"taken\n").unwrap();
        writer.finish();
        assert_eq!(*written.lock().unwrap(), b"taken\n");
        assert_eq!(writer.lost(), 1);
    }

    #[test]
    fn so_many_lines_wait_and_no_more_however_short() {
        let (writer, allow, written) = held();
        for _ in 0..QUEUED_LINES + 9 {
            (&writer).write_all(b"x").unwrap();
        }
        assert_eq!(writer.lost(), 9);
        drop(allow);
        writer.finish();
        assert_eq!(written.lock().unwrap().len(), QUEUED_LINES);
    }

    #[test]
    fn an_output_that_stands_still_keeps_nobody_waiting_and_memory_bounded() {
        let (writer, allow, written) = held();
        let line = vec![b'x'; 64 * 1024];
        let fit = QUEUED_BYTES / line.len();
        for _ in 0..fit + 9 {
            (&writer).write_all(&line).unwrap();
        }
        assert_eq!(writer.lost(), 9);
        drop(allow);
        writer.finish();
        assert_eq!(written.lock().unwrap().len(), fit * line.len());
        (&writer).write_all(&line).unwrap();
        assert_eq!(writer.lost(), 9);
    }
}
