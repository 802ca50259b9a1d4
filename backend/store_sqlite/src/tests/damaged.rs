//! A damaged file: when it is noticed, and what then.

use std::fs;
use std::time::Duration;

use pse_core::ports::store::{Store, StoreError};
use pse_core::ports::store_suite::samples::{change, checkout, pending};
use pse_shared::PaymentState;
use tempfile::TempDir;
use tokio::time::timeout;

use super::test_store::{TestStore, committed, file_in, open_in};
use super::wounds::{
    Page, corrupt, flip, kinds, kinds_of_pages, random, random_pages, root, sample,
};
use crate::cannot_open::CannotOpen;
use crate::store::SqliteStore;
use crate::verify::{trust_again, verify};

/// How long a check of a small file may take.
const LONGEST: Duration = Duration::from_secs(20);

/// What the watch finds in a file; `None` when a whole check ends without a finding.
async fn watched(store: &SqliteStore) -> Option<String> {
    tokio::select! {
        finding = store.damage() => Some(finding),
        () = store.watch.health().checked() => None,
    }
}

/// What is found when a file is opened, or by the watch afterwards, as if for the first time.
async fn found(folder: &TempDir) -> Option<String> {
    forget(folder);
    match open_in(folder).await {
        Err(reason) => Some(reason.named(&file_in(folder)).to_string()),
        Ok(store) => {
            let finding = timeout(LONGEST, watched(&store)).await.unwrap();
            store.close().await;
            finding
        }
    }
}

fn forget(folder: &TempDir) {
    let _ = fs::remove_file(file_in(folder).with_file_name("pse.sqlite.lock"));
}

#[tokio::test]
async fn nothing_is_found_in_a_file_that_is_whole() {
    let folder = sample().await;
    assert_eq!(found(&folder).await, None);
}

#[tokio::test]
async fn a_finding_stops_every_write_and_leaves_reading() {
    let folder = sample().await;
    let whole = fs::read(file_in(&folder)).unwrap();
    let leaf = kinds_of_pages(&file_in(&folder))
        .into_iter()
        .find(|page| page.name == "table leaf, old")
        .unwrap();
    corrupt(&file_in(&folder), leaf.number, |page| page.fill(0));
    let store = open_in(&folder).await.unwrap();
    let finding = timeout(LONGEST, store.damage()).await.unwrap();
    assert!(
        finding.contains("pse.sqlite: ") && finding.contains("pse-backend store restore"),
        "{finding}"
    );
    for done in [store.ready().await, store.insert_checkout(&checkout("B1"), None).await.map(drop)]
    {
        assert!(matches!(&done, Err(StoreError::Damaged(why)) if *why == finding), "{done:?}");
    }
    assert!(store.next_due().await.unwrap().is_some());
    store.close().await;
    // Opened again, it would be written to until the next whole check.
    let error = open_in(&folder).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::FoundDamaged(_)), "{error}");
    fs::write(file_in(&folder), whole).unwrap();
    assert_eq!(verify(&file_in(&folder)).unwrap().findings, Vec::<String>::new());
    assert!(trust_again(&file_in(&folder)).unwrap());
    open_in(&folder).await.unwrap();
}

#[tokio::test]
async fn damage_that_a_read_or_a_write_meets_is_a_finding() {
    for by_writing in [false, true] {
        let store = TestStore::new().await;
        let payment = pending(&*store, "A1", 0).await;
        let file = store.path();
        store.close().await;
        let folder = store.folder();
        // The index by which a payment is found and changed.
        corrupt(&file, root(&file, "sqlite_autoindex_payments_1"), |page| page[0] = 7);
        let store = open_in(&folder).await.unwrap();
        if by_writing {
            let change = change(&payment, PaymentState::Approved, 9);
            assert!(matches!(
                store.save(&change).await,
                Err(StoreError::Failed(_) | StoreError::Damaged(_))
            ));
        } else {
            store.payment(&payment.id).await.unwrap_err();
        }
        assert!(matches!(store.ready().await, Err(StoreError::Damaged(_))), "{by_writing}");
        store.close().await;
    }
}

