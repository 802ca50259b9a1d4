//! Writes what the widget's build takes from this crate: `pse-words <folder>` makes `es.txt`, `en.txt`, `pt.txt` (each
//! language's texts, one a line) and `loader.json` (the labels and addresses that the loader is built with, by name).

use std::error::Error;
use std::path::PathBuf;

use pse_shared::paths;
use pse_shared::words::{Language, of};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder =
        std::env::args_os().nth(1).map(PathBuf::from).ok_or("usage: pse-words <folder>")?;
    for language in Language::ALL {
        std::fs::write(folder.join(language.code()).with_extension("txt"), of(language).lines())?;
    }
    std::fs::write(folder.join("loader.json"), format!("{:#}\n", loader()))?;
    Ok(())
}

/// The texts that the loader shows before a language's file has arrived, and the addresses it asks; `{…}` stands for
/// what it puts into an address.
fn loader() -> Value {
    let labels = Language::ALL.map(|language| {
        let words = of(language);
        let said = json!({
            "pay": words.pay(),
            "loading": words.loading(),
            "asking_outcome": words.asking_outcome(),
            "slow": words.slow(),
            "failed": words.failed_title(),
        });
        (language.code().to_owned(), said)
    });
    json!({
        "labels": Map::from_iter(labels),
        "paths": {
            "checkout": paths::checkout("{id}"),
            "checkout_banks": paths::checkout_banks("{id}"),
            "pay": paths::pay("{id}"),
            "widget_file": paths::widget_file("{name}"),
        },
        "return_parameter": paths::RETURN_PARAMETER,
    })
}
