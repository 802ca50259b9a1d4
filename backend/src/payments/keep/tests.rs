//! The store fails after the provider said yes, and comes back.

use std::path::Path;
use std::sync::Arc;

use pse_shared::PaymentState;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tokio::sync::Notify;

use super::*;
use crate::clock::{Clock, ManualClock};
use crate::events::Events;
use crate::notifications::compose::Composer;
use crate::notifications::operator::Operator;
use crate::payments::times::ProbeTimes;
use crate::provider::answer::{Names, Reason};
use crate::store::sqlite::tests::{folder::Folder, records};
use crate::store::{InsertIntent, Store};

/// Whoever writes payments next fails, as on a full disk.
const BREAK: &str =
    "CREATE TRIGGER broken BEFORE UPDATE ON payments BEGIN SELECT RAISE(ABORT, 'disk'); END";
const MEND: &str = "DROP TRIGGER broken";

async fn run(file: &Path, statement: &str) {
    let mut other = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut other).await.unwrap();
    other.close().await.unwrap();
}

fn accepted() -> Event {
    Event::Creation(Creation::Accepted {
        names: Names { transaction_id: Some(15), cus: Some("0021".into()), ..Names::default() },
        bank_url: "https://pse.example/1".into(),
        reason: Reason { return_code: Some("SUCCESS".into()), ..Reason::default() },
    })
}

#[tokio::test]
async fn an_acceptance_the_store_could_not_keep_is_kept_later_and_never_payable() {
    let folder = Folder::new();
    let store: Arc<dyn Store> = Arc::new(folder.open().await.unwrap());
    let clock = Arc::new(ManualClock::new(records::minute(1)));
    let mover = Mover {
        store: Arc::clone(&store),
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        times: ProbeTimes { first_after: PAUSE, every: PAUSE },
        events: Events::default(),
        composer: Composer::new([], Arc::new(Notify::new())),
        operator: Operator::new().0,
    };
    let checkout = records::checkout("R1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let InsertIntent::Stored(payment) =
        store.insert_intent(&records::intent(&checkout, 1)).await.unwrap()
    else {
        panic!("not stored")
    };

    run(&folder.file(), BREAK).await;
    assert!(mover.happen((*payment).clone(), &accepted(), None).await.is_err());
    announce(&mover, &payment, &accepted());
    assert!(mover.operator.raised().contains(&(Alert::NotKept, 1)));

    let trying = tokio::spawn(keep_trying(mover, (*payment).clone(), accepted()));
    clock.wait_for_sleepers(1).await;
    run(&folder.file(), MEND).await;
    clock.advance(PAUSE);
    trying.await.unwrap();

    let kept = store.payment(&payment.id).await.unwrap().unwrap();
    assert_eq!(kept.state, PaymentState::Unanswered);
    assert_eq!(kept.transaction_id, Some(15));
    assert_eq!(kept.bank_url, None, "its address never left, and never will");
    let blocking = store.blocking_payment(&checkout.site, "R1").await.unwrap();
    assert_eq!(blocking, None, "the buyer may start anew");
}