#[tokio::test]
async fn a_file_that_is_no_store_is_named_and_left_as_it_is() {
    let whole = sample().await;
    let bytes = fs::read(file_in(&whole)).unwrap();
    let cases: [(&str, Vec<u8>); 4] = [
        ("less than a header", b"SQLite format 3\0".to_vec()),
        ("not a database", vec![b'x'; 10_000]),
        ("cut off", bytes[..bytes.len() / 2].to_vec()),
        ("not a database", [&[0; 100], &bytes[100..]].concat()),
    ];
    for (what, content) in cases {
        let folder = TempDir::new().unwrap();
        fs::write(file_in(&folder), &content).unwrap();
        let said = found(&folder).await.unwrap();
        assert!(said.contains("pse.sqlite: ") && said.contains(what), "{said}");
        assert!(said.contains("pse-backend store restore <backup>"), "{said}");
        assert_eq!(fs::read(file_in(&folder)).unwrap(), content);
    }
}

#[tokio::test]
async fn a_database_of_another_program_is_named_and_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let connection = rusqlite::Connection::open(file_in(&folder)).unwrap();
    connection.execute_batch("CREATE TABLE songs (title TEXT)").unwrap();
    drop(connection);
    let before = fs::read(file_in(&folder)).unwrap();
    let error = open_in(&folder).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::AnotherProgram(_)), "{error}");
    assert!(error.to_string().contains("pse.sqlite is a database of another program"), "{error}");
    assert_eq!(fs::read(file_in(&folder)).unwrap(), before);
}

#[tokio::test]
async fn a_store_that_has_become_empty_is_no_new_store() {
    let store = TestStore::new().await;
    store.insert_checkout(&checkout("A1"), None).await.unwrap();
    let file = store.path();
    store.close().await;
    let folder = store.folder();
    fs::write(&file, "").unwrap();
    let error = open_in(&folder).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::Emptied(_)), "{error}");
    // What never was a store may become one.
    fs::remove_file(file.with_file_name("pse.sqlite.lock")).unwrap();
    open_in(&folder).await.unwrap().close().await;
}

#[tokio::test]
async fn the_newest_rows_are_read_at_the_start() {
    let store = TestStore::new().await;
    pending(&*store, "A1", 0).await;
    store
        .run("UPDATE payments SET merchant_reference = 'A1', created_at = 9223372036854775807")
        .await
        .unwrap();
    let error = store.reopening_fails().await;
    assert!(error.to_string().contains("the newest rows of payments"), "{error}");
}

#[tokio::test]
async fn a_person_whose_data_has_another_letter_is_found() {
    let folder = sample().await;
    let leaf = root(&file_in(&folder), "persons");
    corrupt(&file_in(&folder), leaf, |page| {
        let at = page.windows(11).position(|text| text == b"ana@example").unwrap();
        page[at] = b'o';
    });
    let said = found(&folder).await.unwrap();
    assert!(said.contains("persons") && said.contains("digest"), "{said}");
}

#[tokio::test]
async fn a_bit_that_flips_in_each_of_100_pages_is_found() {
    let folder = sample().await;
    let file = file_in(&folder);
    let whole = fs::read(&file).unwrap();
    let mut random = random(7);
    for round in 0..3 {
        let mut bytes = whole.clone();
        for page in random_pages(&mut random, &bytes) {
            flip(&mut bytes, page, &mut random);
        }
        fs::write(&file, &bytes).unwrap();
        let said = found(&folder).await;
        assert!(
            said.as_deref().is_some_and(|said| said.contains("pse.sqlite")),
            "{round}: {said:?}"
        );
    }
}

