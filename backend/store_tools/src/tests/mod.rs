//! Copies between stores that are only lists of rows.

mod copying;
