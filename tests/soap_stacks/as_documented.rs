//! The three clients of docs/sandbox.md, run as they are written there, but for the address.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use pse_tests::Sandbox;
use pse_tests::programs::project;

/// The examples: language, name of the file to write, program that runs it, reference of its order.
fn examples() -> [(&'static str, &'static str, PathBuf, &'static str); 3] {
    [
        ("php", "example.php", "php".into(), "PHP-1"),
        ("python", "example.py", project().join("target/venv/bin/python"), "PYTHON-1"),
        ("js", "example.mjs", "node".into(), "NODE-1"),
    ]
}

#[tokio::test]
async fn every_documented_client_creates_a_payment_and_asks_for_it() {
    let sandbox = Sandbox::start().await;
    let document = fs::read_to_string(project().join("docs/sandbox.md")).unwrap();
    let folder = std::env::temp_dir().join(format!("pse-documented-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (language, file, program, reference) in examples() {
        let example = document.split(&format!("```{language}\n")).nth(1).unwrap();
        let example = example.split("```").next().unwrap();
        let example = example.replace("http://127.0.0.1:8081/", &sandbox.url);
        assert!(example.contains(&sandbox.url), "{language} does not name the address");
        fs::write(folder.join(file), example).unwrap();
        let output = Command::new(&program).arg(folder.join(file)).output();
        let output =
            output.unwrap_or_else(|error| panic!("{program:?}: {error}; run scripts/setup test"));
        let printed = String::from_utf8_lossy(&output.stdout);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{language}: {said}");
        let lines: Vec<&str> = printed.lines().collect();
        let begins = format!("SUCCESS {}pse/inicio?enc=", sandbox.url);
        assert!(lines[0].starts_with(&begins), "{language}: {printed}");
        assert_eq!(lines[1], "PENDING", "{language}");
        assert_eq!(sandbox.transaction(reference).await["bank_code"], "1066", "{language}");
    }
    fs::remove_dir_all(&folder).unwrap();
}
