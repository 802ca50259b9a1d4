//! What a later version of the program has stored, beside this one or before a return to it.

use pse_core::ports::store_suite::later_words;
use pse_store_postgres::PostgresStore;
use pse_store_postgres::test_server::{TestDatabase, TestServer};

use super::opened;

/// Takes away the rules about words, as the migration of a later version does that has new ones.
const LATER: &str = "DO $$ DECLARE rule record; BEGIN
    FOR rule IN SELECT conrelid::regclass AS its, conname FROM pg_constraint
        WHERE contype = 'c' AND connamespace = 'public'::regnamespace LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.its, rule.conname);
    END LOOP;
END $$";

async fn later() -> (TestDatabase, PostgresStore) {
    let database = TestServer::shared().database();
    let store = opened::open(&database).await;
    database.run(LATER);
    (database, store)
}

fn write(database: &TestDatabase) -> impl AsyncFn(String) {
    async |statement: String| drop(database.run(&statement))
}

#[tokio::test]
async fn a_row_with_a_word_that_this_build_does_not_know_stands_in_no_other_s_way() {
    let (database, store) = later().await;
    later_words::other_payments_are_claimed_and_listed(&store, write(&database)).await;
    let (database, store) = later().await;
    later_words::other_rows_of_a_payment_are_read(&store, write(&database)).await;
    let (database, store) = later().await;
    later_words::other_creations_are_settled(&store, write(&database)).await;
}

#[tokio::test]
async fn nothing_is_paid_where_this_build_does_not_know_what_was_paid() {
    let (database, store) = later().await;
    later_words::nothing_is_paid_beside_a_payment_in_an_unknown_state(&store, write(&database))
        .await;
    let (database, store) = later().await;
    later_words::a_checkout_in_an_unknown_state_is_not_read(&store, write(&database)).await;
}
