//! Keys that stand for each other: all of some, or another instead.

use crate::outline::AllOr;
use crate::reader::Reported;
use crate::section::Section;

impl Section<'_> {
    /// Says of keys read here that they are written all or none, a secret also as its file,
    /// and that `other` must be written when they are not. Gives whether they are written;
    /// that `other` is there then is left to whoever reads it and knows what it lacks.
    ///
    /// # Errors
    /// Some of them are written and some are missing.
    pub fn all_or_other(
        &self,
        all: &'static [&'static str],
        other: &'static str,
    ) -> Result<bool, Reported> {
        self.reader.declare(|outline| {
            outline.section(&self.path).all_or.push(AllOr { all, other });
        });
        let is_written =
            |key: &&str| self.is_written(key) || self.is_written(&format!("{key}_file"));
        let (written, missing): (Vec<&str>, Vec<&str>) = all.iter().copied().partition(is_written);
        if written.is_empty() {
            return Ok(false);
        }
        missing.into_iter().map(|key| self.missing(key)).last().map_or(Ok(true), Err)
    }
}
