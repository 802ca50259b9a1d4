//! What is asked often finds its rows by an index, however many there are: read from the server's own plans, as it makes
//! them for a prepared statement, over tables that are worth an index.

use std::fmt::Write as _;

use pse_core::model::PaymentId;
use pse_core::ports::store::PaymentFilter;
use pse_core::ports::store_suite::samples::{minute, site};
use pse_shared::PaymentState;
use serde_json::Value as Json;

use crate::test_server::{TestDatabase, TestServer};
use crate::values::Values;
use crate::{
    Address, Connections, PostgresStore, Settings, attempts, changes, checkouts, claims, figures,
    listing, notifications, orphans, payments, unfinished,
};
use pse_core::ports::store::Store as _;

/// Many payments, of which few are pending or creating; and many notifications, of which few are undelivered.
const FILLED: &str = "
    INSERT INTO persons (site, digest, document, data)
    SELECT 'demo', decode(md5(n::text), 'hex'), n::text, '{}' FROM generate_series(1, 20000) AS n;
    INSERT INTO checkouts
    SELECT 'chk_' || n, 'demo', 'open', 'R' || n, 'd', 'COP', 'ES', 1, 0, 0, 0, 'https://shop.example/',
        NULL, NULL, NULL, '[]', '[]', n, n
    FROM generate_series(1, 20000) AS n;
    INSERT INTO payments (id, checkout_id, site, provider, merchant_reference, attempt, reference, total_amount, tax_amount,
        devolution_base, tip_amount, currency, bank_code, bank_name, bank_interface, created_at, version, updated_at, cus,
        on_test, provider_data, epoch, return_asks, payer_id, state, next_probe_at, owner, lease_until)
    SELECT 'pay_' || n, 'chk_' || n, 'demo', 'default', 'R' || n, 1, 'R' || n, 1, 0, 0, 0, 'COP', '1', 'B', 'person', n, 1,
        n, n, false, '{}', 0, 0, n,
        CASE WHEN n % 10 = 0 THEN 'pending' WHEN n % 1000 = 1 THEN 'creating' ELSE 'approved' END,
        CASE WHEN n % 10 = 0 THEN n END,
        CASE WHEN n % 1000 = 1 THEN 'process' END, CASE WHEN n % 1000 = 1 THEN n END
    FROM generate_series(1, 20000) AS n;
    INSERT INTO notifications (id, payment_id, site, body, state, attempts, next_attempt_at, created_at)
    SELECT 'msg_' || n, 'pay_' || n, 'demo', '{}', CASE WHEN n % 5 = 0 THEN 'due' ELSE 'delivered' END, 0, n, n
    FROM generate_series(1, 10000) AS n;
    INSERT INTO checkout_changes (checkout_id, process) SELECT 'chk_' || n, 'p' FROM generate_series(1, 10000) AS n;
    ANALYZE";

async fn filled() -> TestDatabase {
    let database = TestServer::shared().database();
    let settings = Settings {
        url: Address::parse(&database.url()).unwrap(),
        direct_url: None,
        prepared: true,
        connections: Connections { buyers: 2, probe: 3, reading: 1 },
        is_real: false,
        holds_sandbox: false,
    };
    PostgresStore::open(&settings).await.unwrap().close().await;
    database.run(FILLED);
    database
}

/// The most that the server may reckon a statement to cost, in its own unit, a page read in order; a payment's row costs some
/// ten of it, as its payer is read too.
const MOST: f64 = 3_000.0;

/// The steps of a plan that read tables or sort, from the outermost to the innermost.
fn steps(node: &Json, found: &mut Vec<String>) {
    let text = |name: &str| node[name].as_str().unwrap_or_default();
    let kind = text("Node Type");
    if kind.contains("Scan") && !["CTE Scan", "Function Scan", "Subquery Scan"].contains(&kind) {
        let from =
            if text("Index Name").is_empty() { text("Relation Name") } else { text("Index Name") };
        let way = if text("Scan Direction") == "Backward" { " Backward" } else { "" };
        let step = format!("{kind}{way} {from} {}", condition(text("Index Cond")));
        found.push(step.trim_end().to_owned());
    } else if kind.contains("Sort") {
        found.push(kind.to_owned());
    }
    for inner in node["Plans"].as_array().into_iter().flatten() {
        steps(inner, found);
    }
}

/// A condition without what every row of these tables meets: from version 17 on the server leaves that out itself.
fn condition(told: &str) -> String {
    let all_are = |column: &str| format!("({column} IS NOT NULL)");
    for column in ["next_at", "created_at"].map(all_are) {
        let rest =
            told.strip_prefix(&format!("({column} AND ")).and_then(|it| it.strip_suffix(')'));
        if told == column || rest.is_some() {
            return rest.unwrap_or_default().to_owned();
        }
    }
    told.to_owned()
}

