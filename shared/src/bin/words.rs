//! Writes each language's file for the widget's build: `pse-words <folder>` makes `es.txt`, `en.txt`, `pt.txt`.

use std::path::PathBuf;
use std::process::ExitCode;

use pse_shared::words::{Language, of};

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        return ExitCode::from(2);
    };
    for language in Language::ALL {
        let file = folder.join(language.code()).with_extension("txt");
        if std::fs::write(file, of(language).lines()).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
