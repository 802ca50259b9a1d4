//! A thousand members in the portal at once, none mixed up with another, and one account that
//! many want at once.

use std::fmt::Write as _;
use std::sync::Arc;

use pse_placetopay::PseTransactionRequest;
use rust_decimal::Decimal;
use tokio::sync::Semaphore;

use crate::harness::{Member, Portal, Sandbox, payment, text};

const JOURNEYS: u32 = 1_000;
/// All journeys are under way at once, step by step in turns; so many steps at the same moment,
/// for the operating system's sockets are counted.
const STEPS_AT_ONCE: usize = 200;
fn member(number: u32) -> Member {
    Member {
        entity: "red".into(),
        ..Member::new(
            "CC",
            &format!("{}", 50_000_000 + number),
            &format!("user{number}"),
            &format!("clave-{number}"),
            &format!("buyer{number}@example.co"),
        )
    }
}

/// A world where each of a thousand members has an account that allows one payment.
fn world() -> String {
    let mut world = String::from(
        "registered_domains = ['example.co']\n[merchant]\nlogin = '6dd490faf9cb87a9862245da41170ff2'\nsecret = '024h1IlD'\nname = 'Casa'\nnit = '900299228'\ndependants = []\n[[banks]]\ncode = '1066'\nname = 'COOP'\njourney = 'network'\n[[entities]]\ncode = 'red'\nname = 'RED'\nemail = 'a@b.co'\nphone = '1'\n",
    );
    for number in 0..JOURNEYS {
        let of = member(number);
        let _ = write!(
            world,
            "[[members]]\ndocument_type = 'CC'\ndocument = '{}'\nname = 'Buyer {number}'\nuser = '{}'\npassword = '{}'\nemail = '{}'\nmobile = '{}'\naccounts = [{{ entity = 'red', kind = 'savings', number = '{}', balance = '10000000', cap = '9000000', payments_a_day = 1 }}]\n",
            of.document.1,
            of.user,
            of.password,
            of.email,
            3_000_000_000_u64 + u64::from(number),
            700_000_000 + number,
        );
    }
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_journeys_at_once_are_not_mixed_up() {
    let file = std::env::temp_dir().join(format!("pse-sandbox-world-{}.toml", std::process::id()));
    std::fs::write(&file, world()).unwrap();
    let read = file.clone();
    let sandbox = Arc::new(Sandbox::start_with(|config| config.world = Some(read)).await);
    let room = Arc::new(Semaphore::new(STEPS_AT_ONCE));
    let walks = (0..JOURNEYS).map(|number| {
        let (sandbox, room) = (Arc::clone(&sandbox), Arc::clone(&room));
        tokio::spawn(async move { journey(&sandbox, &room, number).await })
    });
    let mut ids = Vec::new();
    for walk in walks.collect::<Vec<_>>() {
        ids.push(walk.await.unwrap());
    }
    std::fs::remove_file(&file).unwrap();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), JOURNEYS as usize);
    let start = sandbox.open("/").await;
    let members: Vec<&str> = start.html.split("<article").skip(1).collect();
    assert_eq!(members.len(), JOURNEYS as usize);
    for (number, member) in members.iter().enumerate() {
        let left = if number % 4 == 3 { 10_000_000 } else { 9_000_000 - number };
        let (millions, thousands, rest) = (left / 1_000_000, left / 1_000 % 1_000, left % 1_000);
        let left = format!("Disponible $ {millions}.{thousands:03}.{rest:03},00");
        assert!(member.contains(&left), "{left} in {member}");
    }
    assert_eq!(start.html.matches("1 de 1 pagos hoy").count(), 750);
}

/// Three of four pay, the fourth cancels at the code.
async fn journey(sandbox: &Sandbox, room: &Semaphore, number: u32) -> i64 {
    let turn = || async { room.acquire().await.unwrap() };
    let order = PseTransactionRequest {
        reference: text(&format!("compra-{number}")),
        total_amount: Some(Decimal::from(1_000_000 + number)),
        tax_amount: None,
        devolution_base: None,
        ..payment("1066")
    };
    let place = turn().await;
    let mut portal = Portal::pay(sandbox, member(number), order).await;
    drop(place);
    let place = turn().await;
    portal.logs_in().await;
    assert!(portal.page.has(&format!("<dd>compra-{number}</dd>")));
    drop(place);
    let place = turn().await;
    portal.pays_from(&format!("{}", 700_000_000 + number)).await;
    drop(place);
    let _place = turn().await;
    let state = if number % 4 == 3 {
        sandbox.press(&portal.page, "cancelar", &[]).await;
        "NOT_AUTHORIZED"
    } else {
        portal.gives_code().await;
        assert!(portal.page.has(&format!("<dd>compra-{number}</dd>")), "{}", portal.page.html);
        assert!(portal.page.has(&format!("Buyer {number}<")));
        "OK"
    };
    let told = sandbox.information(portal.id()).await;
    assert_eq!(told.transaction_state.as_deref(), Some(state), "{number}");
    assert_eq!(told.reference, text(&format!("compra-{number}")));
    portal.id()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_many_want_at_once_never_goes_below_zero() {
    let sandbox = Arc::new(Sandbox::start().await);
    // 3.000.000 at the café's savings: two payments of 1.062.500 fit, a third does not.
    let walks = (0..6).map(|_| {
        let sandbox = Arc::clone(&sandbox);
        tokio::spawn(async move {
            let member = Member { entity: "cafe".into(), ..Member::ana() };
            let mut portal = Portal::enter(&sandbox, member).await;
            portal.logs_in().await;
            portal.pays_from("200200301122").await;
            if portal.page.has("Validación de código de seguridad") {
                portal.gives_code().await;
            }
            portal.outcome().await.0
        })
    });
    let mut states = Vec::new();
    for walk in walks.collect::<Vec<_>>() {
        states.push(walk.await.unwrap());
    }
    states.sort_unstable();
    assert_eq!(states[..4], ["NOT_AUTHORIZED"; 4]);
    assert_eq!(states[4..], ["OK"; 2]);
    assert!(sandbox.open("/").await.has("Disponible $ 875.000,00"));
}
