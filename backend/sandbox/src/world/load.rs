//! Reads the test world from `world.toml`, or from the file that takes its place, and says
//! what is wrong in it.

use std::io;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{AmountRule, Entity, Member, Registrant};
use crate::banks::Bank;

const BUILT_IN: &str = include_str!("../../world.toml");

/// The test world: the merchant, the banks, and who can pay how.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct World {
    /// Every address of these domains counts as registered with PSE.
    #[serde(default)]
    pub(crate) registered_domains: Vec<String>,
    pub(crate) merchant: Merchant,
    pub(crate) banks: Vec<Bank>,
    #[serde(default)]
    pub(crate) amounts: Vec<AmountRule>,
    #[serde(default)]
    pub(crate) registered: Vec<Registrant>,
    #[serde(default)]
    pub(crate) entities: Vec<Entity>,
    #[serde(default)]
    pub(crate) members: Vec<Member>,
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
    /// The file cannot be read.
    #[error("{}: {error}", file.display())]
    Missing { file: PathBuf, error: io::Error },
    /// The file is not a world; the reason shows line and key.
    #[error("{}: {error}", file.display())]
    Unreadable { file: PathBuf, error: Box<toml::de::Error> },
    /// A value cannot be used.
    #[error("{}: {key} = {value:?}: {problem}", file.display())]
    Wrong { file: PathBuf, key: String, value: String, problem: &'static str },
}

impl World {
    /// The world the sandbox comes with.
    pub(crate) fn built_in() -> Result<Self, WorldError> {
        Self::parse(Path::new("world.toml"), BUILT_IN)
    }

    /// Reads the world from a file.
    pub(crate) fn read(file: &Path) -> Result<Self, WorldError> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| WorldError::Missing { file: file.to_owned(), error })?;
        Self::parse(file, &text)
    }

    pub(super) fn parse(file: &Path, text: &str) -> Result<Self, WorldError> {
        let world: Self = toml::from_str(text).map_err(|error| WorldError::Unreadable {
            file: file.to_owned(),
            error: Box::new(error),
        })?;
        world.check().map_err(|wrong| WorldError::Wrong {
            file: file.to_owned(),
            key: wrong.key,
            value: wrong.value,
            problem: wrong.problem,
        })?;
        Ok(world)
    }

    /// The bank of that code.
    pub(crate) fn bank(&self, code: &str) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.code == code)
    }

    /// The member with that document.
    pub(crate) fn member(&self, document_type: &str, document: &str) -> Option<&Member> {
        self.members.iter().find(|member| {
            member.document_type == document_type && member.document.eq_ignore_ascii_case(document)
        })
    }

    /// The entities where `member` has accounts that can be used.
    pub(crate) fn entities_of(&self, member: &Member) -> Vec<&Entity> {
        let has_one = |entity: &&Entity| member.accounts_at(&entity.code).next().is_some();
        self.entities.iter().filter(has_one).collect()
    }

    /// The entity of that code.
    pub(crate) fn entity(&self, code: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.code == code)
    }

    /// The secret as the start page shows it: published test data, no secret at all.
    pub(crate) fn shown_secret(&self) -> &str {
        self.merchant.secret.expose_secret()
    }
}
