//! Two services over one database, each with the sandbox inside: each would have a provider of its own, which knows nothing
//! of the other's payments.

use pse_store_postgres::test_server::TestServer;
use pse_tests::Setup;
use pse_tests::process::Process;

const REFUSED: &str = "another process with the sandbox inside has the store open, and each would have its own provider: \
     set sandbox.enabled = false in all but one";

#[tokio::test]
async fn a_second_service_with_the_sandbox_inside_is_refused_while_the_first_lives() {
    let database = TestServer::shared().database();
    let setup = || Setup::new().set("PSE__STORE__URL", database.url());
    let first = setup().start().await;
    let begun = first.shop().has_a_buyer().await.begins_with("9005").await;

    let second = tokio::task::spawn_blocking({
        let setup = setup();
        move || setup.run(&[])
    });
    let second = second.await.unwrap();
    let said = [second.stdout, second.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(!second.status.success() && said.contains(REFUSED), "{said}");
    assert_eq!(database.run("SELECT count(*) FROM processes"), "1", "it has left");

    // What it says to do is enough: the first one's sandbox is the provider of both.
    let third = setup().endpoint(&first.sandbox.endpoint()).start().await;
    let buyer = third.shop().has_a_buyer().await;
    let _ = buyer.walks_to_the_bank_and_presses(&buyer.begins_with("9001").await, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    assert_eq!(first.shop().payment(&begun.payment).await["state"], "pending");
}

#[tokio::test]
async fn a_service_with_the_sandbox_inside_takes_over_from_one_that_was_killed() {
    let database = TestServer::shared().database();
    let setup = Setup::new().set("PSE__STORE__URL", database.url());
    let again = setup.start().await.kill().start().await;
    let _ = again.shop().has_a_buyer().await.begins_with("9001").await;
}

#[tokio::test]
async fn of_two_services_with_the_sandbox_inside_that_start_at_once_not_both_serve() {
    let database = TestServer::shared().database();
    // Somebody else's sandbox is gone without a word, so that both listen.
    drop(Setup::new().set("PSE__STORE__URL", database.url()).start().await.kill());
    let setups = [(); 2].map(|()| Setup::new().set("PSE__STORE__URL", database.url()));
    let mut ready = 0;
    let started =
        setups.each_ref().map(|setup| Process::start("pse-backend", &mut setup.program(&[])));
    for mut process in started {
        let is_ready = process.says("how it begins", |line| {
            let is_refused = line.contains(REFUSED);
            let is_ready = line.contains("The service is ready.");
            (is_refused || is_ready).then_some(is_ready)
        });
        ready += usize::from(is_ready.await);
    }
    assert!(ready < 2, "both serve");
}
