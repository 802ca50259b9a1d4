//! Finding a bank as people type one: accents, case and punctuation do not matter,
//! words may come in any order, and a product's name finds its bank.

use pse_shared::api::Bank;
use pse_shared::text::cut;

/// What a bank's product is called, and the bank that sells it.
const ALIASES: &[(&str, &str)] = &[
    ("alamano", "bancolombia"),
    ("ahorroalamano", "bancolombia"),
    ("bancolombiaalamano", "bancolombia"),
    ("bcs", "cajasocial"),
];

/// A bank that matches, and which characters of its name do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its place in the list that was searched.
    pub index: usize,
    /// The bytes of its name that match, as a range; empty when the match is by an alias
    /// or nothing was typed.
    pub marked: (usize, usize),
}

/// The banks that match, in the list's order; all of them when nothing was typed.
#[must_use]
pub fn find(banks: &[Bank], typed: &str) -> Vec<Found> {
    let alias = ALIASES.iter().find(|(name, _)| place(name, typed) == Some((0, name.len())));
    let mut found = Vec::new();
    for (index, bank) in banks.iter().enumerate() {
        let marked = place(&bank.name, typed)
            .or_else(|| place_words(&bank.name, typed))
            .or_else(|| alias.and_then(|(_, of)| place(&bank.name, of)).map(|_| (0, 0)));
        if let Some(marked) = marked {
            found.push(Found { index, marked });
        }
    }
    found
}

/// Where the first of the words typed is, when the name has them all.
fn place_words(name: &str, typed: &str) -> Option<(usize, usize)> {
    let (first, mut left) = cut(typed, b' ')?;
    let first = place(name, first);
    while let Some((word, rest)) = cut(left, b' ') {
        place(name, word)?;
        left = rest;
    }
    place(name, left).and(first)
}

/// Where what was typed is in a name, in bytes of the name.
fn place(name: &str, typed: &str) -> Option<(usize, usize)> {
    let mut typed = typed.chars().filter_map(fold);
    let Some(first) = typed.next() else { return Some((0, 0)) };
    let mut letters =
        name.char_indices().filter_map(|(at, c)| Some((at, at + c.len_utf8(), fold(c)?)));
    while let Some((start, mut end, letter)) = letters.next() {
        if letter != first {
            continue;
        }
        let mut rest = letters.clone();
        if typed.clone().all(|wanted| match rest.next() {
            Some((_, after, letter)) => {
                end = after;
                letter == wanted
            }
            None => false,
        }) {
            return Some((start, end));
        }
    }
    None
}

/// The ASCII letter or digit a character is searched as; `None` for what does not
/// count (spaces, punctuation).
fn fold(c: char) -> Option<u8> {
    let plain = match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'Á' | 'À' | 'Â' | 'Ã' | 'Ä' => b'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => b'e',
        'í' | 'ì' | 'î' | 'ï' | 'Í' | 'Ì' | 'Î' | 'Ï' => b'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ö' => b'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ú' | 'Ù' | 'Û' | 'Ü' => b'u',
        'ñ' | 'Ñ' => b'n',
        'ç' | 'Ç' => b'c',
        _ if c.is_ascii_alphanumeric() => c.to_ascii_lowercase() as u8,
        _ => return None,
    };
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn banks() -> Vec<Bank> {
        [
            "BANCO DE BOGOTA",
            "BANCO COMERCIAL AVVILLAS S.A.",
            "BANCO DAVIVIENDA",
            "BANCOLOMBIA QA",
            "DAVIPLATA",
            "ITAU",
            "SEIVY – GM FINANCIAL",
            "BANCO POPÚLAR",
        ]
        .into_iter()
        .enumerate()
        .map(|(code, name)| Bank { code: code.to_string(), name: name.to_owned() })
        .collect()
    }

    fn names(typed: &str) -> Vec<String> {
        let banks = banks();
        find(&banks, typed).into_iter().map(|found| banks[found.index].name.clone()).collect()
    }

    fn marked(typed: &str, name: &str) -> String {
        let banks = banks();
        let found = find(&banks, typed).into_iter().find(|f| banks[f.index].name == name).unwrap();
        name[found.marked.0..found.marked.1].to_owned()
    }

    #[test]
    fn accents_case_and_punctuation_do_not_matter() {
        assert_eq!(names("bogotá"), ["BANCO DE BOGOTA"]);
        assert_eq!(names("AV Villas"), ["BANCO COMERCIAL AVVILLAS S.A."]);
        assert_eq!(names("itaú"), ["ITAU"]);
        assert_eq!(names("seivy gm"), ["SEIVY – GM FINANCIAL"]);
    }

    #[test]
    fn part_of_a_name_finds_every_bank_that_has_it() {
        assert_eq!(names("davi"), ["BANCO DAVIVIENDA", "DAVIPLATA"]);
    }

    #[test]
    fn words_come_in_any_order() {
        assert_eq!(names("bogota banco"), ["BANCO DE BOGOTA"]);
        assert!(names("bogota davi").is_empty());
    }

    #[test]
    fn a_product_finds_its_bank() {
        assert_eq!(names("Bancolombia A la Mano"), ["BANCOLOMBIA QA"]);
        assert_eq!(names("ahorro a la mano"), ["BANCOLOMBIA QA"]);
    }

    #[test]
    fn nothing_typed_is_the_whole_list() {
        assert_eq!(names("").len(), banks().len());
        assert_eq!(names(" - ").len(), banks().len());
        assert!(names("xyz").is_empty());
    }

    #[test]
    fn what_matches_is_marked_in_the_name_as_written() {
        assert_eq!(marked("avvillas s", "BANCO COMERCIAL AVVILLAS S.A."), "AVVILLAS S");
        assert_eq!(marked("gm fin", "SEIVY – GM FINANCIAL"), "GM FIN");
        assert_eq!(marked("popular", "BANCO POPÚLAR"), "POPÚLAR");
        assert_eq!(marked("o pop", "BANCO POPÚLAR"), "O POP");
        assert_eq!(marked("a la mano", "BANCOLOMBIA QA"), "");
    }
}
