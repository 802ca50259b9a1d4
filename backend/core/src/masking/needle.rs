//! How one text is searched for: letters and digits alone count, in any case and without accents, so that blanks, dots,
//! dashes and ends of lines between them do not hide it. The shorter it is, the stricter, so that a document of four
//! digits does not cover half of what a provider writes.

use core::ops::Range;

use super::units::Unit;

/// The fewest letters and digits of what is searched for by itself; what is shorter is covered only in a text that
/// quotes something else, too.
const SHORTEST: usize = 4;
/// The fewest digits that may have blanks and dots between them.
const PARTED_NUMBER: usize = 6;
/// The fewest letters and digits that are found inside of a longer word or number: a document with its check digit or
/// zeros before it, a telephone with its country's code.
const INSIDE_WORDS: usize = 8;

/// A text that is searched for.
#[derive(Clone, PartialEq, Eq)]
pub struct Needle {
    folded: Vec<char>,
    rule: Rule,
}

/// What stands around and between the characters of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Anything.
    Anywhere,
    /// No further digit beside it.
    WholeNumber,
    /// No further letter or digit beside it.
    WholeWord,
    /// The same, and nothing between its characters.
    AsWritten,
}

impl Needle {
    /// Makes what a text is searched for by; `None` when it is too short to be searched for by itself.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let folded: Vec<char> = text.chars().filter_map(folded).collect();
        let number = folded.iter().all(char::is_ascii_digit);
        let rule = match folded.len() {
            ..SHORTEST => return None,
            INSIDE_WORDS.. => Rule::Anywhere,
            PARTED_NUMBER.. if number => Rule::WholeNumber,
            _ if number => Rule::AsWritten,
            _ => Rule::WholeWord,
        };
        Some(Self { folded, rule })
    }

    /// Makes what a text is searched for by once it is known to quote, however short; `None` for nothing or one
    /// character.
    #[must_use]
    pub fn short(text: &str) -> Option<Self> {
        let folded: Vec<char> = text.chars().filter_map(folded).collect();
        (folded.len() > 1).then_some(Self { folded, rule: Rule::WholeWord })
    }

    /// Whether it is long enough not to stand anywhere by chance.
    #[must_use]
    pub const fn is_long(&self) -> bool {
        self.folded.len() > SHORTEST
    }

    /// Adds the bytes of every hit in these characters.
    pub fn find(&self, hay: &Hay<'_>, hits: &mut Vec<Range<usize>>) {
        for window in hay.folded.windows(self.folded.len()) {
            let same =
                window.iter().zip(&self.folded).all(|((character, _), own)| character == own);
            if !same {
                continue;
            }
            let (Some((_, first)), Some((_, last))) = (window.first(), window.last()) else {
                continue;
            };
            if self.may_stand(hay.units, *first, *last)
                && let (Some(begin), Some(end)) = (hay.units.get(*first), hay.units.get(*last))
            {
                hits.push(begin.start..end.end);
            }
        }
    }

    fn may_stand(&self, units: &[Unit], first: usize, last: usize) -> bool {
        let before = first.checked_sub(1).and_then(|place| units.get(place));
        let beside = [before, units.get(last + 1)];
        let none = |is: fn(char) -> bool| !beside.iter().flatten().any(|unit| is(unit.character));
        match self.rule {
            Rule::Anywhere => true,
            Rule::WholeNumber => none(char::is_numeric),
            Rule::WholeWord => none(char::is_alphanumeric),
            Rule::AsWritten => last - first + 1 == self.folded.len() && none(char::is_alphanumeric),
        }
    }
}

/// Characters that are searched, and their letters and digits.
pub struct Hay<'a> {
    units: &'a [Unit],
    folded: Vec<(char, usize)>,
}

impl<'a> Hay<'a> {
    /// Prepares characters to be searched.
    #[must_use]
    pub fn new(units: &'a [Unit]) -> Self {
        let places = units.iter().enumerate();
        let folded =
            places.filter_map(|(place, unit)| Some((folded(unit.character)?, place))).collect();
        Self { units, folded }
    }
}

/// A letter or digit without case, accent and width; `None` for any other character.
fn folded(character: char) -> Option<char> {
    let narrow = match u32::from(character) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(character),
        _ => character,
    };
    let lower = narrow.to_lowercase().next().unwrap_or(narrow);
    let plain = match lower {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    };
    plain.is_alphanumeric().then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::super::units::units;
    use super::*;

    fn hits(needle: &str, text: &str) -> usize {
        let units = units(text);
        let mut hits = Vec::new();
        if let Some(needle) = Needle::new(needle) {
            needle.find(&Hay::new(&units), &mut hits);
        }
        hits.len()
    }

    #[test]
    fn what_parts_or_dresses_a_text_does_not_hide_it() {
        for (needle, text) in [
            ("1098765432", "documento 1.098.765.432 inválido"),
            ("1098765432", "CC1098765432,"),
            ("1098765432", "1098 765\n432"),
            ("1098765432", "１０９８７６５４３２"),
            ("1098765432", "10987\u{200b}65432"),
            ("maria.nunez@example.co", "<MARIA.NUNEZ@EXAMPLE.CO>"),
            ("6dd490faf9cb87a9", "login=6DD490FA F9CB87A9;"),
            ("Núñez Peña", "NUNEZ PENA"),
            ("1098765432", "NIT 10987654321"),
            ("1098765432", "CC 0001098765432"),
            ("3004567890", "+573004567890"),
            ("4567", "doc 4567."),
            ("E12345", "pasaporte e-12345"),
        ] {
            assert_eq!(hits(needle, text), 1, "{needle} in {text}");
        }
    }

    #[test]
    fn what_is_short_covers_only_itself() {
        for (needle, text) in [
            ("123", "doc 123"),
            ("4567", "CUS 1234567"),
            ("4567", "12:45:67 45.67"),
            ("1098765", "CUS 91098765"),
            ("1098765", "CUS 10987651"),
            ("demo", "demostración"),
            ("", "anything"),
        ] {
            assert_eq!(hits(needle, text), 0, "{needle} in {text}");
        }
    }
}
