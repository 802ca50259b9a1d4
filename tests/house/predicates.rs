//! Which items are compiled for tests only, by their attributes.

use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

/// Whether an item with these attributes is there in no build but that of tests: `#[test]`, or a `#[cfg(…)]`
/// that nothing but `test` can make true.
pub(crate) fn only_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        let is_test = path.segments.last().is_some_and(|last| last.ident == "test");
        let is_false = path.is_ident("cfg")
            && attribute
                .parse_args::<Meta>()
                .is_ok_and(|predicate| without_tests(&predicate) == Some(false));
        is_test || is_false
    })
}

/// What a predicate comes to without `test`; `None` when that depends on the build.
fn without_tests(predicate: &Meta) -> Option<bool> {
    let parts = || match predicate {
        Meta::List(list) => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .map(|parts| parts.iter().map(without_tests).collect::<Vec<_>>())
            .unwrap_or_default(),
        Meta::Path(_) | Meta::NameValue(_) => Vec::new(),
    };
    let path = predicate.path();
    if path.is_ident("test") {
        Some(false)
    } else if path.is_ident("not") {
        parts().first().copied().flatten().map(|part| !part)
    } else if path.is_ident("all") {
        decided(&parts(), false)
    } else if path.is_ident("any") {
        decided(&parts(), true)
    } else {
        None
    }
}

/// One part that is `decisive` decides; otherwise every part must be known.
fn decided(parts: &[Option<bool>], decisive: bool) -> Option<bool> {
    if parts.contains(&Some(decisive)) {
        Some(decisive)
    } else if parts.contains(&None) {
        None
    } else {
        Some(!decisive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_tests_alone_can_have_is_for_tests() {
        for (attribute, expected) in [
            ("#[cfg(test)]", true),
            ("#[test]", true),
            ("#[tokio::test]", true),
            ("#[cfg(all(test, unix))]", true),
            ("#[cfg(all(unix, not(any(not(test), windows))))]", true),
            ("#[cfg(any(test, feature = \"sample\"))]", false),
            ("#[cfg(not(test))]", false),
            ("#[cfg(unix)]", false),
            ("#[derive(Debug)]", false),
        ] {
            let item: syn::ItemStruct = syn::parse_str(&format!("{attribute} struct S;")).unwrap();
            assert_eq!(only_for_tests(&item.attrs), expected, "{attribute}");
        }
    }
}
