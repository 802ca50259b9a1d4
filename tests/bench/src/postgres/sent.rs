//! Statements as the server's log has them, with the values that were bound to them.

/// A statement that was sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Its text, its values as `$1`, `$2` and so on.
    pub(crate) text: String,
    /// Its values as texts; `None` is NULL.
    pub(crate) values: Vec<Option<String>>,
}

/// Reads the statements of connections whose name ends so from a log in which each line begins with that name between
/// two `#`; further lines of an entry begin with a tab.
pub(super) fn sent(log: &str, by: &str) -> Vec<Sent> {
    let mut all: Vec<Sent> = Vec::new();
    let mut entry = String::new();
    for line in log.lines().chain(["#"]) {
        if let Some(further) = line.strip_prefix('\t') {
            entry.push('\n');
            entry.push_str(further);
            continue;
        }
        let whole = std::mem::replace(&mut entry, line.to_owned());
        let Some((name, what)) = whole.strip_prefix('#').and_then(|rest| rest.split_once("# "))
        else {
            continue;
        };
        if !name.ends_with(by) {
            continue;
        }
        if let Some((_, text)) =
            what.strip_prefix("LOG:  execute ").and_then(|rest| rest.split_once(": "))
        {
            all.push(Sent { text: text.to_owned(), values: Vec::new() });
        } else if let Some(list) = what.strip_prefix("DETAIL:  ")
            && let Some((_, list)) = list.split_once("arameters: ")
            && let Some(last) = all.last_mut()
        {
            last.values = values(list);
        }
    }
    all
}

/// Reads a list such as `$1 = 'it''s', $2 = NULL`.
fn values(list: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    let mut rest = list;
    while let Some((_, value)) = rest.split_once(" = ") {
        let Some(quoted) = value.strip_prefix('\'') else {
            values.push(None);
            rest = value.strip_prefix("NULL").unwrap_or_default();
            continue;
        };
        let mut text = String::new();
        let mut left = quoted;
        while let Some((part, after)) = left.split_once('\'') {
            text.push_str(part);
            left = after;
            match left.strip_prefix('\'') {
                Some(after) => {
                    text.push('\'');
                    left = after;
                }
                None => break,
            }
        }
        values.push(Some(text));
        rest = left;
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_read_with_their_values_and_those_of_others_left_out() {
        let log = "#pse buyers# LOG:  execute s1: SELECT $1,\n\t    $2\n\
            #pse buyers# DETAIL:  parameters: $1 = 'it''s = a, $2', $2 = NULL, $3 = ''\n\
            #pse probe# LOG:  execute s0: SELECT 1\n\
            #pse buyers# LOG:  execute s2: SELECT 2\n\
            #pse probe# DETAIL:  Parameters: $1 = '7'\n";
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            sent(log, "buyers"),
            [
                Sent {
                    text: "SELECT $1,\n    $2".to_owned(),
                    values: vec![text("it's = a, $2"), None, text("")]
                },
                Sent { text: "SELECT 2".to_owned(), values: Vec::new() },
            ]
        );
        let [probe] = &sent(log, "probe")[..] else { panic!() };
        assert_eq!(probe.values, [text("7")]);
    }
}
