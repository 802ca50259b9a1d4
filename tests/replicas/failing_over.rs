//! The database dies under load, or is replaced by its standby, or cuts its connections: nothing that anybody was told is
//! lost, and nothing is done twice.

use std::time::Duration;

use jiff::SignedDuration;
use pse_store_postgres::test_server::TestServer;
use pse_tests::Backend;
use pse_tests::books::Books;
use pse_tests::crowd::Crowd;
use pse_tests::database::Database;
use pse_tests::merchant::Merchant;
use pse_tests::several::Several;
use pse_tests::wait::{pause, wait_long};

use crate::dice::Dice;

/// How many buyers must be served before and after each trouble.
const BUYERS: usize = 10;
/// How long that may take where a server has to recover first.
const SERVED_WITHIN: Duration = Duration::from_secs(60);

/// Ends every other connection of the service's.
pub(crate) const CUT: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE application_name LIKE 'pse-backend%' AND pid % 2 = (extract(epoch FROM clock_timestamp())::bigint % 2)";

/// Two replicas over a database of their own, with buyers at both and a merchant that is told.
struct Stage {
    several: Several,
    merchant: Merchant,
    replicas: Vec<Backend>,
}

impl Stage {
    async fn over(database: Database) -> Self {
        let several = Several::over(database).await;
        let merchant = Merchant::that_takes(Duration::ZERO).await;
        let mut replicas = Vec::new();
        for _ in 0..2 {
            let setup = merchant.is_told_by(several.setup());
            let setup = setup.set("PSE__PROBE__FIRST_AFTER", "2s").set("PSE__PROBE__EVERY", "4s");
            replicas.push(setup.start().await);
        }
        Self { several, merchant, replicas }
    }

    fn crowd(&self) -> Crowd {
        let urls: Vec<String> = self.replicas.iter().map(|replica| replica.url.clone()).collect();
        Crowd::comes(&urls, 4)
    }

    async fn agree(&self, crowd: Crowd) {
        let told = crowd.leaves().await;
        let every = SignedDuration::from_secs(4);
        Books::of(&self.several, &self.merchant, told, every).agree().await;
    }
}

async fn served(crowd: &Crowd) {
    let before = crowd.served();
    let enough = async || (crowd.served() >= before + BUYERS).then_some(());
    wait_long("buyers served", SERVED_WITHIN, enough).await;
}

/// Each has a database of its own. Much of it is waiting for what was cut to be settled, so they do it at the same time.
#[tokio::test]
async fn a_database_that_dies_or_is_replaced_or_cuts_its_connections_under_load_loses_and_repeats_nothing()
 {
    tokio::join!(dies_and_comes_back(), is_replaced_by_its_standby(), cuts_connections());
}

/// Killed, and stopped at once; started again each time.
async fn dies_and_comes_back() {
    let stage = Stage::over(Database::on_a_server_of_its_own()).await;
    let crowd = stage.crowd();
    let server = stage.several.database.server(0);
    for stops in [TestServer::crash, TestServer::halt] {
        served(&crowd).await;
        stops(server);
        pause(Duration::from_millis(300)).await;
        server.begin();
    }
    served(&crowd).await;
    stage.agree(crowd).await;
}

/// A synchronous standby that takes over has all that was told.
async fn is_replaced_by_its_standby() {
    let mut database = Database::on_a_server_of_its_own();
    database.add_standby();
    database.waits_for_its_standby();
    let stage = Stage::over(database).await;
    let crowd = stage.crowd();
    served(&crowd).await;
    let (primary, standby) = (stage.several.database.server(0), stage.several.database.server(1));
    primary.crash();
    let _ = standby.run("postgres", "SELECT pg_promote()");
    served(&crowd).await;
    stage.agree(crowd).await;
    for replica in &stage.replicas {
        assert_eq!(replica.http().get("/readyz").await.status, 200);
    }
}

/// Half of them, at random moments.
async fn cuts_connections() {
    let stage = Stage::over(Database::on_a_server_of_its_own()).await;
    let crowd = stage.crowd();
    let mut dice = Dice::of(7);
    served(&crowd).await;
    for _ in 0..30 {
        pause(dice.between(Duration::from_millis(5), Duration::from_millis(150))).await;
        let _ = stage.several.database.run(CUT);
    }
    served(&crowd).await;
    stage.agree(crowd).await;
}
