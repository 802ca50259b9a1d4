//! What must hold in a world; what does not is named by its key.

use std::collections::HashSet;

use pse_placetopay::{CreateCode, InformationCode};
use pse_shared::{DocumentType, PayerField, limits};

use super::{Account, Persona, World};

/// A value that cannot be used.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) key: String,
    pub(super) value: String,
    pub(super) problem: &'static str,
}

fn require(holds: bool, key: String, value: &str, problem: &'static str) -> Result<(), Wrong> {
    if holds { Ok(()) } else { Err(Wrong { key, value: value.to_owned(), problem }) }
}

impl World {
    pub(super) fn check(&self) -> Result<(), Wrong> {
        self.check_banks()?;
        self.check_amounts()?;
        self.check_registered()?;
        self.check_entities()?;
        self.check_members()
    }

    fn check_banks(&self) -> Result<(), Wrong> {
        let mut codes = HashSet::new();
        for (at, bank) in self.banks.iter().enumerate() {
            let code =
                |holds, problem| require(holds, format!("banks[{at}].code"), &bank.code, problem);
            code(
                (1..=limits::BANK_CODE).contains(&bank.code.len()) && bank.code != "0",
                "not one to six characters other than the hint's 0",
            )?;
            code(
                bank.code.bytes().all(|b| b.is_ascii_alphanumeric()),
                "not only letters and digits",
            )?;
            code(codes.insert(bank.code.as_str()), "there twice")?;
            named(format!("banks[{at}].name"), &bank.name)?;
        }
        Ok(())
    }

    fn check_amounts(&self) -> Result<(), Wrong> {
        let mut totals = HashSet::new();
        for (at, rule) in self.amounts.iter().enumerate() {
            let total = rule.total.to_string();
            let key = || format!("amounts[{at}].total");
            require(
                !rule.total.is_sign_negative() && rule.total.normalize().scale() <= 2,
                key(),
                &total,
                "not an amount of at most two decimals",
            )?;
            require(totals.insert(rule.total.normalize()), key(), &total, "there twice")?;
            let named = rule.creation.is_some() || rule.information.is_some();
            require(named, key(), &total, "with neither creation nor information")?;
            let known = |key: &str, code: Option<&str>, codes: &[&str]| {
                let code = code.unwrap_or("SUCCESS");
                let key = format!("amounts[{at}].{key}");
                require(codes.contains(&code), key, code, "not a code of the specification")
            };
            known("creation", rule.creation.as_deref(), CreateCode::KNOWN)?;
            known("information", rule.information.as_deref(), InformationCode::KNOWN)?;
        }
        Ok(())
    }

    fn check_registered(&self) -> Result<(), Wrong> {
        let mut known = HashSet::new();
        for (at, someone) in self.registered.iter().enumerate() {
            let key = |name: &str| format!("registered[{at}].{name}");
            is_document(key("document"), &someone.document_type, &someone.document)?;
            let is_nit = someone.document_type == DocumentType::Nit.as_str();
            require(
                is_nit == (someone.persona == Persona::Juridica),
                key("document_type"),
                &someone.document_type,
                "NIT is for companies, and they have nothing else",
            )?;
            require(
                someone.contact.is_some() == is_nit,
                key("contact"),
                "",
                "companies have one, people do not",
            )?;
            is_email(key("email"), &someone.email)?;
            let once = known.insert((someone.persona, someone.email.to_lowercase()));
            require(once, key("email"), &someone.email, "there twice")?;
        }
        Ok(())
    }

    fn check_entities(&self) -> Result<(), Wrong> {
        let mut codes = HashSet::new();
        for (at, entity) in self.entities.iter().enumerate() {
            let key = format!("entities[{at}].code");
            require(codes.insert(entity.code.as_str()), key, &entity.code, "there twice")?;
            named(format!("entities[{at}].name"), &entity.name)?;
        }
        Ok(())
    }

    fn check_members(&self) -> Result<(), Wrong> {
        let (mut documents, mut users, mut numbers) =
            (HashSet::new(), HashSet::new(), HashSet::new());
        for (at, member) in self.members.iter().enumerate() {
            let key = |name: &str| format!("members[{at}].{name}");
            is_document(key("document"), &member.document_type, &member.document)?;
            let once = documents.insert((&member.document_type, &member.document));
            require(once, key("document"), &member.document, "there twice")?;
            named(key("user"), &member.user)?;
            require(users.insert(&member.user), key("user"), &member.user, "there twice")?;
            named(key("password"), &member.password)?;
            is_email(key("email"), &member.email)?;
            for (of, account) in member.accounts.iter().enumerate() {
                let key = |name: &str| format!("members[{at}].accounts[{of}].{name}");
                self.check_account(account, key)?;
                let once = numbers.insert(&account.number);
                require(once, key("number"), &account.number, "there twice")?;
            }
        }
        Ok(())
    }

    fn check_account(&self, account: &Account, key: impl Fn(&str) -> String) -> Result<(), Wrong> {
        let known = self.entity(&account.entity).is_some();
        require(known, key("entity"), &account.entity, "not the code of an entity")?;
        let digits = (4..=20).contains(&account.number.len())
            && account.number.bytes().all(|b| b.is_ascii_digit());
        require(digits, key("number"), &account.number, "not 4 to 20 digits")?;
        for (name, amount) in [("balance", account.balance), ("cap", account.cap)] {
            let holds = !amount.is_sign_negative() && amount.normalize().scale() <= 2;
            require(
                holds,
                key(name),
                &amount.to_string(),
                "not an amount of at most two decimals",
            )?;
        }
        Ok(())
    }
}

