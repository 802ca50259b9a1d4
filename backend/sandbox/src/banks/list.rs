//! The bank list as the service gives it: a hint first, then the banks by name.

use pse_placetopay::Bank as WireBank;

use super::Bank;

/// The first item is no bank but what a drop-down shows before a choice.
const HINT: (&str, &str) = ("0", "A continuación seleccione su banco");

/// The answer of `getBankList`.
pub(crate) fn bank_list(banks: &[Bank]) -> Vec<WireBank> {
    let mut sorted: Vec<&Bank> = banks.iter().collect();
    sorted.sort_by_key(|bank| bank.name.to_lowercase());
    let item = |code: &str, name: &str| WireBank {
        bank_code: Some(code.to_owned()),
        bank_name: Some(name.to_owned()),
    };
    let banks = sorted.into_iter().map(|bank| item(&bank.code, &bank.name));
    core::iter::once(item(HINT.0, HINT.1)).chain(banks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::World;

    #[test]
    fn the_hint_comes_first_and_the_banks_follow_by_name() {
        let list = bank_list(&World::built_in().unwrap().banks);
        assert_eq!(list[0].bank_code.as_deref(), Some("0"));
        let names: Vec<String> =
            list[1..].iter().map(|bank| bank.bank_name.clone().unwrap().to_lowercase()).collect();
        assert!(names.is_sorted());
        assert!(names.len() > 45);
    }
}
