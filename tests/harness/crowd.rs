//! Buyers who pay one after the other at all replicas, whatever becomes of those: who gets no answer asks another replica
//! with the same key, as their browser does behind a load balancer.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use tokio::task::JoinHandle;

use crate::buyer::StartedPayment;
use crate::http::text;
use crate::orders::{order, payment};
use crate::wait::{pause, wait_long};
use crate::{Buyer, Http};

/// How long an answer is waited for, before another replica is asked.
const PATIENCE: Duration = Duration::from_secs(6);
/// The pause before asking again: it grows with each try, up to the longest.
const AGAIN_AFTER: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(3);
/// How often it is asked before the buyer is said to be turned away.
const TRIES: u32 = 80;

/// What a buyer was told.
#[derive(Debug, Clone)]
pub struct Told {
    /// The buyer's checkout.
    pub checkout: String,
    /// What creating its payment was answered.
    pub begun: StartedPayment,
}

/// Lines of buyers, each paying when the one before has paid.
#[derive(Debug)]
pub struct Crowd {
    is_over: Arc<AtomicBool>,
    served: Arc<AtomicUsize>,
    trouble: Arc<Mutex<Vec<String>>>,
    lines: Vec<JoinHandle<Vec<Told>>>,
}

impl Crowd {
    /// So many lines come, to the replicas at those addresses.
    #[must_use]
    pub fn comes(replicas: &[String], lines: usize) -> Self {
        let (is_over, served) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let trouble = Arc::<Mutex<Vec<String>>>::default();
        let line = |number| {
            let line = Line {
                number,
                replicas: replicas.iter().map(|url| Http::new(url)).collect(),
                is_over: Arc::clone(&is_over),
                served: Arc::clone(&served),
                trouble: Arc::clone(&trouble),
            };
            tokio::spawn(line.advances())
        };
        let lines = (0..lines).map(line).collect();
        Self { is_over, served, trouble, lines }
    }

    /// The answers that were an error. A connection that was refused is none.
    ///
    /// # Panics
    /// When a line has panicked.
    #[must_use]
    pub fn trouble(&self) -> Vec<String> {
        self.trouble.lock().expect("a list of texts").clone()
    }

    /// How many buyers have been sent to their bank so far.
    #[must_use]
    pub fn served(&self) -> usize {
        self.served.load(Ordering::Relaxed)
    }

    /// Waits until so many more buyers have been sent to their bank.
    pub async fn goes_on(&self, buyers: usize, longest: Duration) {
        let before = self.served();
        let enough = async || (self.served() >= before + buyers).then_some(());
        wait_long("buyers served", longest, enough).await;
    }

    /// Nobody comes any more; gives what everybody was told.
    ///
    /// # Panics
    /// When somebody was turned away.
    pub async fn leaves(self) -> Vec<Told> {
        self.is_over.store(true, Ordering::Relaxed);
        let mut told = Vec::new();
        for line in self.lines {
            told.extend(line.await.expect("a buyer is served"));
        }
        told
    }
}

struct Line {
    number: usize,
    replicas: Vec<Http>,
    is_over: Arc<AtomicBool>,
    served: Arc<AtomicUsize>,
    trouble: Arc<Mutex<Vec<String>>>,
}

impl Line {
    async fn advances(self) -> Vec<Told> {
        let mut told = Vec::new();
        for turn in 0.. {
            if self.is_over.load(Ordering::Relaxed) {
                break;
            }
            let buyer = self.is_sold_to(turn).await;
            let begun = self.pays(turn, &buyer).await;
            self.served.fetch_add(1, Ordering::Relaxed);
            // One in six leaves the payment pending for ever; the others pay and close the page.
            if turn % 6 != 5 {
                let _ = buyer.presses_at_the_bank(&begun, "Pagar").await;
            }
            told.push(Told { checkout: buyer.checkout, begun });
        }
        told
    }

    /// The replica that is asked at a turn the `attempt`-th time.
    fn replica(&self, turn: usize, attempt: u32) -> &Http {
        let attempt = usize::try_from(attempt).expect("a few");
        &self.replicas[(self.number + turn + attempt) % self.replicas.len()]
    }

    async fn is_sold_to(&self, turn: usize) -> Buyer {
        let order = order();
        let key = format!("pedido-{}-{turn}", self.number);
        for attempt in 0..TRIES {
            let replica = self.replica(turn, attempt);
            let request = replica.request(Method::POST, "/v1/checkouts").bearer_auth("sk_demo");
            let request = request.header("idempotency-key", &key).json(&order);
            match answered(request).await {
                Some((201, body)) => {
                    let reference = text(&order["reference"]);
                    return Buyer::at(replica.clone(), text(&body["id"]), reference);
                }
                None => {}
                Some((_, body)) => {
                    assert_eq!(body["code"], "store_unavailable", "{body}");
                    self.is_troubled(&body);
                }
            }
            pause((AGAIN_AFTER * attempt).min(LONGEST_PAUSE)).await;
        }
        panic!("nobody sells");
    }

    fn is_troubled(&self, body: &Value) {
        self.trouble.lock().expect("a list of texts").push(body.to_string());
    }

    async fn pays(&self, turn: usize, buyer: &Buyer) -> StartedPayment {
        let mut click = 0;
        for attempt in 0..TRIES {
            let key = format!("clic-{}-{turn}-{click}", self.number);
            let there =
                Buyer::at(self.replica(turn, attempt).clone(), &buyer.checkout, &buyer.reference);
            let confirmation = there.confirmation(&payment("9001")).header("idempotency-key", key);
            match answered(confirmation).await {
                Some((201, body)) => {
                    return StartedPayment {
                        payment: text(&body["payment_id"]).to_owned(),
                        bank_url: text(&body["bank_url"]).to_owned(),
                    };
                }
                None => {}
                Some((_, body)) => {
                    self.is_troubled(&body);
                    match text(&body["code"]) {
                        "store_unavailable"
                        | "idempotency_in_progress"
                        | "bank_list_unavailable"
                        | "rate_limited" => {}
                        // The buyer presses once more.
                        "provider_unanswered" | "provider_unavailable" => click += 1,
                        _ => panic!("{} at {attempt}: {body}", buyer.reference),
                    }
                }
            }
            pause((AGAIN_AFTER * attempt).min(LONGEST_PAUSE)).await;
        }
        panic!("{} is turned away", buyer.reference);
    }
}

/// The status and body of an answer; `None` when none comes.
async fn answered(request: RequestBuilder) -> Option<(u16, Value)> {
    let answer = request.timeout(PATIENCE).send().await.ok()?;
    let status = answer.status().as_u16();
    Some((status, answer.json().await.ok()?))
}
