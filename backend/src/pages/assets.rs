//! The pages' style sheets and icon, compiled into the program.

use std::sync::LazyLock;

use http::header;

use crate::content::kept::KeptContent;

/// These files keep their names when they change, so browsers ask again after five minutes.
const ASKED_AGAIN: &str = "public, max-age=300";

static ASSETS: LazyLock<[(&str, KeptContent); 3]> = LazyLock::new(|| {
    const CSS: &str = "text/css; charset=utf-8";
    [
        ("pages.css", asset(CSS, include_str!("../../assets/pages.css"))),
        ("docs.css", asset(CSS, include_str!("../../assets/docs.css"))),
        ("pse.svg", asset("image/svg+xml", include_str!("../../assets/pse.svg"))),
    ]
});

fn asset(kind: &'static str, text: &'static str) -> KeptContent {
    KeptContent::new(kind, text).with(header::CACHE_CONTROL, ASKED_AGAIN)
}

/// Finds a static file that pages link to, by its name: a style sheet or the icon.
#[must_use]
pub fn find(name: &str) -> Option<&'static KeptContent> {
    ASSETS.iter().find(|(known, _)| *known == name).map(|(_, asset)| asset)
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    #[test]
    fn each_file_has_a_tag_of_its_own() {
        let tags = ["pages.css", "docs.css", "pse.svg"]
            .map(|name| find(name).unwrap().answer(&HeaderMap::new()).headers()["etag"].clone());
        assert!(tags.iter().all(|tag| tag.len() == 26), "{tags:?}");
        assert_ne!(tags[0], tags[1]);
        assert!(find("../Cargo.toml").is_none());
    }
}
