//! The crate knows nothing of the trade of the programs that use it.

use std::path::Path;

/// Words that would tie the crate to one program.
const FOREIGN: [&str; 12] = [
    "bank", "banks", "checkout", "demo", "merchant", "payment", "payments", "provider", "pse",
    "sandbox", "site", "sites",
];

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if !path.ends_with("words.rs") && !path.ends_with("Cargo.toml") {
            found.push(path);
        }
    }
}

#[test]
fn no_word_of_a_trade_is_in_the_crate() {
    let mut found = Vec::new();
    files(Path::new(env!("CARGO_MANIFEST_DIR")), &mut found);
    assert!(found.len() > 20, "{found:?}");
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replace("pse_settings", "").replace("pse-settings", "").to_lowercase();
        for (number, line) in text.lines().enumerate() {
            let word = line.split(|c: char| !c.is_alphabetic()).find(|word| FOREIGN.contains(word));
            assert_eq!(word, None, "{}:{}", path.display(), number + 1);
        }
    }
}
