//! A running program: what it says, and its end.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;

use tokio::sync::watch;
use tokio::time::timeout;

use crate::wait::{TIMEOUT, wait_until};

/// A program that runs until it is dropped.
#[derive(Debug)]
pub struct Process {
    name: &'static str,
    child: Child,
    said: watch::Sender<Vec<String>>,
}

impl Process {
    /// Starts a program.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start(name: &'static str, command: &mut Command) -> Self {
        Self::start_with(name, command, Stdio::piped())
    }

    /// Starts a program whose standard error goes there, and is not heard unless it is a new pipe.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start_with(name: &'static str, command: &mut Command, errors: Stdio) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} cannot be started: {error}"));
        let said = watch::Sender::default();
        listen(child.stdout.take(), said.clone());
        listen(child.stderr.take(), said.clone());
        Self { name, child, said }
    }

    /// Waits for a line on either of the program's outputs in which `find` finds something.
    ///
    /// # Panics
    /// When it ends, or takes too long, without having said it.
    pub async fn says<T>(&mut self, what: &str, find: impl Fn(&str) -> Option<T>) -> T {
        let mut hearing = self.said.subscribe();
        let hear = async {
            loop {
                let found = hearing.borrow_and_update().iter().find_map(|line| find(line));
                if let Some(found) = found {
                    return Some(found);
                }
                tokio::select! {
                    _ = hearing.changed() => {}
                    () = self.ends() => return None,
                }
            }
        };
        let heard = timeout(TIMEOUT, hear).await.unwrap_or_default();
        heard.unwrap_or_else(|| panic!("{} did not say {what}: {:#?}", self.name, self.said()))
    }

    /// The process's id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// All lines of both outputs so far.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        self.said.borrow().clone()
    }

    /// Sends SIGKILL: the program has no time for anything.
    pub fn kill(&mut self) {
        // Fails when it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Sends SIGTERM: the program may finish what is under way.
    pub fn ask_to_stop(&self) {
        self.signal("TERM");
    }

    /// Sends SIGSTOP: the program stands still, and time goes on.
    pub fn suspend(&self) {
        self.signal("STOP");
    }

    /// Sends SIGCONT: the program goes on where it stood still.
    pub fn resume(&self) {
        self.signal("CONT");
    }

    fn signal(&self, signal: &str) {
        let (signal, id) = (format!("-{signal}"), self.child.id().to_string());
        let sent =
            Command::new("sh").args(["-c", "kill \"$1\" \"$2\"", "sh", &signal, &id]).status();
        assert!(sent.is_ok_and(|status| status.success()), "{} gets no signal", self.name);
    }

    /// Waits for the program's end.
    ///
    /// # Panics
    /// When it goes on for too long.
    pub async fn exit(&mut self) -> ExitStatus {
        let what = format!("the end of {}", self.name);
        wait_until(&what, async || self.child.try_wait().expect("a child can be waited for")).await
    }

    async fn ends(&mut self) {
        let what = format!("the end of {}", self.name);
        wait_until(&what, async || self.child.try_wait().ok().flatten()).await;
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
        if thread::panicking() {
            // The test harness shows this beside what failed.
            show(self.name, &self.said.borrow());
        }
    }
}

#[expect(clippy::print_stderr, reason = "a failed test shows what its programs said")]
fn show(name: &str, lines: &[String]) {
    for line in lines {
        eprintln!("{name} | {line}");
    }
}

fn listen(output: Option<impl Read + Send + 'static>, said: watch::Sender<Vec<String>>) {
    let Some(output) = output else { return };
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            said.send_modify(|lines| lines.push(line));
        }
    });
}
