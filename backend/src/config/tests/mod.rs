//! The configuration as an operator meets it: a file, variables, and what is said.
//!
//! - [`defaults`]: nothing written at all; [`merging`]: file and variables together
//! - [`files`]: the file itself; [`secrets`]: those with files of their own
//! - [`sections`], [`sites`]: the rules of each key; [`several_providers`]: which provider gets which site's payments
//! - [`looks`]: a merchant's picture and colours
//! - [`documented`]: the guide and the example say the same; [`schema`]: so does the schema
//! - [`documents`]: the example, changed; [`safety`]: what a real endpoint refuses; [`report`]: what `check` prints

mod defaults;
mod documented;
mod documents;
mod files;
mod looks;
mod merging;
mod report;
mod safety;
mod schema;
mod secrets;
mod sections;
mod several_providers;
mod sites;