fn named(key: String, text: &str) -> Result<(), Wrong> {
    let holds = !text.trim().is_empty() && text.chars().count() <= limits::NAME;
    require(holds, key, text, "not one to 60 characters")
}

fn is_document(key: String, kind: &str, number: &str) -> Result<(), Wrong> {
    let holds = DocumentType::from_code(kind).is_some_and(|kind| kind.accepts(number));
    require(holds, key, number, "not a number of its document type")
}

fn is_email(key: String, text: &str) -> Result<(), Wrong> {
    require(PayerField::EmailAddress.check(text).is_ok(), key, text, "not an e-mail address")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

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
            ("1066", Journey::Network),
        ] {
            assert_eq!(world.bank(code).unwrap().journey, journey, "{code}");
        }
        let creation = |code: &str| world.bank(code).unwrap().creation.clone();
        assert!(matches!(creation("9006"), Creation::Refuse(c) if c == "FAIL_BANKUNREACHEABLE"));
        assert!(matches!(creation("9007"), Creation::Refuse(c) if c == "FAIL_EXCEEDEDLIMIT"));
        assert!(matches!(creation("9008"), Creation::NeverAnswer));
    }

    #[test]
    fn every_code_of_the_specification_has_its_amount() {
        let world = World::built_in().unwrap();
        for code in CreateCode::KNOWN {
            assert!(world.amounts.iter().any(|r| r.creation.as_deref() == Some(code)), "{code}");
        }
        for code in InformationCode::KNOWN {
            let named = world.amounts.iter().any(|r| r.information.as_deref() == Some(code));
            assert!(named, "{code}");
        }
        assert_eq!((CreateCode::KNOWN.len(), InformationCode::KNOWN.len()), (18, 15));
    }

    #[test]
    fn a_world_with_a_mistake_is_refused_with_file_key_and_reason() {
        let world = |rest: &str| {
            let merchant = "[merchant]\nlogin='l'\nsecret='s'\nname='n'\nnit='1'\ndependants=[]\n";
            let banks =
                if rest.contains("[[banks]]") { "" } else { "[[banks]]\ncode='1'\nname='A'\n" };
            World::parse(Path::new("mine.toml"), &format!("{merchant}{banks}{rest}"))
        };
        assert!(world("").is_ok());
        let entity = "[[entities]]\ncode='a'\nname='A'\nemail='a@b.co'\nphone='1'\n";
        let member = |accounts: &str| {
            format!(
                "{entity}[[members]]\ndocument_type='CC'\ndocument='12345'\nname='A'\nuser='a'\npassword='p'\nemail='a@b.co'\nmobile='3'\naccounts=[{accounts}]\n"
            )
        };
        let account =
            "{entity='a',kind='savings',number='1234',balance='1',cap='1',payments_a_day=1}";
        assert!(world(&member(account)).is_ok());
        for (rest, key, reason) in [
            ("[[banks]]\ncode='0'\nname='A'".to_owned(), "banks[0].code", "hint"),
            (
                "[[banks]]\ncode='1'\nname='A'\n[[banks]]\ncode='1'\nname='B'".to_owned(),
                "banks[1].code",
                "twice",
            ),
            ("[[banks]]\ncode='../1'\nname='A'".to_owned(), "banks[0].code", "letters and digits"),
            ("[[banks]]\ncode='1'\nname=' '".to_owned(), "banks[0].name", "60"),
            ("[[banks]]\ncode='1'\nname='A'\njourney='fly'".to_owned(), "journey", "fly"),
            (
                "[[amounts]]\ntotal='5'\ncreation='FAIL'".to_owned(),
                "amounts[0].creation",
                "specification",
            ),
            (
                "[[amounts]]\ntotal='5.001'\ncreation='SUCCESS'".to_owned(),
                "amounts[0].total",
                "decimals",
            ),
            ("[[amounts]]\ntotal='5'".to_owned(), "amounts[0].total", "neither"),
            ("[[amounts]]\ntotal='mucho'\ncreation='SUCCESS'".to_owned(), "total", "mucho"),
            (member(&account.replace("'a'", "'b'")), "members[0].accounts[0].entity", "entity"),
            (member(&account.replace("'1234'", "'12x4'")), "accounts[0].number", "digits"),
            (member(&format!("{account},{account}")), "accounts[1].number", "twice"),
            (member("").replace("12345", "0"), "members[0].document", "document"),
            (member("").replace("user='a'", "user=''"), "members[0].user", "60"),
            (member("").replace("user=", "usuario="), "usuario", "unknown field"),
        ] {
            let error = world(&rest).unwrap_err().to_string();
            for part in ["mine.toml", key, reason] {
                assert!(error.contains(part), "{part} in {error}");
            }
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = World::read(Path::new("/nowhere/mine.toml")).unwrap_err().to_string();
        assert!(error.contains("/nowhere/mine.toml"), "{error}");
    }
}
