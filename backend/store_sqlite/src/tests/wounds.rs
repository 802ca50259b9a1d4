//! Files with every kind of page, and ways to damage one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples::{checkout, moved, pending};
use pse_shared::PaymentState;
use rusqlite::Connection;
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::test_store::{file_in, open_in};

/// A page of a database.
pub(crate) struct Page {
    /// What the page is.
    pub(crate) name: &'static str,
    /// Its number, from 1.
    pub(crate) number: u32,
}

impl Page {
    /// The bytes of a page.
    pub(crate) const SIZE: usize = 4096;
}

/// A closed store with every kind of page: interior, leaf and overflow pages, indexes, free pages.
pub(crate) async fn sample() -> TempDir {
    static BYTES: OnceCell<Vec<u8>> = OnceCell::const_new();
    let bytes = BYTES.get_or_init(|| async { fs::read(file_in(&made().await)).unwrap() }).await;
    let folder = TempDir::new().unwrap();
    fs::write(file_in(&folder), bytes).unwrap();
    folder
}

async fn made() -> TempDir {
    let folder = TempDir::new().unwrap();
    let store = open_in(&folder).await.unwrap();
    for number in 0..200 {
        let payment = pending(&store, &format!("A{number}"), number).await;
        if number % 3 == 0 {
            moved(&store, &payment, PaymentState::Approved, number + 9).await;
        }
    }
    let mut long = checkout("LONG");
    long.description = "larga ".repeat(2_000);
    store.insert_checkout(&long, None).await.unwrap();
    store.close().await;
    let connection = Connection::open(file_in(&folder)).unwrap();
    connection
        .execute_batch("CREATE TABLE gone AS SELECT * FROM payments; DROP TABLE gone; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    folder
}

/// The root page of a table or an index.
pub(crate) fn root(file: &Path, name: &str) -> u32 {
    let connection = Connection::open(file).unwrap();
    let question = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    connection.query_row(question, [name], |row| row.get(0)).unwrap()
}

/// One page of each kind.
pub(crate) fn kinds_of_pages(file: &Path) -> Vec<Page> {
    let bytes = fs::read(file).unwrap();
    let payments = root(file, "payments");
    let (state, history) = (root(file, "payments_in_state"), root(file, "payment_history"));
    vec![
        Page { name: "table interior", number: payments },
        Page { name: "table leaf, old", number: leaf(&bytes, payments, false) },
        Page { name: "table leaf, new", number: leaf(&bytes, payments, true) },
        Page { name: "leaf without row numbers", number: leaf(&bytes, history, false) },
        Page { name: "index interior", number: state },
        Page { name: "index leaf", number: leaf(&bytes, state, false) },
        Page { name: "overflow", number: overflow(&bytes) },
        Page { name: "free, list", number: free(file) },
    ]
}

/// A number of four bytes in a file.
fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap())
}

/// The first or last leaf below the root of a table or an index.
fn leaf(bytes: &[u8], root: u32, last: bool) -> u32 {
    let page = begin(root);
    match bytes[page] {
        2 | 5 if last => leaf(bytes, number(bytes, page + 8), last),
        2 | 5 => {
            let cell = u16::from_be_bytes(bytes[page + 12..page + 14].try_into().unwrap());
            leaf(bytes, number(bytes, page + usize::from(cell)), last)
        }
        _ => root,
    }
}

/// A page that holds what is too long for a leaf.
fn overflow(bytes: &[u8]) -> u32 {
    let is_one = |page: &[u8]| page[0] == 0 && page.windows(11).any(|text| text == b"larga larga");
    let found = bytes.chunks(Page::SIZE).position(is_one).unwrap();
    u32::try_from(found).unwrap() + 1
}

/// The first page of the list of free pages, by the header.
fn free(file: &Path) -> u32 {
    let bytes = fs::read(file).unwrap();
    let first = number(&bytes, 32);
    assert!(first > 0, "there are free pages");
    first
}

/// Where a page begins in its file.
fn begin(page: u32) -> usize {
    (usize::try_from(page).unwrap() - 1) * Page::SIZE
}

/// Damages a page of a file.
pub(crate) fn corrupt(file: &Path, page: u32, damage: impl FnOnce(&mut [u8])) {
    let mut bytes = fs::read(file).unwrap();
    let begin = begin(page);
    damage(&mut bytes[begin..begin + Page::SIZE]);
    fs::write(file, bytes).unwrap();
}

/// Numbers that are the same for the same seed (xorshift).
pub(crate) fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

/// The numbers of 100 different pages.
pub(crate) fn random_pages(random: &mut impl FnMut() -> u64, bytes: &[u8]) -> Vec<u32> {
    let last = u32::try_from(bytes.len() / Page::SIZE).unwrap();
    let mut pages: Vec<u32> = (1..=last).collect();
    assert!(pages.len() > 120, "{} pages", pages.len());
    pages.sort_by_cached_key(|_| random());
    pages.truncate(100);
    pages
}

/// Flips one bit of a page.
pub(crate) fn flip(bytes: &mut [u8], page: u32, random: &mut impl FnMut() -> u64) {
    let at = usize::try_from(random()).unwrap() % Page::SIZE;
    bytes[begin(page) + at] ^= 1 << (random() % 8);
}

/// How many of some pages are of which kind.
pub(crate) fn kinds(bytes: &[u8], pages: &[u32]) -> BTreeMap<&'static str, usize> {
    let mut kinds = BTreeMap::new();
    for page in pages {
        let at = if *page == 1 { 100 } else { begin(*page) };
        let kind = match bytes[at] {
            2 => "index interior",
            5 => "table interior",
            10 => "index leaf",
            13 => "table leaf",
            _ => "overflow or free",
        };
        *kinds.entry(kind).or_default() += 1;
    }
    kinds
}
