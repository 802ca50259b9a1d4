//! What a secret hardly ever has and a file or a shell easily adds: a byte order mark, quotes around it, characters that are
//! not visible ASCII. It is told without a letter of the secret.

/// What editors of Windows put before a text in UTF-8.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The secret in a text, and what is odd about the text, each as the end of a sentence that begins with the key. A byte
/// order mark is no part of a secret and left out; all else stays as it is written. `is_one_of_several` is whether it was
/// separated from others, which quotes around all of them would tear.
pub(crate) fn secret_in(text: &str, is_one_of_several: bool) -> (&str, Vec<String>) {
    let secret = text.trim_start_matches(BYTE_ORDER_MARK);
    let mut odd = Vec::new();
    let secret = if secret.len() == text.len() {
        text
    } else {
        odd.push(
            "begins with a byte order mark, which is left out; save it without one".to_owned(),
        );
        secret.trim()
    };
    if is_quoted(secret, is_one_of_several) {
        odd.push(
            "stands in quotes, which count as part of it (an --env-file keeps them); write it without"
                .to_owned(),
        );
    }
    if let Some(at) = secret.chars().position(|character| !character.is_ascii_graphic()) {
        odd.push(format!(
            "has a blank, a control or a letter beyond ASCII as its character {}; secrets seldom do",
            at + 1
        ));
    }
    (secret, odd)
}

/// Whether quotes are around a text; around one of several, whether one is at either end.
pub(crate) fn is_quoted(text: &str, is_one_of_several: bool) -> bool {
    ['"', '\'', '`'].into_iter().any(|quote| {
        let (begins, ends) = (text.starts_with(quote), text.ends_with(quote));
        if is_one_of_several { begins || ends } else { begins && ends && text.len() > 1 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_as_they_are_is_not_odd() {
        for secret in ["024h1IlD", "whsec_MDEy+/=", "\"", "'a", "a\"b", "it's\"", "!#$%&()*~"] {
            assert_eq!(secret_in(secret, false), (secret, vec![]), "{secret}");
        }
    }

    #[test]
    fn what_an_editor_or_a_shell_added_is_told_and_nothing_of_the_secret() {
        const MARK: &str = "begins with a byte order mark";
        const QUOTES: &str = "stands in quotes";
        const LETTER: &str = "beyond ASCII as its character ";
        for (text, secret, told) in [
            ("\u{feff}hush", "hush", vec![MARK]),
            ("\u{feff}\u{feff} hush", "hush", vec![MARK]),
            ("\"hush\"", "\"hush\"", vec![QUOTES]),
            ("'hush'", "'hush'", vec![QUOTES]),
            ("`hush`", "`hush`", vec![QUOTES]),
            ("\u{feff}\"hush\"", "\"hush\"", vec![MARK, QUOTES]),
            ("“hush”", "“hush”", vec![LETTER]),
            ("hu sh", "hu sh", vec![LETTER]),
            ("hush\u{200b}", "hush\u{200b}", vec![LETTER]),
            ("hu\u{fffd}sh", "hu\u{fffd}sh", vec![LETTER]),
            ("hush\u{feff}", "hush\u{feff}", vec![LETTER]),
            ("hush\tñ", "hush\tñ", vec![LETTER]),
        ] {
            let (found, odd) = secret_in(text, false);
            assert_eq!((found, odd.len()), (secret, told.len()), "{text:?}: {odd:?}");
            for (odd, told) in odd.iter().zip(&told) {
                assert!(odd.contains(told), "{text:?}: {odd}");
                assert!(!odd.contains("hu") && !odd.contains('ñ'), "{odd}");
            }
        }
        let (_, odd) = secret_in("hush ñ", false);
        assert!(odd[0].contains("character 5;"), "{odd:?}");
        assert_eq!((is_quoted("\"hush", true), is_quoted("\"hush", false)), (true, false));
    }
}
