//! Paths in the tokens of macros and attributes, where there is no syntax to go by.

use proc_macro2::{TokenStream, TokenTree};

use crate::modules::{Reference, Segments};

/// Every path (`a::b::c`, `a`) and every macro call (`a::b!`) in the tokens, groups included. What follows a dot is
/// a field or a method, and no path.
pub(crate) fn references(tokens: TokenStream) -> Vec<Reference> {
    let mut found = Vec::new();
    read(tokens, &mut found);
    found
}

/// The keys of attributes whose texts are paths, as serde's are.
const QUOTED: [&str; 5] =
    ["with", "serialize_with", "deserialize_with", "default", "skip_serializing_if"];

/// The paths that texts in the tokens are, as serde's attributes have them: those under such a key, and any that says
/// where it begins.
pub(crate) fn quoted_references(tokens: TokenStream) -> Vec<Reference> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(quoted_references(group.stream())),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let text = text.trim_matches('"');
                let is_path =
                    ["crate::", "super::", "self::"].iter().any(|it| text.starts_with(it))
                        || is_under_a_key(&tokens, at);
                if let Some(path) =
                    is_path.then(|| syn::parse_str::<syn::Path>(text).ok()).flatten()
                {
                    let mut path = segments(&path);
                    // Of a module something in it is meant; of anything else this says no more than its own name.
                    path.push("serialize".to_owned());
                    found.push(Reference { path, is_macro: false });
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found
}

/// Whether the token at a place follows `key =`, for a key whose texts are paths.
fn is_under_a_key(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at.wrapping_sub(1), '=')
        && matches!(tokens.get(at.wrapping_sub(2)), Some(TokenTree::Ident(key)) if QUOTED.iter().any(|it| key == it))
}

/// A path's names, without their generic arguments.
pub(crate) fn segments(path: &syn::Path) -> Segments {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

/// All words in the tokens, groups included.
pub(crate) fn words(tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => words(group.stream()),
            TokenTree::Ident(word) => vec![word.to_string()],
            TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
        })
        .collect()
}

fn read(tokens: TokenStream, found: &mut Vec<Reference>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => read(group.stream(), found),
            TokenTree::Ident(first) => {
                let begins = !is_punct(&tokens, at.wrapping_sub(1), '.')
                    || is_punct(&tokens, at.wrapping_sub(2), '.');
                let mut path = vec![first.to_string()];
                while is_punct(&tokens, at + 1, ':') && is_punct(&tokens, at + 2, ':') {
                    let Some(TokenTree::Ident(next)) = tokens.get(at + 3) else { break };
                    path.push(next.to_string());
                    at += 3;
                }
                if begins {
                    let is_macro =
                        is_punct(&tokens, at + 1, '!') && !is_punct(&tokens, at + 2, '=');
                    found.push(Reference { path, is_macro });
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        at += 1;
    }
}

fn is_punct(tokens: &[TokenTree], at: usize, sign: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}
