//! Sets logs up: their level, and their format for people or for machines.

use std::io::{self, IsTerminal as _};

use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;
use tracing_subscriber::fmt::MakeWriter;

use super::log_writer::LogWriter;
use super::one_line::{EscapedJson, HumanFields};
use super::panics;
use crate::config::{LogFormat, ServerConfig, log_filter};

/// Why logging could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    /// The log level or directives are malformed.
    #[error("server.log_level: {0}")]
    Level(#[from] ParseError),
    /// Logging was already set up in this process.
    #[error("logging was already begun")]
    AlreadyBegun,
    /// The thread that writes the log cannot be started.
    #[error("the log's thread cannot be started: {0}")]
    Thread(#[from] io::Error),
}

/// Sets up logging to standard error, once per process. Returns the writer of its lines, which knows how many were lost.
///
/// # Errors
/// When the level is malformed, logging was already set up, or its thread cannot be started.
pub fn init(server: &ServerConfig) -> Result<LogWriter, LoggingError> {
    let filter = log_filter::parse(&server.log_level)?;
    let terminal = io::stderr().is_terminal();
    let writer = LogWriter::start(io::stderr())?;
    let lines = writer.clone();
    let begun = match resolved(server.log, terminal) {
        Resolved::Json => tracing::subscriber::set_global_default(json(filter, lines)),
        Resolved::Human => tracing::subscriber::set_global_default(human(filter, terminal, lines)),
    };
    begun.map_err(|_| LoggingError::AlreadyBegun)?;
    panics::log_panics();
    Ok(writer)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Resolved {
    Json,
    Human,
}

const fn resolved(format: LogFormat, terminal: bool) -> Resolved {
    match format {
        LogFormat::Json => Resolved::Json,
        LogFormat::Human => Resolved::Human,
        LogFormat::Auto if terminal => Resolved::Human,
        LogFormat::Auto => Resolved::Json,
    }
}

fn json<W>(filter: EnvFilter, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(EscapedJson(writer))
        // They would go to standard error, which may be what cannot be written.
        .log_internal_errors(false)
        .finish()
}

fn human<W>(filter: EnvFilter, colours: bool, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .fmt_fields(HumanFields)
        .with_ansi(colours)
        .with_target(false)
        .with_env_filter(filter)
        .with_writer(writer)
        // They would go to standard error, which may be what cannot be written.
        .log_internal_errors(false)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Lines {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    fn say() {
        tracing::debug!("nobody hears this");
        tracing::info!(payment = "pay_1", attempt = 2, "The payment was asked about.");
    }

    #[test]
    fn for_machines_each_line_is_an_object_with_its_fields() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = json(log_filter::parse("info").unwrap(), move || writer.clone());
        tracing::subscriber::with_default(subscriber, say);
        let text = lines.text();
        assert_eq!(text.lines().count(), 1, "{text}");
        let line: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["message"], "The payment was asked about.");
        assert_eq!(line["payment"], "pay_1");
        assert_eq!(line["attempt"], 2);
        assert_eq!(line["level"], "INFO");
        assert!(line["timestamp"].as_str().unwrap().ends_with('Z'));
    }

    #[test]
    fn for_people_the_sentence_stands_in_a_plain_line() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = human(log_filter::parse("info").unwrap(), false, move || writer.clone());
        tracing::subscriber::with_default(subscriber, say);
        let text = lines.text();
        assert!(text.contains("INFO The payment was asked about. payment=\"pay_1\""), "{text}");
        assert_eq!(text.lines().count(), 1, "{text}");
    }

    /// A text with every kind of character that could begin a line of its own or steer a terminal.
    const HOSTILE: &str = "a\n{\"level\":\"INFO\"}\r\t\u{0}\u{1b}[31m\u{7f}\u{85}\u{9b}2J\u{2028}\u{2029}\u{202e}\u{200b}\u{e0041}ñ";

    fn quote() {
        let error = io::Error::other(HOSTILE);
        let nested: &(dyn std::error::Error + 'static) = &error;
        let _span = tracing::info_span!("request", path = %HOSTILE).entered();
        tracing::info!(text = HOSTILE, shown = %HOSTILE, debugged = ?HOSTILE, %error, nested, "Said {HOSTILE}");
    }

    #[test]
    fn whatever_others_write_a_line_for_machines_is_one_line_that_says_it_exactly() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = json(log_filter::parse("info").unwrap(), move || writer.clone());
        tracing::subscriber::with_default(subscriber, quote);
        let text = lines.text();
        let line = text.strip_suffix('\n').unwrap();
        assert!(!line.contains(pse_core::text::is_unseen), "{line:?}");
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        for field in ["text", "shown", "error", "nested"] {
            assert_eq!(line[field], HOSTILE, "{field}");
        }
        assert_eq!(line["span"]["path"], HOSTILE);
        assert_eq!(line["message"], format!("Said {HOSTILE}"));
    }

    #[test]
    fn whatever_others_write_a_line_for_people_is_one_line() {
        for colours in [false, true] {
            let lines = Lines::default();
            let writer = lines.clone();
            let subscriber =
                human(log_filter::parse("info").unwrap(), colours, move || writer.clone());
            tracing::subscriber::with_default(subscriber, quote);
            let text = lines.text();
            // Our own colours are short and end in an m.
            let mut line = text.strip_suffix('\n').unwrap().to_owned();
            for ours in ["0", "1", "2", "3", "32"] {
                line = line.replace(&format!("\u{1b}[{ours}m"), "");
            }
            assert!(!line.contains(pse_core::text::is_unseen), "{line:?}");
            let said = "a\\n{\"level\":\"INFO\"}\\r\\t\\u{0}\\u{1b}[31m\\u{7f}\\u{85}";
            assert_eq!(line.matches(said).count(), 5, "{line:?}");
            assert!(line.contains("ñ text=\"a\\n"), "{line:?}");
        }
    }

    #[test]
    fn a_terminal_decides_only_when_nobody_did() {
        for (format, terminal, expected) in [
            (LogFormat::Auto, true, Resolved::Human),
            (LogFormat::Auto, false, Resolved::Json),
            (LogFormat::Json, true, Resolved::Json),
            (LogFormat::Human, false, Resolved::Human),
        ] {
            assert_eq!(resolved(format, terminal), expected, "{format:?} {terminal}");
        }
    }
}
