//! A bank list as it is served: the same bytes to everybody.

use std::sync::OnceLock;

use bytes::Bytes;
use jiff::Timestamp;
use pse_shared::api::{Bank, BankList};
use sha2::{Digest, Sha256};

use crate::time::bogota::{day_end, rfc3339};

/// A bank list, ready to be served over HTTP.
#[derive(Debug, Clone)]
pub struct ServedBankList {
    /// The banks, and when the provider gave them.
    pub list: BankList,
    /// When the provider gave the list.
    pub as_of: Timestamp,
    /// The list as JSON, the body of every answer.
    pub json: Bytes,
    /// Names the list: the start of the SHA-256 of the body, in hexadecimal.
    pub hash: String,
    /// The body compressed with brotli, once somebody has asked for it so.
    pub brotli: OnceLock<Bytes>,
    /// The body compressed with gzip, once somebody has asked for it so.
    pub gzip: OnceLock<Bytes>,
    /// When the list's day ends in Bogotá, computed once.
    pub day_end: Timestamp,
}

impl ServedBankList {
    /// Prepares a bank list to be served; `stale` flags one of an earlier day.
    ///
    /// # Errors
    /// When the list cannot be written as JSON.
    pub fn new(banks: Vec<Bank>, as_of: Timestamp, stale: bool) -> Result<Self, serde_json::Error> {
        let list = BankList { banks, as_of: rfc3339(as_of), stale };
        let json = serde_json::to_vec(&list)?;
        let hash = Sha256::digest(&json);
        let hash = data_encoding::HEXLOWER.encode(hash.get(..12).unwrap_or(&hash));
        Ok(Self {
            list,
            as_of,
            json: json.into(),
            hash,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
            day_end: day_end(as_of),
        })
    }

    /// Finds a bank of the list by its code.
    #[must_use]
    pub fn bank(&self, code: &str) -> Option<&Bank> {
        self.list.banks.iter().find(|bank| bank.code == code)
    }

    /// How long a browser may keep the list, in seconds: to the end of Bogotá's day; a stale list a minute.
    #[must_use]
    pub fn max_age(&self, now: Timestamp) -> i64 {
        if self.list.stale {
            return 60;
        }
        self.day_end.as_second().saturating_sub(now.as_second()).max(0)
    }
}
