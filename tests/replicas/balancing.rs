//! Two replicas behind a load balancer as docs/operating.md has it: both serve, buyers are known by their own address, pages
//! hear at once what changes, and a replica that dies is passed over.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use pse_tests::orders::payment;
use pse_tests::{Answer, Backend, Http, Shop};

use crate::balancers::{Balancer, Kind};
use pse_tests::several::{Several, free_address};
use pse_tests::wait::{pause, wait_long};

/// Where buyers are, as seen by the balancer: neither it nor a replica is there.
const BUYERS: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 7, 7, 7));
/// How many buyers come before and after a replica dies.
const COMING: usize = 12;
/// How soon a page must hear of a change: far sooner than a buffer would be full.
const AT_ONCE: Duration = Duration::from_secs(3);

/// How many requests a replica has answered whose route begins so.
async fn answered(replica: &Backend, route: &str) -> u64 {
    let metrics = replica.metrics().await;
    let of_route = metrics.lines().filter(|line| {
        line.starts_with("pse_http_request_duration_seconds_count")
            && line.contains(&format!("route=\"{route}"))
    });
    of_route.filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok()).sum()
}

#[tokio::test]
async fn two_replicas_serve_behind_nginx_as_the_guide_has_it() {
    let served = served_behind(Kind::Nginx).await;
    drop(served);
}

#[tokio::test]
async fn two_replicas_serve_behind_caddy_as_the_guide_has_it() {
    let (several, balancer, living) = served_behind(Kind::Caddy).await;
    // It asks by itself who may serve.
    let asked = answered(&living, "/readyz").await;
    wait_long("the balancer's next question", Duration::from_secs(10), async || {
        (answered(&living, "/readyz").await > asked).then_some(())
    })
    .await;
    drop((several, balancer));
}

async fn served_behind(kind: Kind) -> (Several, Balancer, Backend) {
    let several = Several::new().await;
    let address = free_address();
    let listening = [free_address(), free_address()];
    let start = async |listen: &String| {
        let setup = several
            .setup()
            .set("PSE__SERVER__LISTEN", listen)
            .set("PSE__SERVER__PUBLIC_URL", format!("http://{address}"))
            .set("PSE__SERVER__TRUSTED_PROXIES", "127.0.0.1/32");
        setup.start_unready().await
    };
    let (a, b) = (start(&listening[0]).await, start(&listening[1]).await);
    let balancer = Balancer::start(kind, &address, listening.each_ref().map(|it| &**it)).await;
    let http = Http::from(BUYERS, &balancer.url);
    let shop = Shop::with_key(http.clone(), "sk_demo");

    for _ in 0..COMING {
        let buyer = shop.has_a_buyer().await;
        let begun = buyer.begins_with("9001").await;
        let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
        assert_eq!(buyer.sees().await["state"], "paid");
    }
    for replica in [&a, &b] {
        assert!(answered(replica, "/v1/").await > 0, "{kind:?} leaves one out");
    }
    is_known_by_its_address(&several, &shop).await;
    hears_at_once(&shop).await;

    drop(a.kill());
    // One after another without a body, as Caddy repeats no other: whoever meets the dead one is sent to the other.
    for _ in 0..COMING {
        assert_eq!(http.get("/v1/banks").await.status, 200);
    }
    for _ in 0..COMING {
        let buyer = shop.has_a_buyer().await;
        let begun = buyer.begins_with("9001").await;
        let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
        assert_eq!(buyer.sees().await["state"], "paid");
    }
    (several, balancer, b)
}

/// The provider is told where the buyer is, whatever the buyer's own browser says of it.
async fn is_known_by_its_address(several: &Several, shop: &Shop) {
    let buyer = shop.has_a_buyer().await;
    let forged = buyer.confirmation(&payment("9001")).header("x-forwarded-for", "190.0.2.9");
    assert_eq!(Answer::to(forged).await.status, 201);
    let asked = several.sandbox.transaction(&buyer.reference).await["request"].clone();
    assert_eq!(asked["ipAddress"], BUYERS.to_string());
}

/// A page hears of a change while its stream goes on.
async fn hears_at_once(shop: &Shop) {
    let states = |checkout: &str, payment: &str| Some((checkout.to_owned(), payment.to_owned()));
    let mut waits = Vec::new();
    for _ in 0..3 {
        let buyer = shop.has_a_buyer().await;
        let mut events = buyer.follows().await;
        assert_eq!(events.next_states().await, states("open", "none"));
        // It is the stream's later parts that a buffer would hold.
        pause(Duration::from_millis(200)).await;
        let _ = buyer.begins_with("9005").await;
        let changed = Instant::now();
        assert_eq!(events.next_states().await, states("pending", "pending"));
        waits.push(changed.elapsed());
    }
    waits.sort();
    // The middle one: a busy machine may hold up one or the other.
    assert!(waits[1] < AT_ONCE, "{waits:?}");
}
