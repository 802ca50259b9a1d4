//! Environment variables over the file: `PSE__SERVER__LISTEN` is `server.listen`.

use super::tree::{Node, Table, Value};
use super::{ConfigError, Source};

const PREFIX: &str = "PSE__";

/// The variables of this process that are ours. The one place the environment is read.
#[must_use]
pub fn process_environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .map(|(name, value)| {
            (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned())
        })
        .filter(|(name, _)| name.starts_with(PREFIX))
        .collect()
}

/// Puts the variables over what the file says; those of other programs are passed over.
/// Returns those that name no key.
pub(super) fn overlay(table: &mut Table, variables: Vec<(String, String)>) -> Vec<ConfigError> {
    let mut ours: Vec<_> =
        variables.into_iter().filter(|(name, _)| name.starts_with(PREFIX)).collect();
    ours.sort();
    ours.into_iter().filter_map(|(name, value)| set(table, name, value).err()).collect()
}

fn set(table: &mut Table, name: String, value: String) -> Result<(), ConfigError> {
    let key = name.trim_start_matches(PREFIX).to_ascii_lowercase();
    let mut levels: Vec<&str> = key.split("__").collect();
    let refuse = |reason: &str| {
        let source_of_value = Source::Variable(name.clone());
        Err(ConfigError { source_of_value, key: levels_shown(&key), reason: reason.to_owned() })
    };
    let Some(last) = levels.pop() else { return Ok(()) };
    if last.is_empty() || levels.iter().any(|level| level.is_empty()) {
        return refuse("names no key: levels are separated by two underscores, once");
    }
    let mut at = table;
    let in_sites = levels.first() == Some(&"sites");
    for (depth, level) in levels.into_iter().enumerate() {
        let level = if in_sites && depth == 1 { site_of(at, level) } else { level.to_owned() };
        if at.get(&level).is_none() {
            let source = Source::Variable(name.clone());
            at.set(&level, Node { source, value: Value::Table(Table::default()) });
        }
        match at.get_mut(&level).map(|node| &mut node.value) {
            Some(Value::Table(below)) => at = below,
            _ => return refuse("is inside something that is not a section"),
        }
    }
    if matches!(at.get(last), Some(Node { source: Source::Variable(_), .. })) {
        return refuse("is set by two variables");
    }
    at.set(last, Node { source: Source::Variable(name), value: Value::Variable(value) });
    Ok(())
}

/// The file's own spelling of a site's name (`Casa-Turismo` for `CASA_TURISMO`).
fn site_of(sites: &Table, level: &str) -> String {
    let plain = |name: &str| name.to_ascii_lowercase().replace('-', "_");
    let known = sites.iter().map(|(name, _)| name).find(|name| plain(name) == plain(level));
    known.unwrap_or(level).to_owned()
}

fn levels_shown(key: &str) -> String {
    key.replace("__", ".")
}
