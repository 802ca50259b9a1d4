//! Files that others than their owner could reach.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use pse_core::ports::store::Store;
use tempfile::TempDir;

use super::test_store::{TestStore, file_in, open_in};
use crate::cannot_open::CannotOpen;
use crate::inspect::exposed_in;
use pse_core::ports::store_suite::samples::checkout;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

async fn exposed(path: &Path) -> Vec<String> {
    exposed_in(&format!("sqlite:{}", path.display())).await.unwrap()
}

#[tokio::test]
async fn looser_files_of_an_earlier_build_are_narrowed_and_keep_what_they_hold() {
    let store = TestStore::new().await;
    let kept = checkout("A1");
    store.insert_checkout(&kept, None).await.unwrap();
    let path = store.path();
    let files = ["pse.sqlite", "pse.sqlite-wal", "pse.sqlite-shm", "pse.sqlite.lock"];
    // The log and its index lie there while a store is open, and after it was killed.
    let copied = TempDir::new().unwrap();
    for (file, loose) in files.iter().zip([0o644, 0o666, 0o660, 0o604]) {
        let copy = copied.path().join(file);
        fs::copy(path.with_file_name(file), &copy).unwrap();
        set_mode(&copy, loose);
    }
    let told = exposed(&file_in(&copied)).await;
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(
        told[0].contains("may be read by others than its owner (mode 644): chmod 600 "),
        "{told:?}"
    );
    assert!(told[1].contains("may be written by others than its owner (mode 666)"), "{told:?}");

    let store = open_in(&copied).await.unwrap();
    assert_eq!(store.checkout(&kept.id).await.unwrap(), Some(kept));
    for file in files {
        assert_eq!(mode(&copied.path().join(file)), 0o600, "{file}");
    }
    assert_eq!(exposed(&file_in(&copied)).await, Vec::<String>::new());
}

#[tokio::test]
async fn telling_of_loose_files_changes_and_makes_none() {
    let folder = TempDir::new().unwrap();
    assert_eq!(exposed(&file_in(&folder)).await, Vec::<String>::new());
    assert!(!file_in(&folder).exists());
    fs::write(file_in(&folder), "").unwrap();
    set_mode(&file_in(&folder), 0o644);
    assert_eq!(exposed(&file_in(&folder)).await.len(), 1);
    assert_eq!(mode(&file_in(&folder)), 0o644);
}

#[tokio::test]
async fn a_folder_that_everybody_may_write_to_is_closed_to_them() {
    let folder = TempDir::new().unwrap();
    set_mode(folder.path(), 0o777);
    let told = exposed(&file_in(&folder)).await;
    let mend = format!("chmod o-w {}", folder.path().display());
    assert!(matches!(&*told, [told] if told.ends_with(&mend)), "{told:?}");
    open_in(&folder).await.unwrap();
    assert_eq!(mode(folder.path()), 0o775);
}

#[tokio::test]
async fn a_folder_where_each_removes_only_its_own_files_is_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    set_mode(folder.path(), 0o1777);
    assert_eq!(exposed(&file_in(&folder)).await, Vec::<String>::new());
    open_in(&folder).await.unwrap();
    assert_eq!(mode(folder.path()), 0o1777);
    assert_eq!(mode(&file_in(&folder)), 0o600);
}

#[tokio::test]
async fn a_link_to_the_database_leads_to_the_files_that_are_narrowed() {
    let (folder, links) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::write(file_in(&folder), "").unwrap();
    set_mode(&file_in(&folder), 0o640);
    set_mode(links.path(), 0o777);
    std::os::unix::fs::symlink(file_in(&folder), file_in(&links)).unwrap();
    open_in(&links).await.unwrap();
    assert_eq!(mode(&file_in(&folder)), 0o600);
    // Whoever writes there could point the link elsewhere.
    assert_eq!(mode(links.path()), 0o775);
}

#[tokio::test]
async fn a_link_in_place_of_the_log_is_refused() {
    let (folder, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let log = file_in(&folder).with_file_name("pse.sqlite-wal");
    std::os::unix::fs::symlink(file_in(&elsewhere), &log).unwrap();
    let error = open_in(&folder).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::Link(_)), "{error}");
    assert!(error.to_string().ends_with(&format!("rm {}", log.display())), "{error}");
}
