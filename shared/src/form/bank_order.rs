//! Which banks are listed first: the one used last on this device, then the merchant's favourites.

use crate::api::Bank;

/// How many banks are offered at the head of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offered {
    /// How many were used last on this device: one or none.
    pub last: usize,
    /// How many of the merchant's favourites come after it.
    pub favourites: usize,
}

/// The list with the bank used last (`last`, its code) and then the merchant's favourites first, in the
/// merchant's order. What is not in the list is passed over; each bank is there once.
#[must_use]
#[inline]
pub fn arranged(banks: &[Bank], last: Option<&str>, favourites: &[String]) -> (Vec<Bank>, Offered) {
    let mut list: Vec<Bank> = Vec::new();
    let mut offer = |code: &str| {
        if let Some(bank) = banks.iter().find(|bank| bank.code == code)
            && !list.contains(bank)
        {
            list.push(bank.clone());
        }
        list.len()
    };
    let last = last.map_or(0, &mut offer);
    let favourites = favourites.iter().fold(last, |_, code| offer(code)) - last;
    // No two banks of a list have the same code, so only those at its head can be there twice.
    let head = last + favourites;
    for bank in banks {
        if !list.iter().take(head).any(|offered| offered == bank) {
            list.push(bank.clone());
        }
    }
    (list, Offered { last, favourites })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn banks() -> Vec<Bank> {
        let named = |code: u8| Bank { code: code.to_string(), name: format!("BANCO {code}") };
        (0..8).map(named).collect()
    }

    #[test]
    fn favourites_come_first_in_the_merchants_order() {
        let wanted = ["4", "unknown", "2", "4"].map(str::to_owned);
        let (list, offered) = arranged(&banks(), None, &wanted);
        assert_eq!(offered, Offered { last: 0, favourites: 2 });
        assert_eq!(list[0].name, "BANCO 4");
        assert_eq!(list[1].name, "BANCO 2");
        assert_eq!(list.len(), banks().len());
    }

    #[test]
    fn the_bank_used_last_comes_before_the_favourites_and_once() {
        let wanted = ["2", "4"].map(str::to_owned);
        let (list, offered) = arranged(&banks(), Some("4"), &wanted);
        assert_eq!(offered, Offered { last: 1, favourites: 1 });
        let codes: Vec<_> = list.iter().map(|bank| bank.code.as_str()).collect();
        assert_eq!(codes, ["4", "2", "0", "1", "3", "5", "6", "7"]);
        let (list, offered) = arranged(&banks(), Some("gone"), &[]);
        assert_eq!((list, offered), (banks(), Offered::default()));
    }
}
