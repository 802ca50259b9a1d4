//! `docs/openapi.json` is what is generated, so that a change of the API is seen where changes are read.

use crate::routes::endpoints::description;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");

#[test]
fn the_file_is_what_the_types_and_handlers_say() {
    let written = std::fs::read_to_string(FILE).unwrap();
    let generated = description().to_pretty_json().unwrap();
    let difference =
        written.lines().zip(generated.lines()).find(|(written, generated)| written != generated);
    assert_eq!(difference, None, "`make openapi` writes the file anew");
    assert_eq!(written.trim_end(), generated, "`make openapi` writes the file anew");
}
