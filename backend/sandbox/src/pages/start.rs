//! The start page: what there is, all test data, and the latest transactions.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;

use super::page::page;
use super::pse::domains;
use super::start_world::{AmountRow, MemberRow, OutcomeRow, RegistrantRow, ends, priced};
use super::summary::bank_name;
use crate::banks::Bank;
use crate::clock::{readable, spoken};
use crate::money::pesos;
use crate::sandbox::Sandbox;
use crate::service::Endpoint;
use crate::store::{State as TransactionState, Transaction};
use crate::world::World;

/// How many transactions are on the page.
const LATEST: usize = 20;
/// How many of them are shown at once; the others when asked for.
const SHOWN: usize = 3;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage<'a> {
    world: &'a World,
    secret: &'a str,
    test_banks: Vec<&'a Bank>,
    other_banks: usize,
    endpoints: Vec<Address>,
    transactions: Vec<Row>,
    earlier: Vec<Row>,
    approve_after: String,
    seed_window: String,
    now: String,
    domains: String,
    registered: Vec<RegistrantRow>,
    holders: Vec<MemberRow<'a>>,
    creations: Vec<AmountRow>,
    informations: Vec<AmountRow>,
    ends: Vec<OutcomeRow>,
}

struct Address {
    namespace: String,
    location: String,
    wsdl: String,
}

/// A row of the table of transactions.
struct Row {
    created_at: String,
    reference: String,
    cus: String,
    bank: String,
    amount: String,
    /// The state's word, or the code of one that was not created.
    state: String,
    /// The class that the style sheet knows the state by.
    look: &'static str,
}

impl Row {
    fn of(transaction: &Transaction, world: &World) -> Self {
        let order = &transaction.order.transaction;
        let state = transaction.state();
        let created = transaction.return_code() == "SUCCESS";
        Self {
            created_at: readable(transaction.created_at),
            reference: order.reference.clone().unwrap_or_default(),
            cus: transaction.cus.clone(),
            bank: bank_name(transaction, world),
            amount: pesos(order.total_amount.unwrap_or_default()),
            state: if created { state.label() } else { transaction.return_code() }.to_owned(),
            look: match state {
                TransactionState::Ok => "good",
                TransactionState::Pending => "waiting",
                TransactionState::NotAuthorized | TransactionState::Failed => "bad",
            },
        }
    }
}

pub(super) async fn show(State(sandbox): State<Arc<Sandbox>>) -> Response {
    let world = &sandbox.world;
    let (mut transactions, registered, holders, now) = sandbox.with_store(|store, now| {
        let latest = store.ledger.all(now).rev().take(LATEST);
        let latest: Vec<Row> = latest.map(|transaction| Row::of(transaction, world)).collect();
        (latest, RegistrantRow::all(store), MemberRow::all(world, store, now), now)
    });
    let earlier = transactions.split_off(SHOWN.min(transactions.len()));
    let test_banks: Vec<&Bank> = world.banks.iter().filter(|bank| bank.purpose.is_some()).collect();
    let start = StartPage {
        world,
        secret: world.shown_secret(),
        other_banks: world.banks.len() - test_banks.len(),
        test_banks,
        endpoints: Endpoint::ALL.map(|endpoint| address(endpoint, &sandbox)).into(),
        transactions,
        earlier,
        approve_after: spoken(sandbox.config.approve_after),
        seed_window: spoken(sandbox.config.seed_window),
        now: readable(now),
        domains: domains(&world.registered_domains),
        registered,
        holders,
        creations: priced(world, |rule| rule.creation.as_ref()),
        informations: priced(world, |rule| rule.information.as_ref()),
        ends: ends(),
    };
    page(StatusCode::OK, &start)
}

fn address(endpoint: Endpoint, sandbox: &Sandbox) -> Address {
    let location = endpoint.location(&sandbox.config.public_url);
    Address {
        namespace: endpoint.namespace().to_string(),
        wsdl: format!("{location}?wsdl"),
        location,
    }
}
