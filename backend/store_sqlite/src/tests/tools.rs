//! What an operator does with a file: back it up, put a backup in its place, check it.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples::{checkout, moved, notification, pending};
use pse_shared::PaymentState;
use rusqlite::Connection;
use tempfile::TempDir;

use super::test_store::{TestStore, file_in, open_in};
use super::wounds::{corrupt, root};
use crate::backup::{backup, until_nobody_wrote};
use crate::beside::BESIDE;
use crate::cannot_open::CannotOpen;
use crate::lock::{FileLock, Note};
use crate::restore::restore;
use crate::stats::stats;
use crate::verify::verify;

/// A store with a payment in every state but `creating`, and what goes with them.
async fn stored() -> TestStore {
    let store = TestStore::new().await;
    for (state, at) in
        PaymentState::ALL.into_iter().filter(|state| *state != PaymentState::Creating).zip(0..)
    {
        let payment = pending(&*store, &format!("A{at}"), at).await;
        if state != PaymentState::Pending {
            moved(&*store, &payment, state, at + 9).await;
        }
    }
    let payment = pending(&*store, "TOLD", 40).await;
    for at in [41, 42] {
        let payment = store.payment(&payment.id).await.unwrap().unwrap();
        let mut change =
            pse_core::ports::store_suite::samples::change(&payment, PaymentState::Pending, at);
        change.notification = Some(notification(&payment, at));
        store.save(&change).await.unwrap();
    }
    store
}

