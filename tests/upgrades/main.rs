//! This release of the program beside the one before (`scripts/previous-release`), on one database: an upgrade and the way
//! back, while buyers pay.
//!
//! | file | holds |
//! |---|---|
//! | `side_by_side` | both at once over PostgreSQL, under load: the new one joins, the old one leaves; and back |
//! | `carried_on` | what one of them begins the other ends; what both share |
//! | `one_file` | one after the other on an SQLite file, under load; and back |
//! | `later_words` | what a release cannot know is not paid by it, and stands in no other row's way |
//! | `widget_files` | the files that open pages of the previous release still ask for |
//!
//! Open pages themselves: `tests/browser/upgrades.test.mjs`. Where the previous release cannot be had there is nothing to do, and
//! `make test` says so in its last line.

#[cfg(test)]
mod carried_on;
#[cfg(test)]
mod later_words;
#[cfg(test)]
mod one_file;
#[cfg(test)]
mod side_by_side;
#[cfg(test)]
mod stopping;
#[cfg(test)]
mod widget_files;
