//! Commands about the store, and what they print.

use std::path::Path;
use std::process::{Command, Output};

use pse_tests::{Backend, Setup};
use serde_json::Value;

/// A place where commands about a store are run.
pub(crate) trait Commands {
    /// Runs the program to its end.
    fn ends(&self, arguments: &[&str]) -> Output;

    /// What a command prints that must succeed.
    fn does(&self, arguments: &[&str]) -> String {
        let output = self.ends(arguments);
        let (said, errors) = said(&output);
        assert!(output.status.success(), "{arguments:?}: {said}{errors}");
        said
    }

    /// What a command says that must be refused.
    fn refuses(&self, arguments: &[&str]) -> String {
        let output = self.ends(arguments);
        let (said, errors) = said(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}{errors}");
        said + &errors
    }

    /// What the store has.
    fn stats(&self) -> Value {
        self.does(&["store", "stats", "-o", "json"]).parse().unwrap()
    }
}

impl Commands for Backend {
    fn ends(&self, arguments: &[&str]) -> Output {
        self.run(arguments)
    }
}

impl Commands for Setup {
    fn ends(&self, arguments: &[&str]) -> Output {
        self.run(arguments)
    }
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// The rows of a table in what `store stats` prints.
pub(crate) fn rows(stats: &Value, table: &str) -> u64 {
    let tables = stats["tables"].as_array().unwrap();
    let table = tables.iter().find(|it| it["table"] == table).unwrap();
    table["rows"].as_u64().unwrap()
}

/// Adds people to a store's file, so that a copy takes its time.
pub(crate) fn with_many_people(file: &Path, number: u32) {
    const ADD: &str = "
import hashlib, json, sqlite3, sys
d = sqlite3.connect(sys.argv[1])
def person(n):
    data = json.dumps({'document': str(n)})
    return ('demo', hashlib.sha256(data.encode()).digest()[:16], data)
d.executemany('INSERT INTO persons (site, digest, data) VALUES (?, ?, ?)', map(person, range(int(sys.argv[2]))))
d.commit()
";
    let mut python = Command::new("python3");
    let added = python.args(["-c", ADD]).arg(file).arg(number.to_string()).status();
    assert!(added.unwrap().success());
}
