//! Environment variables over the file: with the prefix `APP__`, `APP__LAMP__TURN` is
//! `lamp.turn`.

use crate::errors::{ConfigError, Source};
use crate::odd::BYTE_ORDER_MARK;
use crate::outline::{NAME, Outline, below};
use crate::tree::{Node, Table, Value};

/// The variables of this process whose names begin with `prefix`.
#[must_use]
pub fn process_environment(prefix: &str) -> Vec<(String, String)> {
    std::env::vars_os()
        .map(|(name, value)| {
            (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned())
        })
        .filter(|(name, _)| unmarked(name).starts_with(prefix))
        .collect()
}

/// A name without the byte order mark of the file that it is the first line of.
fn unmarked(name: &str) -> &str {
    name.trim_start_matches(BYTE_ORDER_MARK)
}

/// Puts the variables over what the file says; those of other programs are passed over.
/// Returns those that name no key.
pub(crate) fn overlay(
    table: &mut Table,
    prefix: &str,
    variables: Vec<(String, String)>,
    outline: &Outline,
) -> Vec<ConfigError> {
    let mut ours: Vec<_> =
        variables.into_iter().filter(|(name, _)| unmarked(name).starts_with(prefix)).collect();
    ours.sort();
    ours.into_iter()
        .filter_map(|(name, value)| {
            let plain = unmarked(&name);
            let key = plain.strip_prefix(prefix).unwrap_or_default().to_ascii_lowercase();
            if plain.len() < name.len() {
                let reason = "begins with a byte order mark; save the file it is from without one";
                let source_of_value = Source::Variable(plain.to_owned());
                return Some(ConfigError {
                    source_of_value,
                    key: levels_shown(&key),
                    reason: reason.to_owned(),
                });
            }
            set(table, &key, name, value, outline).err()
        })
        .collect()
}

fn set(
    table: &mut Table,
    key: &str,
    name: String,
    value: String,
    outline: &Outline,
) -> Result<(), ConfigError> {
    let mut levels: Vec<&str> = key.split("__").collect();
    let refuse = |reason: &str| {
        let source_of_value = Source::Variable(name.clone());
        Err(ConfigError { source_of_value, key: levels_shown(key), reason: reason.to_owned() })
    };
    let Some(last) = levels.pop() else { return Ok(()) };
    if last.is_empty() || levels.iter().any(|level| level.is_empty()) {
        return refuse("names no key: levels are separated by two underscores, once");
    }
    let mut at = table;
    // The section that `at` is, as the outline calls it.
    let mut section = String::new();
    for level in levels {
        let named = outline.is_named(&section);
        let level = if named { spelled(at, level) } else { level.to_owned() };
        section = below(&section, if named { NAME } else { &level });
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

/// The file's own spelling of a name (`Old-Tower` for `OLD_TOWER`).
fn spelled(names: &Table, level: &str) -> String {
    let known = names.iter().map(|(name, _)| name).find(|name| plain(name) == plain(level));
    known.unwrap_or(level).to_owned()
}

/// A name as far as a variable can tell it: without case, `-` as `_`.
pub(crate) fn plain(name: &str) -> String {
    name.to_ascii_lowercase().replace('-', "_")
}

fn levels_shown(key: &str) -> String {
    key.replace("__", ".")
}
