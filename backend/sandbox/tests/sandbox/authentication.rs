//! Who may call the service.

use jiff::SignedDuration;
use pse_placetopay::{
    Authentication, Call, Namespace, Operation, Reply, Request, encode_request, seed, tran_key,
};

use crate::harness::{LOGIN, SECRET, Sandbox, read, text};

async fn list_banks(sandbox: &Sandbox, auth: Authentication) -> Reply {
    let request = Request { auth, call: Call::GetBankList };
    let document = encode_request(&Namespace::UNVERSIONED, &request).unwrap();
    read(Operation::GetBankList, sandbox.post("/soap/pse/", document).await).await
}

async fn is_refused(sandbox: &Sandbox, auth: Authentication) -> bool {
    let reply = list_banks(sandbox, auth).await;
    matches!(reply, Reply::Fault(fault) if fault.string.starts_with("Acceso no autorizado"))
}

fn signed(seed: &str) -> Authentication {
    Authentication {
        login: text(LOGIN),
        tran_key: Some(tran_key(seed, &SECRET.to_owned().into())),
        seed: text(seed),
        additional: None,
    }
}

#[tokio::test]
async fn the_published_credentials_are_let_in() {
    let sandbox = Sandbox::start().await;
    let auth = sandbox.sign().await;
    assert!(matches!(list_banks(&sandbox, auth).await, Reply::GetBankList(_)));
}

#[tokio::test]
async fn a_wrong_login_proof_or_seed_is_refused() {
    let sandbox = Sandbox::start().await;
    let good = sandbox.sign().await;
    for bad in [
        Authentication { login: text("6dd490faf9cb87a9862245da41170ff3"), ..good.clone() },
        Authentication { login: None, ..good.clone() },
        Authentication { tran_key: text(&"0".repeat(40)), ..good.clone() },
        Authentication { tran_key: text(SECRET), ..good.clone() },
        Authentication { seed: text("2013-04-11T08:47:21-05:00"), ..good.clone() },
        Authentication { seed: None, ..good.clone() },
        signed("ayer"),
        Authentication::default(),
    ] {
        assert!(is_refused(&sandbox, bad).await);
    }
}

#[tokio::test]
async fn a_seed_is_good_for_five_minutes_either_way_by_the_sandboxs_clock() {
    let sandbox = Sandbox::start().await;
    for shift in [0, 50_000_000] {
        sandbox.set_clock(shift).await;
        let now = sandbox.now().await;
        for (seconds, refused) in [(-290, false), (290, false), (-310, true), (310, true)] {
            let seed = seed(now + SignedDuration::from_secs(seconds));
            let answer = is_refused(&sandbox, signed(&seed)).await;
            assert_eq!(answer, refused, "{seconds} s from a clock {shift} s ahead");
        }
    }
}

#[tokio::test]
async fn the_seed_window_is_a_setting() {
    let sandbox =
        Sandbox::start_with(|config| config.seed_window = std::time::Duration::from_secs(30)).await;
    let now = sandbox.now().await;
    assert!(!is_refused(&sandbox, signed(&seed(now - SignedDuration::from_secs(20)))).await);
    assert!(is_refused(&sandbox, signed(&seed(now - SignedDuration::from_secs(40)))).await);
}

#[tokio::test]
async fn the_sandboxs_clock_shows_in_the_date_header() {
    let sandbox = Sandbox::start().await;
    let before = sandbox.now().await;
    sandbox.set_clock(3600).await;
    let moved = sandbox.now().await.duration_since(before);
    assert!(moved >= SignedDuration::from_secs(3599) && moved < SignedDuration::from_secs(3660));
}
