//! Migrations of what earlier builds stored.

use rusqlite::Connection;
use tempfile::TempDir;

use super::test_store::{file_in, open_in};
use crate::migrations::{MIGRATIONS, migrate};
use crate::unfinished_in;
use pse_core::model::PaymentId;
use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples::{minute, words};
use pse_shared::Refusal;

/// The last version whose payments have columns for one provider's own words.
const OF_ONE_PROVIDER: i64 = 6;

/// A file as a build that knew only the first migrations made it.
fn earlier_file(folder: &TempDir) -> Connection {
    let mut connection = Connection::open(file_in(folder)).unwrap();
    let known: Vec<_> =
        MIGRATIONS.into_iter().filter(|one| one.version <= OF_ONE_PROVIDER).collect();
    migrate(&mut connection, &known).unwrap();
    connection
}

fn run(connection: &Connection, statement: &str) {
    connection.execute_batch(statement).unwrap();
}

/// Stores a checkout and a payment of it as that build did, in a state and with the provider's answer.
fn insert(connection: &Connection, number: u8, state: &str, answer: &str) -> PaymentId {
    let letter = char::from(b'a' + number);
    let random = letter.to_string().repeat(32);
    let due = if state == "pending" { "1" } else { "NULL" };
    run(
        connection,
        &format!(
            "INSERT INTO checkouts VALUES ('chk_{random}', 'demo', 'open', 'R{number}', 'd', 'COP', 'ES', 1, 0, 0, 0,
                 'https://shop.example/', '{{}}', NULL, NULL, '[]', '[]', 1, 2);
             INSERT INTO payments (id, checkout_id, site, merchant_reference, attempt, reference, total_amount,
                 tax_amount, devolution_base, tip_amount, currency, bank_code, bank_name, bank_interface, payer,
                 version, created_at, updated_at, on_test, epoch, return_asks, state, next_probe_at,
                 return_code, reason_text, transaction_id, session_id, response_code, transaction_state)
             VALUES ('pay_{random}', 'chk_{random}', 'demo', 'R{number}', 1, 'R{number}', 1, 0, 0, 0, 'COP', '1', 'B',
                 'person', '{{}}', 0, 1, 1, 0, 0, 0, '{state}', {due}, {answer});"
        ),
    );
    PaymentId::parse(&format!("pay_{random}")).unwrap()
}

#[tokio::test]
async fn a_refusal_s_code_becomes_our_word() {
    let folder = TempDir::new().unwrap();
    let earlier = earlier_file(&folder);
    let mut expected = Vec::new();
    for (number, (state, code, text, refusal)) in (0..).zip([
        ("refused", "'FAIL_EXCEEDEDLIMIT'", "'x'", Some(Refusal::LimitExceeded)),
        ("refused", "'FAIL_BANKUNREACHEABLE'", "NULL", Some(Refusal::BankUnreachable)),
        ("refused", "'FAIL_ENTITYNOTEXISTSORDISABLED'", "NULL", Some(Refusal::Misconfigured)),
        ("refused", "'FAIL_SERVICENOTEXISTS'", "NULL", Some(Refusal::Misconfigured)),
        ("refused", "'FAIL_CANNOTGETCURRENTCYCLE'", "NULL", Some(Refusal::Misconfigured)),
        ("refused", "'FAIL_ACCESSDENIED'", "NULL", Some(Refusal::Misconfigured)),
        ("refused", "'FAIL_DESCRIPTIONNOTFOUND'", "NULL", Some(Refusal::Misconfigured)),
        ("refused", "'FAIL_INVALIDSOLICITDATE'", "NULL", Some(Refusal::Misconfigured)),
        ("refused", "'FAIL_NOHOST'", "'x'", Some(Refusal::Other)),
        ("refused", "'FAIL_NEWS'", "NULL", Some(Refusal::Other)),
        ("refused", "NULL", "'Authentication failed.'", Some(Refusal::Misconfigured)),
        ("refused", "NULL", "NULL", None),
        ("unanswered", "'FAIL_EXCEEDEDLIMIT'", "'x'", None),
        ("rejected", "'FAIL_EXCEEDEDLIMIT'", "'x'", None),
    ]) {
        let answer = format!("{code}, {text}, NULL, NULL, NULL, NULL");
        expected.push((insert(&earlier, number, state, &answer), refusal));
    }
    earlier.close().unwrap();
    let store = open_in(&folder).await.unwrap();
    for (id, refusal) in expected {
        let payment = store.payment(&id).await.unwrap().unwrap();
        assert_eq!(payment.refusal, refusal, "{}", payment.reference);
    }
}

#[tokio::test]
async fn the_provider_s_own_is_kept_as_it_came_and_what_was_creating_is_an_orphan() {
    let folder = TempDir::new().unwrap();
    let earlier = earlier_file(&folder);
    let answer = "'SUCCESS', 'x', 9007199254740993, '0é\"', 3, 'PENDING'";
    let full = insert(&earlier, 0, "pending", answer);
    let bare = insert(&earlier, 1, "creating", "NULL, NULL, NULL, NULL, NULL, NULL");
    for (payment, values) in
        [(&full, "NULL, NULL"), (&full, "'FAIL_TIMEOUT', NULL"), (&full, "'SUCCESS', 'OK'")]
    {
        run(
            &earlier,
            &format!(
                "INSERT INTO payment_history (payment_id, at, to_state, asked_by, return_code, transaction_state)
                 VALUES ('{payment}', 1, 'pending', 'probe', {values})"
            ),
        );
    }
    run(&earlier, "INSERT INTO bank_lists VALUES ('demo', '[]', 1)");
    earlier.close().unwrap();

    let url = file_in(&folder).display().to_string();
    let before = unfinished_in(&url).await.unwrap();
    let store = open_in(&folder).await.unwrap();
    assert_eq!(store.unfinished().await.unwrap(), before);
    assert_eq!((before.len(), before[0].count, before[0].provider.as_str()), (1, 2, "default"));

    let full = store.payment(&full).await.unwrap().unwrap();
    assert_eq!(full.provider.as_str(), "default");
    assert_eq!(full.transaction.unwrap().as_str(), "9007199254740993");
    let data = [
        ("session_id", "0é\""),
        ("return_code", "SUCCESS"),
        ("response_code", "3"),
        ("transaction_state", "PENDING"),
    ];
    assert_eq!(full.provider_data, words(&data));
    let heard = store.history(&full.id).await.unwrap();
    let heard: Vec<_> = heard.into_iter().map(|entry| entry.provider_data).collect();
    let last = [("return_code", "SUCCESS"), ("transaction_state", "OK")];
    assert_eq!(heard, [words(&[]), words(&[("return_code", "FAIL_TIMEOUT")]), words(&last)]);

    let bare = store.payment(&bare).await.unwrap().unwrap();
    assert_eq!((&bare.transaction, bare.provider_data.len()), (&None, 0));
    assert_eq!(store.orphans(minute(0)).await.unwrap(), [bare]);
    let list = store.bank_list(&full.site).await.unwrap().unwrap();
    assert_eq!(list.provider.as_str(), "default");
}