fn beside(file: &Path, name: &str) -> PathBuf {
    file.with_file_name(name)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_backup_of_an_open_store_is_whole_and_its_owners_alone() {
    let store = stored().await;
    let to = beside(&store.path(), "backup.sqlite");
    let made = backup(&store.path(), &to, false).unwrap();
    assert_eq!(made.bytes, to.metadata().unwrap().len());
    assert_eq!(to.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(verify(&to).unwrap().findings, Vec::<String>::new());
    let (there, here) = (stats(&to).unwrap(), stats(&store.path()).unwrap());
    assert_eq!(there.held, here.held);
    assert_eq!(there.held.undelivered_notifications, 2);
    // Looking at it leaves nothing beside it.
    assert!(names(to.parent().unwrap()).iter().all(|name| !name.starts_with("backup.sqlite-")));
}

#[tokio::test]
async fn nothing_is_written_over_unless_it_is_wanted_and_the_store_never_is() {
    let store = stored().await;
    let to = beside(&store.path(), "backup.sqlite");
    fs::write(&to, "yesterday's").unwrap();
    assert!(backup(&store.path(), &to, false).unwrap_err().0.contains("is there already"));
    assert_eq!(fs::read(&to).unwrap(), b"yesterday's");
    let link = beside(&store.path(), "link.sqlite");
    std::os::unix::fs::symlink(store.path(), &link).unwrap();
    for itself in [store.path(), link] {
        assert!(backup(&store.path(), &itself, true).unwrap_err().0.contains("the store itself"));
    }
    backup(&store.path(), &to, true).unwrap();
    assert_eq!(verify(&to).unwrap().findings, Vec::<String>::new());
    let nowhere = store.path().join("nowhere");
    assert!(backup(&store.path(), &nowhere, false).unwrap_err().0.contains("cannot write"));
    assert!(!names(store.path().parent().unwrap()).iter().any(|name| name.ends_with(".part")));
}

#[tokio::test]
async fn nothing_takes_the_place_of_what_belongs_beside_the_store() {
    let store = stored().await;
    for suffix in BESIDE {
        let taken = beside(&store.path(), &format!("pse.sqlite{suffix}"));
        let refusal = backup(&store.path(), &taken, true).unwrap_err().0;
        assert!(refusal.contains("belongs to the store"), "{refusal}");
    }
}

#[tokio::test]
async fn a_copy_begins_anew_when_a_service_came_meanwhile() {
    let store = stored().await;
    let file = store.path();
    store.close().await;
    let mut began = 0;
    until_nobody_wrote(&file, || {
        began += 1;
        if began == 1 {
            fs::write(beside(&file, "pse.sqlite-wal"), "").unwrap();
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(began, 2);
    // One that came and went.
    fs::remove_file(beside(&file, "pse.sqlite-wal")).unwrap();
    let mut began = 0;
    until_nobody_wrote(&file, || {
        began += 1;
        if began == 1 {
            let longer = file.metadata().unwrap().len() + 4096;
            fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(longer).unwrap();
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(began, 2);
}

#[tokio::test]
async fn what_a_cut_short_restore_has_left_is_not_written_over_with_itself() {
    let store = stored().await;
    let (file, left) = (store.path(), beside(&store.path(), "pse.sqlite.part"));
    backup(&file, &left, false).unwrap();
    store.close().await;
    let (before, whole) = (fs::read(&file).unwrap(), fs::read(&left).unwrap());
    let refusal = restore(&left, &file, true).unwrap_err().0;
    assert!(refusal.contains("give it another name first"), "{refusal}");
    assert_eq!((fs::read(&file).unwrap(), fs::read(&left).unwrap()), (before, whole));
}

/// How many locks of SQLite this process has on a file, as other processes see them.
fn locks_on(file: &Path) -> usize {
    let (process, number) = (std::process::id().to_string(), file.metadata().unwrap().ino());
    let number = format!(":{number}");
    let is_ours = |line: &&str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.contains(&"POSIX")
            && words.contains(&process.as_str())
            && words.iter().any(|word| word.ends_with(&number))
    };
    fs::read_to_string("/proc/locks").unwrap().lines().filter(is_ours).count()
}

#[tokio::test]
async fn a_check_takes_no_lock_of_an_open_store_away() {
    let store = stored().await;
    let locks = locks_on(&store.path());
    assert!(locks > 0, "the test has lost its point");
    assert_eq!(verify(&store.path()).unwrap().findings, Vec::<String>::new());
    assert_eq!(locks_on(&store.path()), locks);
}

#[tokio::test]
async fn a_backup_takes_the_place_of_the_store_which_is_kept() {
    let store = stored().await;
    let (file, to) = (store.path(), beside(&store.path(), "backup.sqlite"));
    backup(&file, &to, false).unwrap();
    let later = checkout("LATER");
    store.insert_checkout(&later, None).await.unwrap();
    assert!(restore(&to, &file, true).unwrap_err().0.contains("a service uses"));
    store.close().await;
    let folder = store.folder();
    assert!(restore(&to, &file, false).unwrap_err().0.contains("--force"));
    let kept = restore(&to, &file, true).unwrap().kept.unwrap();
    let restored = open_in(&folder).await.unwrap();
    assert_eq!(restored.checkout(&later.id).await.unwrap(), None);
    restored.insert_checkout(&later, None).await.unwrap();
    restored.close().await;
    // The old file is a store, too, and is put back the same way.
    assert!(
        restore(&kept, &file, true).unwrap().kept.unwrap().ends_with("pse.sqlite.before-restore-2")
    );
    let restored = open_in(&folder).await.unwrap();
    assert_eq!(restored.checkout(&later.id).await.unwrap(), Some(later));
}

#[tokio::test]
async fn the_log_of_a_killed_store_goes_with_its_file() {
    let store = stored().await;
    let killed = TempDir::new().unwrap();
    for name in ["pse.sqlite", "pse.sqlite-wal", "pse.sqlite-shm"] {
        fs::copy(beside(&store.path(), name), beside(&file_in(&killed), name)).unwrap();
    }
    let empty = TestStore::new().await;
    let to = beside(&empty.path(), "backup.sqlite");
    backup(&empty.path(), &to, false).unwrap();
    let file = file_in(&killed);
    let kept = restore(&to, &file, true).unwrap().kept.unwrap();
    assert_eq!(
        stats(&file).unwrap().held.tables.iter().find(|it| it.table == "payments").unwrap().rows,
        0
    );
    assert_eq!(stats(&kept).unwrap().held.tables, stats(&store.path()).unwrap().held.tables);
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_nothing_is_changed() {
    let store = stored().await;
    let (file, to) = (store.path(), beside(&store.path(), "backup.sqlite"));
    backup(&file, &to, false).unwrap();
    store.close().await;
    corrupt(&to, root(&to, "payments_in_state"), |page| page[20..].fill(7));
    let before = fs::read(&file).unwrap();
    assert!(
        restore(&to, &file, true)
            .unwrap_err()
            .0
            .contains("backup.sqlite is damaged, and nothing was changed")
    );
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn no_store_is_opened_in_the_middle_of_a_restore_which_can_be_run_again() {
    let store = stored().await;
    let (file, to) = (store.path(), beside(&store.path(), "backup.sqlite"));
    backup(&file, &to, false).unwrap();
    store.close().await;
    let folder = store.folder();
    FileLock::take(&file).unwrap().write(Note::Restoring).unwrap();
    fs::rename(&file, beside(&file, "pse.sqlite.before-restore-1")).unwrap();
    let error = open_in(&folder).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::HalfRestored(_)), "{error}");
    restore(&to, &file, false).unwrap();
    open_in(&folder).await.unwrap();
}

/// What a check says of a store after somebody has changed it.
async fn verified_after(change: &str) -> Vec<String> {
    let store = stored().await;
    store.close().await;
    let file = store.path();
    let connection = Connection::open(&file).unwrap();
    connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {change}")).unwrap();
    drop(connection);
    verify(&file).unwrap().findings
}

#[tokio::test]
async fn rows_that_do_not_agree_are_told() {
    assert_eq!(verified_after("").await, Vec::<String>::new());
    for (change, told) in [
        ("UPDATE payment_counts SET payments = payments + 1", "the count of payments is wrong"),
        ("DELETE FROM payment_counts WHERE state = 'pending'", "the count of payments is wrong"),
        (
            "PRAGMA ignore_check_constraints = ON; UPDATE payments SET next_probe_at = NULL WHERE state = 'pending'",
            "a pending payment has no time to be asked about",
        ),
        ("UPDATE payments SET total_amount = total_amount + 1 WHERE state = 'approved'", "a payment and its checkout differ"),
        ("UPDATE checkouts SET state = 'open'", "a checkout is not as its living or paid payment makes it"),
        ("DELETE FROM payment_history WHERE version = 1", "a payment's history has a gap"),
        ("DELETE FROM payment_history", "a payment is not in the state in which its history ends"),
        ("UPDATE payments SET version = 0", "a payment's history goes beyond its version"),
        ("UPDATE notifications SET behind = 1 - behind", "a notification waits behind none"),
        ("DELETE FROM checkouts WHERE reference = 'A0'", "refers to one of checkouts that is not there"),
        ("UPDATE payments SET provider_data = '[]'", "column provider_data"),
        ("UPDATE checkouts SET site = '?'", "column site"),
        ("DROP INDEX payments_blocking_reference", "the index payments_blocking_reference is missing"),
        (
            "DROP INDEX payments_blocking_checkout;
             UPDATE payments SET checkout_id = (SELECT checkout_id FROM payments WHERE state = 'approved')",
            "several payments of a checkout are alive or paid",
        ),
        (
            "DROP INDEX payments_blocking_reference; DROP INDEX payments_attempt;
             UPDATE payments SET merchant_reference = 'A0'",
            "several payments of a reference are alive or paid",
        ),
        ("INSERT INTO _sqlx_migrations VALUES (9999, '', '', 1, x'', 0)", "newer than this program knows"),
    ] {
        let findings = verified_after(change).await;
        assert!(findings.iter().any(|finding| finding.contains(told)), "{change}: {findings:?}");
    }
}
