//! Everything that can die, stand still or be cut, at random moments while buyers pay: then all books must agree.
//!
//! `make chaos` runs it for `MINUTES`; `SEED` repeats a run as far as the machine lets it; with `MIXED=1` one of the two replicas is
//! of the previous release.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use pse_tests::books::Books;
use pse_tests::crowd::Crowd;
use pse_tests::database::Database;
use pse_tests::merchant::Merchant;
use pse_tests::several::Several;
use pse_tests::wait::pause;
use pse_tests::{Backend, Release, Setup};

use crate::dice::Dice;
use crate::failing_over::CUT;

/// How long the short form lasts, and for how long of it replicas are killed: what they leave is found later than the rest.
const SHORT: Duration = Duration::from_secs(24);
const KILLS: Duration = Duration::from_secs(8);

/// What goes wrong.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// A replica is killed and started again.
    Kill,
    /// A replica is asked to stop and started again.
    Restart,
    /// A replica stands still for a while.
    StandStill,
    /// A replica stands still for longer than its claims last, and the other waits before it takes it for dead.
    StandStillForLong,
    /// Half the connections to the database are ended.
    Cut,
    /// The database is killed and started again.
    Crash,
    /// The database stops at once and is started again.
    Halt,
}

const LIGHT: [Trouble; 8] = [
    Trouble::StandStill,
    Trouble::StandStill,
    Trouble::Cut,
    Trouble::Cut,
    Trouble::Cut,
    Trouble::Restart,
    Trouble::Crash,
    Trouble::Halt,
];
const HEAVY: [Trouble; 4] =
    [Trouble::Kill, Trouble::Kill, Trouble::StandStillForLong, Trouble::Kill];

/// How long, and by which chance.
struct Plan {
    lasts: Duration,
    seed: u64,
    is_short: bool,
    is_mixed: bool,
}

impl Plan {
    fn asked_for() -> Self {
        let number = |name: &str| -> Option<u64> {
            std::env::var_os(name)?.to_str().map(|text| text.parse().expect("a number"))
        };
        let minutes = number("MINUTES");
        Self {
            lasts: minutes.map_or(SHORT, |minutes| Duration::from_secs(60 * minutes)),
            seed: number("SEED").unwrap_or_else(|| u64::from(std::process::id())),
            is_short: minutes.is_none(),
            is_mixed: number("MIXED") == Some(1),
        }
    }

    /// What goes wrong next, after so much time.
    fn next(&self, dice: &mut Dice, after: Duration) -> Trouble {
        let trouble = if dice.below(3) == 0 { *dice.pick(&HEAVY) } else { *dice.pick(&LIGHT) };
        let is_too_late = matches!(trouble, Trouble::Kill) && after > KILLS;
        let is_too_long = matches!(trouble, Trouble::StandStillForLong);
        match self.is_short {
            true if is_too_late => Trouble::Cut,
            true if is_too_long => Trouble::StandStill,
            true | false => trouble,
        }
    }
}

/// Two replicas; the place of one that is not running is empty for a moment.
struct Stage {
    several: Several,
    replicas: Vec<Backend>,
    dice: Dice,
}

impl Stage {
    async fn suffers(&mut self, trouble: Trouble) {
        let place = usize::try_from(self.dice.below(2)).expect("0 or 1");
        let short = self.dice.between(Duration::from_millis(10), Duration::from_millis(800));
        match trouble {
            Trouble::Kill => {
                let setup = self.replicas.remove(place).kill();
                self.starts(place, setup, short).await;
            }
            Trouble::Restart => {
                let mut leaving = self.replicas.remove(place);
                leaving.ask_to_stop();
                assert!(leaving.exit().await.success());
                self.starts(place, leaving.left_behind(), short).await;
            }
            Trouble::StandStill => self.stands_still(place, short * 8).await,
            Trouble::StandStillForLong => {
                let long = self.dice.between(Duration::from_secs(20), Duration::from_secs(60));
                self.stands_still(place, long).await;
            }
            Trouble::Cut => drop(self.several.database.run(CUT)),
            Trouble::Crash | Trouble::Halt => {
                let server = self.several.database.server(0);
                if matches!(trouble, Trouble::Crash) {
                    server.crash()
                } else {
                    server.halt()
                }
                pause(short).await;
                self.several.database.server(0).begin();
            }
        }
    }

    async fn starts(&mut self, place: usize, setup: Setup, after: Duration) {
        pause(after).await;
        self.replicas.insert(place, setup.start().await);
    }

    async fn stands_still(&self, place: usize, lasting: Duration) {
        let from = now();
        self.replicas[place].suspend();
        pause(lasting).await;
        self.replicas[place].resume();
        // What went wrong is mostly found by when it did.
        println!("          replica {place} stood still from {from} to {}", now());
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the provider's ledger has the time of the world outside"
)]
fn now() -> Timestamp {
    Timestamp::now()
}

#[tokio::test]
async fn whatever_dies_or_stands_still_at_whatever_moment_all_books_agree_in_the_end() {
    let plan = Plan::asked_for();
    let several = Several::over(Database::on_a_server_of_its_own()).await;
    let merchant = Merchant::that_takes(Duration::ZERO).await;
    let mut replicas = Vec::new();
    let second = if plan.is_mixed { Release::Previous } else { Release::This };
    for release in [Release::This, second] {
        let setup = merchant.is_told_by(several.setup());
        let setup = setup.set("PSE__PROBE__FIRST_AFTER", "2s").set("PSE__PROBE__EVERY", "4s");
        replicas.push(setup.of(release).start().await);
    }
    let urls: Vec<String> = replicas.iter().map(|replica| replica.url.clone()).collect();
    let crowd = Crowd::comes(&urls, 3);
    let mut stage = Stage { several, replicas, dice: Dice::of(plan.seed) };
    println!("SEED={}", plan.seed);
    let began = Instant::now();
    let mut suffered = 0;
    while began.elapsed() < plan.lasts {
        let trouble = plan.next(&mut stage.dice, began.elapsed());
        if !plan.is_short {
            println!(
                "{:>6.1} s  {trouble:?}, {} served",
                began.elapsed().as_secs_f32(),
                crowd.served()
            );
        }
        stage.suffers(trouble).await;
        suffered += 1;
        let calm = stage.dice.between(Duration::from_millis(50), Duration::from_millis(900));
        pause(calm).await;
    }
    println!("{suffered} troubles, {} served", crowd.served());
    let told = crowd.leaves().await;
    assert!(told.len() > suffered, "only {} were served beside {suffered} troubles", told.len());
    let every = SignedDuration::from_secs(4);
    Books::of(&stage.several, &merchant, told, every).agree().await;
}
