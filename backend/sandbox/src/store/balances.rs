//! What the accounts still allow: balances go down, payments of a day are counted.

use std::collections::HashMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::money::pesos;
use crate::world::{Account, World};

/// Why an account cannot be debited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decline {
    Funds,
    /// One payment may not be more than this.
    Cap(Decimal),
    /// No more payments than this a day.
    Frequency(u32),
}

impl Decline {
    /// The reason as the member reads it.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Funds => "No tiene fondos suficientes.".to_owned(),
            Self::Cap(cap) => format!("Excede el tope de {} por pago.", pesos(cap)),
            Self::Frequency(1) => "Excede la frecuencia límite de 1 pago al día.".to_owned(),
            Self::Frequency(times) => {
                format!("Excede la frecuencia límite de {times} pagos al día.")
            }
        }
    }
}

/// An account's balance and today's payments.
#[derive(Debug, Clone, Copy)]
struct Standing {
    balance: Decimal,
    /// The day of the latest payment and how many there were on it; before the first one,
    /// those the world starts with, whatever the day.
    paid: (Option<Date>, u32),
}

/// The balances and today's payments of all accounts, by number.
#[derive(Debug, Default)]
pub(crate) struct Balances(HashMap<String, Standing>);

impl Balances {
    /// The balances that the test world begins with.
    pub(crate) fn new(world: &World) -> Self {
        let accounts = world.members.iter().flat_map(|member| &member.accounts);
        let start = |account: &Account| Standing {
            balance: account.balance,
            paid: (None, account.paid_today),
        };
        Self(accounts.map(|account| (account.number.clone(), start(account))).collect())
    }

    /// The amount available in `account`, in pesos.
    pub(crate) fn available(&self, account: &Account) -> Decimal {
        self.0.get(&account.number).map_or(account.balance, |standing| standing.balance)
    }

    /// Whether `account` allows a debit of `amount` on `today`.
    pub(crate) fn check(
        &self,
        account: &Account,
        amount: Decimal,
        today: Date,
    ) -> Result<(), Decline> {
        if amount > self.available(account) {
            return Err(Decline::Funds);
        }
        if amount > account.cap {
            return Err(Decline::Cap(account.cap));
        }
        if self.paid(account, today) >= account.payments_a_day {
            return Err(Decline::Frequency(account.payments_a_day));
        }
        Ok(())
    }

    /// Debits `account`, if it allows it.
    pub(crate) fn debit(
        &mut self,
        account: &Account,
        amount: Decimal,
        today: Date,
    ) -> Result<(), Decline> {
        self.check(account, amount, today)?;
        let paid = self.paid(account, today).saturating_add(1);
        let balance = self.available(account) - amount;
        self.0.insert(account.number.clone(), Standing { balance, paid: (Some(today), paid) });
        Ok(())
    }

    /// How many payments `account` made `today`.
    pub(crate) fn paid(&self, account: &Account, today: Date) -> u32 {
        match self.0.get(&account.number).map(|standing| standing.paid) {
            Some((Some(day), paid)) if day == today => paid,
            Some((None, paid)) => paid,
            Some((Some(_), _)) | None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::AccountKind;

    fn account() -> Account {
        Account {
            entity: "alianza".to_owned(),
            kind: AccountKind::Savings,
            number: "1234".to_owned(),
            balance: "100.10".parse().unwrap(),
            cap: "60".parse().unwrap(),
            payments_a_day: 2,
            paid_today: 0,
            active: true,
        }
    }

    fn day(day: i8) -> Date {
        Date::constant(2026, 1, day)
    }

    #[test]
    fn a_debit_takes_exactly_its_amount_and_counts_for_its_day() {
        let (account, mut balances) = (account(), Balances::default());
        let pay = |balances: &mut Balances, amount: &str, today| {
            balances.debit(&account, amount.parse().unwrap(), today)
        };
        assert_eq!(pay(&mut balances, "60.01", day(1)), Err(Decline::Cap(account.cap)));
        assert_eq!(pay(&mut balances, "100.11", day(1)), Err(Decline::Funds));
        assert_eq!(pay(&mut balances, "60", day(1)), Ok(()));
        assert_eq!(balances.available(&account), "40.10".parse().unwrap());
        assert_eq!(pay(&mut balances, "40.11", day(1)), Err(Decline::Funds));
        assert_eq!(pay(&mut balances, "0.10", day(1)), Ok(()));
        assert_eq!(pay(&mut balances, "1", day(1)), Err(Decline::Frequency(2)));
        assert_eq!(pay(&mut balances, "40", day(2)), Ok(()));
        assert_eq!(balances.available(&account), Decimal::ZERO);
    }

    #[test]
    fn a_frequency_spent_at_the_start_is_spent_whatever_the_day() {
        let account = Account { paid_today: 2, ..account() };
        let mut world = World::built_in().unwrap();
        world.members.truncate(1);
        world.members[0].accounts = vec![account.clone()];
        let balances = Balances::new(&world);
        for today in [day(1), day(2)] {
            assert_eq!(balances.check(&account, Decimal::ONE, today), Err(Decline::Frequency(2)));
        }
    }
}
