//! A bank list as it is served: the same bytes to everybody.

use axum::body::Bytes;
use http::HeaderValue;
use jiff::Timestamp;
use pse_shared::api::{Bank, BankList};
use sha2::{Digest, Sha256};

use super::day::{day_end, rfc3339};

/// A list and what HTTP says of it.
#[derive(Debug, Clone)]
pub struct Served {
    /// The banks.
    pub list: BankList,
    /// When the provider gave it.
    pub as_of: Timestamp,
    /// The body.
    pub json: Bytes,
    /// `ETag`, with its quotes.
    pub etag: HeaderValue,
    /// When its day ends in Bogotá: what is asked before needs no calendar.
    pub day_end: Timestamp,
}

impl Served {
    /// A list to be served.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn new(banks: Vec<Bank>, as_of: Timestamp, stale: bool) -> Result<Self, serde_json::Error> {
        let list = BankList { banks, as_of: rfc3339(as_of), stale };
        let json = serde_json::to_vec(&list)?;
        let hash = Sha256::digest(&json);
        let etag =
            format!("\"{}\"", data_encoding::HEXLOWER.encode(hash.get(..12).unwrap_or(&hash)));
        let etag = HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""));
        Ok(Self { list, as_of, json: json.into(), etag, day_end: day_end(as_of) })
    }

    /// The bank of that code.
    #[must_use]
    pub fn bank(&self, code: &str) -> Option<&Bank> {
        self.list.banks.iter().find(|bank| bank.code == code)
    }

    /// How long a browser may keep it, in seconds: to the end of Bogotá's day; a stale one a minute.
    #[must_use]
    pub fn max_age(&self, now: Timestamp) -> i64 {
        if self.list.stale {
            return 60;
        }
        self.day_end.as_second().saturating_sub(now.as_second()).max(0)
    }
}
