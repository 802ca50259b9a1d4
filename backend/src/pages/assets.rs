//! The pages' style sheets and icon, compiled into the program.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// A static file that pages link to: a style sheet or the icon.
#[derive(Debug)]
pub struct Asset {
    name: &'static str,
    /// The file's `Content-Type`.
    pub kind: &'static str,
    /// The file's content.
    pub text: &'static str,
    /// The file's `ETag`, with its quotes.
    pub etag: String,
}

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    const CSS: &str = "text/css; charset=utf-8";
    [
        asset("pages.css", CSS, include_str!("../../assets/pages.css")),
        asset("docs.css", CSS, include_str!("../../assets/docs.css")),
        asset("pse.svg", "image/svg+xml", include_str!("../../assets/pse.svg")),
    ]
});

fn asset(name: &'static str, kind: &'static str, text: &'static str) -> Asset {
    let hash = Sha256::digest(text);
    let short = data_encoding::HEXLOWER.encode(hash.get(..12).unwrap_or(&hash));
    Asset { name, kind, text, etag: format!("\"{short}\"") }
}

/// Finds a static file by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_a_tag_of_its_own() {
        let tags =
            ["pages.css", "docs.css", "pse.svg"].map(|name| find(name).unwrap().etag.clone());
        assert!(tags.iter().all(|tag| tag.len() == 26), "{tags:?}");
        assert_ne!(tags[0], tags[1]);
        assert!(find("../Cargo.toml").is_none());
    }
}
