//! What is searched for in what somebody else wrote, and such a text with it covered.

use core::fmt;
use core::ops::Range;

use super::encoded::decoded;
use super::needle::{Hay, Needle};
use super::units::{Unit, unescaped, units, untagged};
use crate::text::one_line;

/// What stands for everything that is covered.
const COVER: &str = "***";
/// How often escapes within escapes are read.
const ESCAPED_TIMES: usize = 3;
/// How often what is encoded within something encoded is read.
const ENCODED_TIMES: usize = 2;
/// The bytes of a text that are looked at; what is behind them is cut off.
const LOOKED_AT: usize = 8 * 1024;
/// The last of these bytes of a longer text are cut off, too, as what begins there may not end there.
const UNSURE: usize = 512;

/// Covers texts that must not be read in what somebody else wrote.
#[derive(Clone, Default)]
pub struct Mask {
    needles: Vec<Needle>,
    /// Searched for only in a text that holds one of the others.
    beside: Vec<Needle>,
    bytes: Vec<Vec<u8>>,
}

/// What it covers is not printed.
impl fmt::Debug for Mask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mask(…)")
    }
}

impl Mask {
    /// Covers a text from now on; one too short to be searched for by itself, only in texts that quote something else.
    #[must_use]
    pub fn hiding(mut self, text: &str) -> Self {
        match Needle::new(text) {
            Some(needle) if !self.needles.contains(&needle) => self.needles.push(needle),
            Some(_) => {}
            None => return self.hiding_beside(text),
        }
        self
    }

    /// Covers a text from now on in texts that quote something else, too: what is an ordinary word elsewhere.
    #[must_use]
    pub fn hiding_beside(mut self, text: &str) -> Self {
        self.beside.extend(Needle::short(text).filter(|needle| !self.beside.contains(needle)));
        self
    }

    /// Covers bytes from now on where they stand as base64 or hexadecimal.
    #[must_use]
    pub fn hiding_bytes(mut self, bytes: Vec<u8>) -> Self {
        if !bytes.is_empty() {
            self.bytes.push(bytes);
        }
        self
    }

    /// Whether a text holds something that would be covered.
    #[must_use]
    pub fn is_quoted_in(&self, text: &str) -> bool {
        !self.hits(text, ENCODED_TIMES).is_empty()
    }

    /// Writes a text on one line of at most so many characters, with what must not be read covered.
    #[must_use]
    pub fn line(&self, text: &str, most: usize) -> String {
        let end = text.floor_char_boundary(LOOKED_AT);
        let looked_at = text.get(..end).unwrap_or_default();
        let mut hits = self.hits(looked_at, ENCODED_TIMES);
        if end < text.len() {
            hits.push(looked_at.floor_char_boundary(end - UNSURE)..end);
        }
        one_line(&covered(looked_at, hits), most)
    }

    /// What is found in a text, and in what is encoded in it so many times.
    fn hits(&self, text: &str, inside: usize) -> Vec<Range<usize>> {
        let mut forms = vec![units(text)];
        while forms.len() <= ESCAPED_TIMES
            && let Some(form) = forms.last().and_then(|form| unescaped(form))
        {
            forms.push(form);
        }
        let without_tags: Vec<_> = forms.iter().filter_map(|form| untagged(form)).collect();
        forms.extend(without_tags);
        let mut hits = Vec::new();
        for form in &forms {
            find(&self.needles, form, &mut hits);
            if inside > 0 {
                self.find_encoded(form, inside, &mut hits);
            }
        }
        if !hits.is_empty() {
            for form in &forms {
                find(&self.beside, form, &mut hits);
                if inside > 0 {
                    self.find_encoded_beside(form, &mut hits);
                }
            }
        }
        hits
    }

    fn find_encoded(&self, form: &[Unit], inside: usize, hits: &mut Vec<Range<usize>>) {
        if self.needles.is_empty() && self.bytes.is_empty() {
            return;
        }
        for (place, bytes) in decoded(form) {
            let same = |own: &Vec<u8>| bytes.windows(own.len()).any(|window| window == own);
            // What was encoded once more is all ASCII.
            let further = if bytes.is_ascii() { inside - 1 } else { 0 };
            if self.bytes.iter().any(same)
                || readings(&bytes).iter().any(|text| !self.hits(text, further).is_empty())
            {
                hits.push(place);
            }
        }
    }

    fn find_encoded_beside(&self, form: &[Unit], hits: &mut Vec<Range<usize>>) {
        // What is shorter stands in almost anything that is decoded.
        let long: Vec<_> = self.beside.iter().filter(|needle| needle.is_long()).cloned().collect();
        if long.is_empty() {
            return;
        }
        for (place, bytes) in decoded(form) {
            let mut found = Vec::new();
            for text in readings(&bytes) {
                find(&long, &units(&text), &mut found);
            }
            if !found.is_empty() {
                hits.push(place);
            }
        }
    }
}

/// What bytes may say: UTF-8, else ISO 8859-1 too, in which UTF-16 can be read as well.
fn readings(bytes: &[u8]) -> Vec<String> {
    match core::str::from_utf8(bytes) {
        Ok(text) => vec![text.to_owned()],
        Err(_) => vec![
            String::from_utf8_lossy(bytes).into_owned(),
            bytes.iter().copied().map(char::from).collect(),
        ],
    }
}

fn find(needles: &[Needle], form: &[Unit], hits: &mut Vec<Range<usize>>) {
    let hay = Hay::new(form);
    needles.iter().for_each(|needle| needle.find(&hay, hits));
}

/// The text with these bytes of it covered.
fn covered(text: &str, mut hits: Vec<Range<usize>>) -> String {
    hits.sort_by_key(|hit| hit.start);
    let mut left = String::with_capacity(text.len());
    let mut after = 0;
    let mut within = false;
    for hit in hits {
        if hit.start > after || !within {
            left.push_str(text.get(after..hit.start).unwrap_or_default());
            left.push_str(COVER);
        }
        within = true;
        after = after.max(hit.end);
    }
    left.push_str(text.get(after..).unwrap_or_default());
    left
}

#[cfg(test)]
mod tests;
