//! The statements of a sample as a script of pgbench: the same texts, with the sample's values; what belongs to one payment
//! alone has another number in each transaction.

use super::Database;
use super::sent::Sent;
use crate::failure::Failure;

/// How many last characters of a name are a number in the script.
pub(crate) const DIGITS: usize = 8;
/// The first of all numbers: each has so many digits.
pub(crate) const FIRST: u32 = 10_000_000;

/// Which number a transaction has; the first is that of the run of pgbench.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Numbers {
    /// Each one once.
    EachOnce,
    /// Any of so many, from the very first one on.
    AnyOf(usize),
}

/// A script with the values of its statements.
pub(crate) struct Script {
    /// The statements of one transaction, without the line that gives it its number.
    transaction: String,
    numbered: String,
    pub(super) values: Vec<(String, String)>,
}

impl Script {
    /// Writes the script of statements; the names are those of the sample's own payment.
    pub(crate) async fn of(
        database: &Database,
        statements: &[&Sent],
        names: &[&str],
        numbers: Numbers,
    ) -> Result<Self, Failure> {
        if statements.is_empty() {
            return Err("no statement of the sample was found in the server's log".into());
        }
        let (mut transaction, mut values) = (String::new(), Vec::new());
        for statement in statements {
            let types = types(database, statement).await?;
            let mut places = Vec::new();
            for (value, kind) in statement.values.iter().zip(&types) {
                places.push(place(value.as_deref(), kind, names, &mut values)?);
            }
            transaction.push_str(&filled(&statement.text, &places)?);
            transaction.push_str(";\n");
        }
        let numbered = match numbers {
            Numbers::EachOnce => {
                "\\set i :i + 1\n\\set n :first + :client_id * :each + :i\n".to_owned()
            }
            Numbers::AnyOf(count) => {
                format!("\\set n random({FIRST}, {FIRST} + {count} - 1)\n")
            }
        };
        Ok(Self { transaction, numbered, values })
    }

    /// The script, each transaction committed by itself or so many in one.
    pub(super) fn text(&self, batch: usize) -> String {
        let one = format!("{}{}", self.numbered, self.transaction);
        if batch == 1 { one } else { format!("BEGIN;\n{}COMMIT;\n", one.repeat(batch)) }
    }
}

/// What the server says of a value that it cannot tell the type of, before the value's number.
const UNTOLD: &str = "could not determine data type of parameter $";

/// The types of a statement's values, as the server sees them; where it sees none, as the value looks.
async fn types(database: &Database, statement: &Sent) -> Result<Vec<String>, Failure> {
    let mut types = vec!["unknown"; statement.values.len()];
    // Each time one more is told.
    for _ in 0..=types.len() {
        let given =
            if types.is_empty() { String::new() } else { format!("({})", types.join(", ")) };
        let asked = format!(
            "PREPARE sample {given} AS {};
             SELECT array_to_string(parameter_types::text[], '|') FROM pg_prepared_statements WHERE name = 'sample'",
            statement.text
        );
        let error = match database.run(&asked).await {
            Ok(answer) => {
                let types = answer.lines().last().unwrap_or_default();
                return Ok(types.split('|').map(str::to_owned).collect());
            }
            Err(error) => error,
        };
        let Some(untold) = untold(&error.to_string()) else { return Err(error) };
        let value = statement.values.get(untold).and_then(Option::as_deref);
        *types.get_mut(untold).ok_or("a value that is not there has no type")? = looks_like(value);
    }
    Err("the types of a statement's values cannot be found".into())
}

/// The place of the value that the server cannot tell the type of.
fn untold(error: &str) -> Option<usize> {
    let (_, rest) = error.split_once(UNTOLD)?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse::<usize>().ok()?.checked_sub(1)
}

/// The type that a value looks like.
fn looks_like(value: Option<&str>) -> &'static str {
    match value {
        Some("t" | "f") => "boolean",
        Some(number) if number.parse::<i64>().is_ok() => "bigint",
        Some(_) | None => "text",
    }
}

/// What stands for a value in the script; the value itself is a variable.
fn place(
    value: Option<&str>,
    kind: &str,
    names: &[&str],
    values: &mut Vec<(String, String)>,
) -> Result<String, Failure> {
    let Some(value) = value else { return Ok(format!("NULL::{kind}")) };
    // A variable of pgbench cannot be empty.
    if value.is_empty() {
        return Ok(format!("''::{kind}"));
    }
    let mut variable = |value: &str| {
        let name = format!("v{}", values.len());
        values.push((name.clone(), value.to_owned()));
        name
    };
    let end_of = |name: &&str| value.find(*name).map(|at| at.saturating_add(name.len()));
    if let Some(end) = names.iter().find_map(end_of) {
        let (before, after) = value.split_at(end);
        let kept = before.len().checked_sub(DIGITS).and_then(|kept| before.get(..kept));
        let before = variable(kept.ok_or("a name of the sample is too short")?);
        let place = format!(":{before}::text || :n::text");
        return Ok(if after.is_empty() {
            format!("({place})")
        } else {
            format!("({place} || :{}::text)", variable(after))
        });
    }
    let name = variable(value);
    Ok(if kind == "bigint" && is_time(value) {
        // Times go on from one to the next, as they do in the store.
        format!("(:{name}::bigint + :n::bigint)")
    } else {
        format!(":{name}::{kind}")
    })
}

/// Whether a number is a time of these decades, in microseconds since 1970.
fn is_time(value: &str) -> bool {
    value.len() == 16 && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text with what stands for each value.
fn filled(text: &str, places: &[String]) -> Result<String, Failure> {
    let mut parts = text.split('$');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(part.len());
        let (number, rest) = part.split_at(end);
        let number: usize = number.parse()?;
        let place = number.checked_sub(1).and_then(|number| places.get(number));
        filled.push_str(place.ok_or("a statement has a value that the log does not have")?);
        filled.push_str(rest);
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_one_payments_own_has_a_number_and_times_go_on() {
        let mut values = Vec::new();
        let mut place = |value, kind| place(value, kind, &["pay_abcdefghij"], &mut values).unwrap();
        let places = [
            place(Some("pay_abcdefghij"), "text"),
            place(Some("of pay_abcdefghij!"), "text"),
            place(Some("1790000000000000"), "bigint"),
            place(Some("3"), "bigint"),
            place(None, "text"),
            place(Some(""), "text"),
        ];
        let filled = filled("SELECT $1, $2, $3, $4, $5, $6, $1::text", &places).unwrap();
        assert_eq!(
            filled,
            "SELECT (:v0::text || :n::text), (:v1::text || :n::text || :v2::text), (:v3::bigint + :n::bigint), \
             :v4::bigint, NULL::text, ''::text, (:v0::text || :n::text)::text"
        );
        let values: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["pay_ab", "of pay_ab", "!", "1790000000000000", "3"]);
    }

    #[test]
    fn a_type_that_the_server_cannot_tell_is_what_the_value_looks_like() {
        let error = "ERROR:  could not determine data type of parameter $44\nLINE 50";
        assert_eq!((untold(error), untold("ERROR:  no")), (Some(43), None));
        let looks = [Some("t"), Some("-7"), Some("pay"), None].map(looks_like);
        assert_eq!(looks, ["boolean", "bigint", "text", "text"]);
    }

    #[test]
    fn a_value_that_is_not_there_is_told() {
        assert!(filled("SELECT $2", &["1".to_owned()]).is_err());
    }
}