#[tokio::test]
async fn one_bit_is_found_unless_it_changes_nothing_but_a_value() {
    let folder = sample().await;
    let file = file_in(&folder);
    let whole = fs::read(&file).unwrap();
    let mut random = random(11);
    let mut unseen = Vec::new();
    for page in random_pages(&mut random, &whole) {
        let mut bytes = whole.clone();
        flip(&mut bytes, page, &mut random);
        fs::write(&file, &bytes).unwrap();
        if verify(&file).unwrap().findings.is_empty() {
            unseen.push(page);
        }
    }
    let kinds = kinds(&whole, &unseen);
    println!("{} of 100 single bits were not seen: {kinds:?}", unseen.len());
    assert!(unseen.len() < 70, "{kinds:?}");
}

#[tokio::test]
async fn a_page_that_is_zeroed_or_torn_is_found_whatever_it_holds() {
    let folder = sample().await;
    let file = file_in(&folder);
    let whole = fs::read(&file).unwrap();
    let mut unseen = Vec::new();
    for page in kinds_of_pages(&file) {
        for (wound, half) in [("zeroed", 0), ("torn", Page::SIZE / 2)] {
            fs::write(&file, &whole).unwrap();
            // Torn: the half that was written last is not there.
            corrupt(&file, page.number, |page| page[half..].fill(0));
            if found(&folder).await.is_none() {
                unseen.push(format!("{} {wound}", page.name));
            }
        }
    }
    // Free pages hold nothing that anybody reads.
    unseen.retain(|unseen| !unseen.starts_with("free"));
    assert_eq!(unseen, Vec::<String>::new());
}

/// Opens what a killed store has left, with that log; what it then holds, or why it is refused.
async fn opened_with(killed: &TestStore, log: &[u8]) -> Result<i64, CannotOpen> {
    let folder = TempDir::new().unwrap();
    fs::copy(killed.path(), file_in(&folder)).unwrap();
    fs::write(file_in(&folder).with_file_name("pse.sqlite-wal"), log).unwrap();
    open_in(&folder).await?.close().await;
    Ok(committed(&file_in(&folder), "SELECT count(*) FROM payments"))
}

#[tokio::test]
async fn commits_that_cannot_be_read_in_the_log_are_noticed_at_the_start() {
    let store = TestStore::new().await;
    for at in 0..9 {
        pending(&*store, &format!("A{at}"), at).await;
    }
    let log = fs::read(store.path().with_file_name("pse.sqlite-wal")).unwrap();
    assert_eq!(opened_with(&store, &log).await.unwrap(), 9);
    let frame = 24 + usize::try_from(u32::from_be_bytes(log[8..12].try_into().unwrap())).unwrap();
    let middle = 32 + (log.len() - 32) / frame / 2 * frame;
    for at in [0, 9, 17, 25, 32, 40, 50, 60, middle, middle + 9, middle + 17, middle + 99] {
        let mut damaged = log.clone();
        damaged[at] ^= 1;
        let reason = opened_with(&store, &damaged).await.unwrap_err().to_string();
        assert!(reason.contains("pse.sqlite-wal is damaged"), "{at}: {reason}");
    }
    // The last commit alone may be torn: the power failed before anybody was told of it.
    let mut torn = log.clone();
    *torn.last_mut().unwrap() ^= 1;
    let (room, mut headless) = (vec![0; log.len()], log.clone());
    headless[..32].fill(0);
    assert!(opened_with(&store, &headless).await.is_err());
    for torn in
        [&torn, &log[..log.len() - 1], &log[..log.len() - frame], &log[..32], &log[..7], &room]
    {
        opened_with(&store, torn).await.unwrap();
    }
    // What an earlier use of the log has left behind its end is nothing that is missing.
    let mut reused = log.clone();
    for frame in log[32..].chunks(frame) {
        let mut earlier = frame.to_vec();
        earlier[8] ^= 1;
        reused.extend(earlier);
    }
    assert_eq!(opened_with(&store, &reused).await.unwrap(), 9);
}
