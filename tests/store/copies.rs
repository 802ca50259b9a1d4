//! Everything of a store is copied to another file, also after a kill, and the service goes on with that.

use std::process::Stdio;

use pse_tests::{Backend, wait_until};

use crate::deeds::{Commands, rows, with_many_people};

#[tokio::test]
async fn a_copy_that_was_killed_goes_on_and_the_service_with_it() {
    let mut backend = Backend::start().await;
    let begun = backend.shop().has_a_buyer().await.begins_with("9005").await;
    let copy = ["store", "copy", "--to", "sqlite:new.sqlite"];
    assert!(backend.refuses(&copy).contains("stop it first"));
    let itself = ["store", "copy", "--to", "sqlite:./pse.sqlite"];
    assert!(backend.refuses(&itself).contains("is the store itself"));
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    let setup = backend.left_behind();
    with_many_people(&setup.path("pse.sqlite"), 40_000);

    let mut killed = setup.program(&copy).stdout(Stdio::null()).spawn().unwrap();
    wait_until("a copy under way", async || {
        let note = std::fs::read_to_string(setup.path("new.sqlite.lock"));
        note.is_ok_and(|note| note.starts_with("copying")).then_some(())
    })
    .await;
    killed.kill().unwrap();
    assert!(!killed.wait().unwrap().success(), "it was too quick to be killed");
    let new = setup.set("PSE__STORE__URL", "sqlite:new.sqlite");
    assert!(new.refuses(&[]).contains("was cut short; run it again"));

    let setup = new.set("PSE__STORE__URL", "sqlite:pse.sqlite");
    let said = setup.does(&copy);
    assert!(said.contains("payments  1 rows, all compared"), "{said}");
    let old = setup.stats();
    assert!(setup.refuses(&[]).contains("was copied to sqlite:"));
    let new = setup.set("PSE__STORE__URL", "sqlite:new.sqlite");
    assert!(new.does(&["store", "verify"]).contains("is whole"));
    assert_eq!(rows(&new.stats(), "persons"), rows(&old, "persons"));
    let mut backend = new.start().await;
    assert_eq!(backend.shop().payment(&begun.payment).await["state"], "pending");
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    // Nothing was paid with the copy.
    let setup = backend.left_behind().set("PSE__STORE__URL", "sqlite:pse.sqlite");
    let _ = setup.does(&["store", "copy", "--undo"]);
    let backend = setup.start().await;
    assert_eq!(backend.shop().payment(&begun.payment).await["state"], "pending");
}
