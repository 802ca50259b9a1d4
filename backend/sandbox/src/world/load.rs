//! Reads the test world from `world.toml` and says what is wrong in it.

use std::collections::HashSet;

use pse_shared::limits;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::banks::Bank;

const BUILT_IN: &str = include_str!("../../world.toml");

/// Who sells and which banks there are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct World {
    pub(crate) merchant: Merchant,
    pub(crate) banks: Vec<Bank>,
}

/// The merchant whose site calls the service.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merchant {
    pub(crate) login: String,
    pub(crate) secret: SecretString,
    pub(crate) name: String,
    pub(crate) nit: String,
    pub(crate) dependants: Vec<Dependant>,
}

/// A dependent service of the merchant's multicredit service.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dependant {
    pub(crate) entity: String,
    pub(crate) service: String,
}

/// What is wrong with a world.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WorldError {
    #[error("the test world does not read: {0}")]
    Unreadable(#[from] toml::de::Error),
    #[error("the test world's {what} {value:?} is {problem}")]
    Wrong { what: &'static str, value: String, problem: &'static str },
}

impl World {
    /// The world the sandbox comes with.
    pub(crate) fn built_in() -> Result<Self, WorldError> {
        Self::parse(BUILT_IN)
    }

    fn parse(text: &str) -> Result<Self, WorldError> {
        let world: Self = toml::from_str(text)?;
        world.check()?;
        Ok(world)
    }

    /// The bank of that code.
    pub(crate) fn bank(&self, code: &str) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.code == code)
    }

    /// The secret as the start page shows it: published test data, no secret at all.
    pub(crate) fn shown_secret(&self) -> &str {
        self.merchant.secret.expose_secret()
    }

    fn check(&self) -> Result<(), WorldError> {
        let wrong = |what, value: &str, problem| {
            Err(WorldError::Wrong { what, value: value.to_owned(), problem })
        };
        let mut codes = HashSet::new();
        for bank in &self.banks {
            if bank.code.is_empty() || bank.code == "0" || bank.code.len() > limits::BANK_CODE {
                return wrong(
                    "bank code",
                    &bank.code,
                    "not one to six characters other than the hint's 0",
                );
            }
            if !bank.code.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return wrong("bank code", &bank.code, "not only letters and digits");
            }
            if bank.name.trim().is_empty() || bank.name.chars().count() > limits::NAME {
                return wrong("bank name", &bank.name, "not one to 60 characters");
            }
            if !codes.insert(bank.code.as_str()) {
                return wrong("bank code", &bank.code, "there twice");
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::banks::{Creation, Ending, Journey};

    #[test]
    fn every_test_bank_has_the_behaviour_its_code_promises() {
        let world = World::built_in().unwrap();
        for (code, journey) in [
            ("9001", Journey::Confirm(Ending::Approve)),
            ("9002", Journey::Confirm(Ending::Reject)),
            ("9003", Journey::Confirm(Ending::Fail)),
            ("9004", Journey::Confirm(Ending::ApproveLater)),
            ("9005", Journey::Confirm(Ending::StayPending)),
            ("1022", Journey::Choose),
            ("1066", Journey::Confirm(Ending::Approve)),
        ] {
            assert_eq!(world.bank(code).unwrap().journey, journey, "{code}");
        }
        let creation = |code: &str| world.bank(code).unwrap().creation.clone();
        assert!(matches!(creation("9006"), Creation::Refuse(c) if c == "FAIL_BANKUNREACHEABLE"));
        assert!(matches!(creation("9007"), Creation::Refuse(c) if c == "FAIL_EXCEEDEDLIMIT"));
        assert!(matches!(creation("9008"), Creation::NeverAnswer));
    }

    #[test]
    fn a_world_with_a_mistake_is_refused_with_its_reason() {
        let world = |bank: &str| {
            World::parse(&format!(
                "[merchant]\nlogin='l'\nsecret='s'\nname='n'\nnit='1'\ndependants=[]\n{bank}"
            ))
        };
        assert!(world("[[banks]]\ncode='1'\nname='A'").is_ok());
        for (bank, reason) in [
            ("[[banks]]\ncode='0'\nname='A'", "hint"),
            ("[[banks]]\ncode='1'\nname='A'\n[[banks]]\ncode='1'\nname='B'", "twice"),
            ("[[banks]]\ncode='../1'\nname='A'", "letters and digits"),
            ("[[banks]]\ncode='1'\nname=' '", "60"),
            ("[[banks]]\ncode='1'\nname='A'\njourney='fly'", "fly"),
        ] {
            let error = world(bank).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }
}
