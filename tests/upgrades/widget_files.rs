//! The files of the previous release's widget, which pages that are open, and loaders that browsers keep, ask this release for.

use reqwest::Method;

use pse_tests::{Backend, previous_release};

#[tokio::test]
async fn every_hashed_file_of_the_previous_release_s_widget_is_served_for_ever() {
    let Some(previous) = previous_release() else { return };
    let service = Backend::start().await;
    let mut seen = 0;
    for file in std::fs::read_dir(&previous.widget).expect("its folder can be read") {
        let file = file.expect("its folder can be read");
        let name = file.file_name().into_string().expect("a name in letters");
        if !name.starts_with("pse-checkout-") || name.ends_with(".br") {
            continue;
        }
        let request = service.http().request(Method::GET, &format!("/widget/{name}"));
        let answer = request.send().await.expect("an answer");
        let missing = "scripts/keep-released keeps the previous release's files";
        assert_eq!(answer.status().as_u16(), 200, "{name}: {missing}");
        assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
        let is = std::fs::read(file.path()).expect("the file can be read");
        assert_eq!(answer.bytes().await.expect("a body"), is, "{name}");
        seen += 1;
    }
    assert!(seen >= 5, "module, WebAssembly and each language's words: {seen}");
}
