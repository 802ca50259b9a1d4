//! The bank list: asked at most once per day of Bogotá and site, shared by everybody.
//!
//! - [`day`]: the day of Bogotá
//! - [`list`]: a list as it is served
//! - [`lists`]: having one

pub mod day;
pub mod list;
pub mod lists;
