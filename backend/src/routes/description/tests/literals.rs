//! Paths have names, all of them in `pse_shared::paths`: none is spelled out where requests are answered.

use std::path::{Path, PathBuf};

const ROUTES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/routes");

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn no_path_is_spelled_out() {
    let mut read = 0;
    for file in files(Path::new(ROUTES)) {
        if file.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        // Tests ask as a client does, by the path.
        let program = text.split("#[cfg(test)]").next().unwrap();
        let code = program.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let spelled = line.split('"').skip(1).step_by(2).find(|literal| {
                literal.starts_with('/') && literal.len() > 1 && !literal.contains("..")
            });
            assert_eq!(spelled, None, "{}", file.display());
        }
        read += 1;
    }
    assert!(read > 30, "{read} files");
}