/// How the server finds what a statement asks, whatever its values are.
fn path(database: &TestDatabase, statement: &str, values: &Values<'_>) -> Vec<String> {
    let params = values.params();
    let kinds: Vec<_> = params.iter().map(|(_, kind)| kind.to_string()).collect();
    let nothing: Vec<_> = params.iter().map(|_| "NULL").collect();
    let mut prepared = "SET plan_cache_mode = force_generic_plan; PREPARE asked".to_owned();
    let mut asked = "EXPLAIN (FORMAT JSON) EXECUTE asked".to_owned();
    if !params.is_empty() {
        write!(
            prepared,
            " ({})",
            kinds.join(", ").replace("_text", "text[]").replace("_int8", "int8[]")
        )
        .unwrap();
        write!(asked, " ({})", nothing.join(", ")).unwrap();
    }
    let text = values.numbered(statement);
    let plan = database.run(&format!("{prepared} AS {text}; {asked}"));
    let plan: Json = serde_json::from_str(&plan).unwrap();
    let plan = &plan[0]["Plan"];
    // Nothing is reckoned to grow with the tables, as a page without a number of rows does: a tenth of them all.
    let cost = plan["Total Cost"].as_f64().unwrap();
    assert!(cost < MOST, "reckoned to cost {cost}: {statement}\n{plan:#}");
    let mut found = Vec::new();
    steps(plan, &mut found);
    // There are as many processes as replicas, and a sequence is a table of one row.
    let is_small = |step: &str| step.ends_with("processes") || step.ends_with("_seq");
    let walks = found.iter().filter(|step| step.starts_with("Seq Scan") && !is_small(step));
    assert_eq!(walks.count(), 0, "{statement}\n{plan:#}");
    found
}

#[tokio::test]
async fn what_is_asked_often_is_looked_up() {
    let database = filled().await;
    let checkout = || Values::default().with("id", "c").with("checkout_id", "c");
    let reference = || Values::default().with("site", "s").with("merchant_reference", "r");
    let person = "Index Scan persons_pkey (id = payments.payer_id)";
    for (statement, values, first) in [
        (payments::BY_ID, checkout(), "Index Scan payments_pkey (id = $1)"),
        (
            payments::LATEST,
            checkout(),
            "Index Scan Backward payments_of_checkout (checkout_id = $2)",
        ),
        (
            payments::BLOCKING_CHECKOUT,
            checkout(),
            "Index Scan payments_blocking_checkout (checkout_id = $2)",
        ),
        (
            payments::BLOCKING_REFERENCE,
            reference(),
            "Index Scan payments_blocking_reference ((site = $1) AND (merchant_reference = $2))",
        ),
    ] {
        assert_eq!(path(&database, statement, &values), [first, person], "{statement}");
    }
    let path = path(&database, checkouts::BY_ID, &checkout());
    assert_eq!(path[0], "Index Scan checkouts_pkey (id = $1)");
    assert!(path[1..].iter().all(|step| step.starts_with("Index Scan persons_pkey")), "{path:?}");
}

