//! Replicas on machines whose clocks are wrong by minutes, and are set while they run: all go by the database's clock.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use pse_tests::folder::TempFolder;
use pse_tests::orders::payment;
use pse_tests::{Backend, Setup, programs};

use pse_tests::ledger::{Gaps, transactions};
use pse_tests::merchant::Merchant;
use pse_tests::several::{Several, called};
use pse_tests::wait::wait_long;

/// How many payments begin at each of two replicas.
const PAYMENTS: usize = 4;
const EVERY: SignedDuration = SignedDuration::from_secs(3);
/// How far off a replica may have learnt the database's time: half of what its question took on a busy machine.
const LEARNT: SignedDuration = SignedDuration::from_millis(100);
/// How much later than its time a question may come on a busy machine: far less than the clocks are wrong by.
const LATE: SignedDuration = SignedDuration::from_secs(20);
const QUESTIONS: Duration = Duration::from_secs(90);

/// A machine whose clock is off by as many seconds as a file says.
struct WrongClock(TempFolder);

impl WrongClock {
    fn ahead_by(seconds: i64) -> Self {
        let clock = Self(TempFolder::new());
        clock.is_set(seconds);
        let source = programs::project().join("tests/replicas/wrong_clock.c");
        let mut compiler = Command::new("cc");
        let built = compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(clock.path("library"));
        assert!(built.arg(source).status().unwrap().success());
        clock
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn is_set(&self, seconds: i64) {
        // Whole at once: the service reads it at any time.
        let written = self.0.write("written", &seconds.to_string());
        std::fs::rename(written, self.path("seconds")).unwrap();
    }

    /// A replica on that machine.
    fn shown_to(&self, setup: Setup) -> Setup {
        let file = |name| self.path(name).display().to_string();
        setup.set("LD_PRELOAD", file("library")).set("WRONG_CLOCK", file("seconds"))
    }
}

#[expect(clippy::disallowed_methods, reason = "the time of the world outside is what is compared")]
fn now() -> Timestamp {
    Timestamp::now()
}

#[tokio::test]
async fn replicas_whose_clocks_are_wrong_by_minutes_neither_ask_twice_nor_starve_nor_settle_the_living()
 {
    tokio::join!(one_is_off_by(420, -420), one_is_off_by(-420, 420));
}

async fn one_is_off_by(seconds: i64, later: i64) {
    let several = Several::new().await;
    let merchant = Merchant::that_takes(Duration::ZERO).await;
    let setup = || {
        merchant
            .is_told_by(several.setup())
            .set("PSE__PROBE__FIRST_AFTER", "2s")
            .set("PSE__PROBE__EVERY", "3s")
    };
    let clock = WrongClock::ahead_by(seconds);
    let right = setup().start().await;
    let wrong = clock.shown_to(setup()).start().await;
    wrong.logs("the database's clock differs from this process's").await;
    let third = clock.shown_to(setup());
    let _third = creations_are_left_alone(&several, [&right, &wrong], third).await;

    for replica in [&right, &wrong] {
        for _ in 0..PAYMENTS {
            let _ = replica.shop().has_a_buyer().await.begins_with("9005").await;
        }
    }
    are_asked(&several, 2).await;
    // Somebody sets the clock of that machine, to another time that is wrong.
    clock.is_set(later);
    are_asked(&several, 4).await;

    let ledger = transactions(&several.sandbox).await;
    Gaps::of(&ledger).are_at_least(EVERY - LEARNT);
    Gaps::of(&ledger).are_at_most(EVERY + LATE);
    let heard = "SELECT count(*) AS living FROM processes
        WHERE heard_at > (extract(epoch FROM clock_timestamp()) - 10) * 1000000";
    assert_eq!(several.database.rows(heard)[0]["living"], 3);
    let off = "SELECT id, created_at FROM payments
        WHERE abs(created_at / 1000000.0 - extract(epoch FROM clock_timestamp())) > 200";
    assert_eq!(several.database.rows(off), [] as [serde_json::Value; 0]);

    merchant.has_taken(2 * PAYMENTS + 2).await;
    for arrival in merchant.arrivals() {
        let off = arrival.sent.duration_since(now());
        assert!(off.abs() < SignedDuration::from_mins(3), "{arrival:?} is off by {off:#}");
    }
    assert_eq!(several.sandbox.calls("getBankList").await, 1);
}

/// Each of two replicas has a creation under way, which the other leaves alone, and so does one that starts.
async fn creations_are_left_alone(
    several: &Several,
    replicas: [&Backend; 2],
    third: Setup,
) -> Backend {
    let mut clicks = Vec::new();
    for (number, replica) in replicas.into_iter().enumerate() {
        assert_eq!(replica.http().get("/v1/banks").await.status, 200);
        let buyer = replica.shop().has_a_buyer().await;
        several.sandbox.fault("createTransaction", "slow", 8_000, 1).await;
        clicks.push(tokio::spawn(buyer.confirmation(&payment("9005")).send()));
        called(&several.sandbox, "createTransaction", number + 1).await;
    }
    let third = third.start().await;
    for click in clicks {
        assert_eq!(click.await.unwrap().unwrap().status().as_u16(), 201);
    }
    let settled = "SELECT id FROM payments WHERE state = 'unanswered'";
    assert_eq!(several.database.rows(settled), [] as [serde_json::Value; 0]);
    third
}

/// Waits until each payment was asked about so often.
async fn are_asked(several: &Several, times: usize) {
    wait_long("questions about each payment", QUESTIONS, async || {
        let ledger = transactions(&several.sandbox).await;
        ledger.iter().all(|transaction| transaction.asked.len() >= times).then_some(())
    })
    .await;
}
