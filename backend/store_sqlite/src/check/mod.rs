//! Whether what a file holds is whole. Nothing is changed.
//!
//! - [`records`]: every row reads as this program's types
//! - [`structure`]: SQLite's own check of pages, indexes and rules
//! - [`schema`]: tables, indexes and triggers are those of the migrations
//! - [`agreement`]: rows agree with each other as the service keeps them
//! - [`walk`]: the first two, table by table

pub(super) mod agreement;
pub(super) mod records;
pub(super) mod schema;
pub(super) mod structure;
pub(super) mod walk;
