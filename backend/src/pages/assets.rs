//! The pages' style sheets and icon, compiled into the program, and what a merchant's configuration adds.

use std::convert::Infallible;
use std::sync::{Arc, LazyLock};

use http::header;

use crate::config::{Logo, Sites, Theme};
use crate::content::kept::{KeptContent, KeptContents};

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

/// Names that carry a hash are of files that never change.
const KEPT_FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The merchants' own files that have been asked for.
static KEPT: LazyLock<KeptContents> = LazyLock::new(KeptContents::default);

/// Finds a merchant's own file by its name: a site's picture or its colours.
#[must_use]
pub fn find_of_sites(sites: &Sites, name: &str) -> Option<Arc<KeptContent>> {
    let (kind, bytes) = sites.iter().find_map(|site| {
        let logo = site.logo.as_ref().filter(|logo| logo.name == name);
        let theme = site.theme.as_ref().filter(|theme| theme.name == name);
        logo.map(|Logo { kind, bytes, .. }| (*kind, bytes.clone())).or_else(|| {
            theme.map(|Theme { css, .. }| ("text/css; charset=utf-8", css.clone().into()))
        })
    })?;
    let make = || {
        let content = KeptContent::new(kind, bytes);
        Ok::<_, Infallible>(content.with(header::CACHE_CONTROL, KEPT_FOR_EVER))
    };
    KEPT.get_or_make(name.to_owned(), make).ok()
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
