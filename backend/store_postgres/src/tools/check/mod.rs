//! Whether what a database holds is whole. Nothing is changed.
//!
//! - [`schema`]: tables, indexes, rules and triggers are those of the migrations
//! - [`records`]: every row reads as this program's types
//! - [`agreement`]: rows agree with each other as the service keeps them

pub(super) mod agreement;
pub(super) mod records;
pub(super) mod schema;
