//! The store suite's list names every behaviour there is.

use std::fs;
use std::path::Path;

#[test]
fn every_behaviour_of_the_suite_is_in_its_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ports/store_suite");
    let list = fs::read_to_string(folder.join("run.rs")).unwrap();
    let mut found = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if path.ends_with("samples.rs") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for behaviour in source.lines().filter_map(|line| line.strip_prefix("pub async fn ")) {
            let name = behaviour.split('(').next().unwrap();
            assert!(
                list.contains(&format!(" {name},")),
                "{name} of {} is in no list",
                path.display()
            );
            found += 1;
        }
    }
    assert!(found > 40, "only {found} behaviours found");
}
