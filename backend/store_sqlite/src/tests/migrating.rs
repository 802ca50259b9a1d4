//! Migrations of what earlier builds stored.

use rusqlite::Connection;
use tempfile::TempDir;

use super::test_store::{committed, file_in, open_in};
use crate::migrations::{MIGRATIONS, migrate};
use crate::unfinished_in;
use pse_core::model::{Checkout, PaymentId};
use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples::{self, minute, words};
use pse_shared::{Person, Refusal};

/// The last version whose payments have columns for one provider's own words.
const OF_ONE_PROVIDER: i64 = 6;

/// The last version without the table of people.
const WITHOUT_PERSONS: i64 = 11;

/// A file as a build that knew only the first migrations made it.
fn earlier_file(folder: &TempDir) -> Connection {
    let mut connection = Connection::open(file_in(folder)).unwrap();
    migrate_to(&mut connection, OF_ONE_PROVIDER);
    connection
}

fn migrate_to(connection: &mut Connection, version: i64) {
    let known: Vec<_> = MIGRATIONS.into_iter().filter(|one| one.version() <= version).collect();
    migrate(connection, &known).unwrap();
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

#[tokio::test]
async fn people_are_gathered_from_the_rows_they_lay_in() {
    let folder = TempDir::new().unwrap();
    let mut earlier = earlier_file(&folder);
    let bare = "NULL, NULL, NULL, NULL, NULL, NULL";
    let ids: Vec<_> = (0..4).map(|number| insert(&earlier, number, "pending", bare)).collect();
    migrate_to(&mut earlier, WITHOUT_PERSONS);
    run(
        &earlier,
        r#"UPDATE checkouts SET buyer = '{"city":"Tunja"}' WHERE reference = 'R0';
           UPDATE checkouts SET payer = '{"document":"10","first_name":"Á"}', shipping = '{}' WHERE reference = 'R1';
           UPDATE payments SET payer = '{"document":"10","first_name":"Á"}' WHERE reference IN ('R1', 'R2');
           UPDATE payments SET payer = '{"document":"10","first_name":"á"}' WHERE reference = 'R3';"#,
    );
    earlier.close().unwrap();

    let store = open_in(&folder).await.unwrap();
    let person = |name: &str| Person {
        document: Some("10".into()),
        first_name: Some(name.into()),
        ..Person::default()
    };
    for (id, payer) in ids.iter().zip([Person::default(), person("Á"), person("Á"), person("á")])
    {
        assert!(store.payment(id).await.unwrap().unwrap().payer == payer, "{id}");
    }
    let checkout = async |number: usize| {
        let payment = store.payment(&ids[number]).await.unwrap().unwrap();
        store.checkout(&payment.checkout_id).await.unwrap().unwrap()
    };
    let city = checkout(0).await.buyer.and_then(|buyer| buyer.city);
    assert_eq!(city.as_deref(), Some("Tunja"));
    assert!(checkout(1).await.payer == person("Á"));
    assert!(checkout(1).await.shipping == Some(Person::default()));
    assert!(checkout(2).await.shipping.is_none());
    for (question, expected) in [
        ("SELECT count(*) FROM persons", 3),
        ("SELECT count(*) FROM payments WHERE payer_id IS NOT NULL", 3),
        ("SELECT count(*) FROM checkouts WHERE payer_id IS NOT NULL", 1),
        ("SELECT count(*) FROM checkouts WHERE buyer_id IS NOT NULL OR shipping_id IS NOT NULL", 1),
        ("SELECT count(*) FROM pragma_foreign_key_check", 0),
    ] {
        assert_eq!(committed(&file_in(&folder), question), expected, "{question}");
    }
    // A program of this schema tells people apart as the migration did.
    let order = Checkout { payer: person("Á"), buyer: None, ..samples::checkout("R9") };
    store.insert_checkout(&order, None).await.unwrap();
    assert_eq!(committed(&file_in(&folder), "SELECT count(*) FROM persons"), 3);
}