#[tokio::test]
async fn what_is_due_is_found_in_its_order_and_nothing_else_is_read() {
    let database = filled().await;
    let window = Values::default().with("now", 1_i64).with("next", 2_i64).with("limit", 3_i64);
    let claim = path(&database, &claims::claim_due(), &window);
    assert!(
        claim.contains(&"Index Scan payment_probes_due (next_at <= $1)".to_owned()),
        "{claim:?}"
    );
    assert!(
        claim.iter().any(|step| step.starts_with("Index Scan payments_pkey (id = ANY (")),
        "{claim:?}"
    );
    assert_eq!(
        claim.iter().filter(|step| *step == "Sort").count(),
        1,
        "the claimed alone: {claim:?}"
    );
    assert_eq!(claim.len(), 4, "and their payers: {claim:?}");

    let due = path(&database, claims::NEXT_DUE, &Values::default());
    assert_eq!(due, ["Index Only Scan payment_probes_due"]);

    let wanted = Values::default()
        .with("now", 1_i64)
        .with("lease_until", 2_i64)
        .with("sites", Vec::<String>::new())
        .with("limits", Vec::<i64>::new());
    let claim = path(&database, notifications::CLAIM, &wanted);
    let due = "Index Scan notification_queue_due ((site = wanted.site) AND (next_at <= $1))";
    assert!(claim.contains(&due.to_owned()), "{claim:?}");
    assert_eq!(
        claim.iter().filter(|step| *step == "Sort").count(),
        1,
        "the claimed alone: {claim:?}"
    );

    let made = Values::default()
        .with("id", "m")
        .with("at", 1_i64)
        .with("status", None::<i64>)
        .with("error", None::<&str>)
        .with("until", 2_i64)
        .with("state", "due")
        .with("next_attempt_at", None::<i64>);
    let recorded = path(&database, attempts::RECORD, &made);
    for step in ["notifications_id_key (id = ", "payments_pkey (id = ", "notification_queue_pkey"] {
        assert!(recorded.iter().any(|found| found.contains(step)), "{step}: {recorded:?}");
    }

    let process = Values::default().with("process", "p").with("now", 1_i64);
    let orphans = path(&database, &orphans::orphans(), &process);
    assert!(
        orphans.iter().any(|step| step.contains("payments_in_state (state = 'creating'::text)")),
        "{orphans:?}"
    );

    let changes = Values::default()
        .with("high", 1_i64)
        .with("page", 9_i64)
        .with("missing", Vec::<i64>::new());
    let changes = path(&database, changes::NEW, &changes);
    assert_eq!(
        changes,
        [
            "Index Scan checkout_changes_pkey (\"position\" > $1)",
            "Index Scan checkout_changes_pkey (\"position\" = ANY ($3))",
            "Seq Scan checkout_changes_position_seq"
        ]
    );
}

#[tokio::test]
async fn every_listing_walks_the_index_of_what_it_asks_for() {
    let database = filled().await;
    let page = PaymentFilter { limit: 10, ..PaymentFilter::default() };
    let after = Some((minute(1), PaymentId::new(minute(1)).unwrap()));
    let pending = PaymentFilter { state: Some(PaymentState::Pending), ..page.clone() };
    let (demo, of) = (site("demo"), |text: &str| Some(text.to_owned()));
    for (filter, expected) in [
        (page.clone(), vec!["Index Scan Backward payments_listed (site = $1)"]),
        (
            PaymentFilter { after: after.clone(), ..page.clone() },
            vec![
                "Index Scan Backward payments_listed ((site = $1) AND (ROW(created_at, id) < ROW($2, $3)))",
            ],
        ),
        (
            PaymentFilter { from: Some(minute(1)), ..page.clone() },
            vec!["Index Scan Backward payments_listed ((site = $1) AND (created_at >= $2))"],
        ),
        (
            pending.clone(),
            vec![
                "Index Scan Backward payments_in_state ((state = 'pending'::text) AND ((site || ''::text) = $1))",
            ],
        ),
        (
            // Most are: by payments_listed the first page would be quick, and that of old ones would read all others.
            PaymentFilter { state: Some(PaymentState::Approved), ..page.clone() },
            vec![
                "Index Scan Backward payments_in_state ((state = 'approved'::text) AND ((site || ''::text) = $1))",
            ],
        ),
        (
            PaymentFilter {
                cus: of("1"),
                from: Some(minute(1)),
                after: after.clone(),
                ..pending.clone()
            },
            vec!["Sort", "Index Scan payments_cus ((site = $1) AND (cus = $2))"],
        ),
        (
            PaymentFilter { reference: of("R"), to: Some(minute(1)), after, ..pending },
            vec![
                "Sort",
                "Index Scan payments_attempt ((site = $1) AND (merchant_reference = $2))",
                "Index Scan payments_reference ((site = $1) AND (reference = $2))",
            ],
        ),
    ] {
        let query = listing::Query::new(&demo, &filter);
        let found = path(&database, &query.text, &query.values);
        let mut found: Vec<_> = found
            .iter()
            .map(String::as_str)
            .filter(|step| !step.contains("persons_pkey"))
            .collect();
        found.sort_unstable_by_key(|step| *step != "Sort");
        assert_eq!(found, expected, "{filter:?}");
    }
}

#[tokio::test]
async fn the_figures_count_no_payments() {
    let database = filled().await;
    let now = Values::default().with("now", 1_i64);
    let oldest = path(&database, figures::OLDEST, &now);
    assert_eq!(
        oldest,
        [
            "Index Only Scan payment_probes_due (next_at <= $1)",
            "Index Only Scan notification_queue_oldest"
        ]
    );
    for statement in [figures::PER_STATE, unfinished::UNFINISHED] {
        let plan = database.run(&format!("EXPLAIN {statement}"));
        assert!(plan.contains("payment_counts") && !plan.contains("on payments"), "{plan}");
    }
}
