//! Rate limits, per checkout and per buyer's address, and of wrong merchant keys. Calls from this very machine are its
//! operator's and are not limited by address, but for wrong keys. Each process counts for itself, and of each limit what is
//! its part among the living replicas. What is counted under is never a caller's text: a network, or a checkout that exists.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use pse_core::model::CheckoutId;
use pse_shared::ProblemCode;

use super::api_error::ApiError;
use super::quota::{Limit, Policy, Standing, Standings, UsedUp};
use crate::connections::network::Network;

/// How much more often the whole network around an IPv6 address may call than one address.
const AROUND: u32 = 8;

/// How often one buyer may read: pages that follow a payment read it now and then.
const READS: Policy = Policy { name: "reads", burst: 200, pause: Duration::from_millis(50) };
/// How often one buyer may try to pay.
const TRIES: Policy = Policy { name: "tries", burst: 30, pause: Duration::from_secs(1) };
/// How often anyone may try to pay one checkout.
const TRIES_PER_CHECKOUT: Policy =
    Policy { name: "checkout", burst: 20, pause: Duration::from_secs(3) };
/// How often one address may send a merchant key that is none.
const WRONG_KEYS: Policy = Policy { name: "keys", burst: 30, pause: Duration::from_secs(2) };

/// A limit by address: of an IPv4 address or an IPv6 /64, and a more generous one of the /48 around that.
struct ByAddress {
    own: Limit<Network>,
    around: Limit<Network>,
}

/// Rate limits per buyer's address and per checkout.
pub struct RateLimits {
    reads: ByAddress,
    tries: ByAddress,
    tries_per_checkout: Limit<CheckoutId>,
    wrong_keys: ByAddress,
    replicas: Replicas,
}

/// Counts the living replicas of the service, this one included.
type Replicas = Arc<dyn Fn() -> u32 + Send + Sync>;

#[cfg(test)]
impl Default for RateLimits {
    fn default() -> Self {
        Self::among(|| 1)
    }
}

impl RateLimits {
    /// Limits that have counted nothing yet, of which this process has its part among so many replicas.
    #[must_use]
    pub fn among(replicas: impl Fn() -> u32 + Send + Sync + 'static) -> Self {
        Self {
            reads: ByAddress::new(READS),
            tries: ByAddress::new(TRIES),
            tries_per_checkout: Limit::new(TRIES_PER_CHECKOUT),
            wrong_keys: ByAddress::new(WRONG_KEYS),
            replicas: Arc::new(replicas),
        }
    }

    fn sharing(&self) -> NonZeroU32 {
        NonZeroU32::new((self.replicas)()).unwrap_or(NonZeroU32::MIN)
    }

    /// Counts a buyer's read request.
    ///
    /// # Errors
    /// `rate_limited` when this address has read too often.
    pub fn read(&self, ip: IpAddr) -> Result<Standings, ApiError> {
        self.reads.count_others(ip, self.sharing())
    }

    /// Counts a buyer's attempt to pay, whatever it names.
    ///
    /// # Errors
    /// `rate_limited` when this address has tried too often.
    pub fn try_to_pay(&self, ip: IpAddr) -> Result<Standings, ApiError> {
        self.tries.count_others(ip, self.sharing())
    }

    /// Counts an attempt to pay a checkout that exists, whoever makes it.
    ///
    /// # Errors
    /// `rate_limited` when this checkout has been tried too often.
    pub fn try_checkout(&self, checkout: &CheckoutId) -> Result<Standing, ApiError> {
        self.tries_per_checkout.count(checkout, self.sharing()).map_err(limited)
    }

    /// Counts a merchant key that is none; also those from this machine, as whoever guesses may sit behind a proxy on it.
    ///
    /// # Errors
    /// `rate_limited` when this address has sent too many.
    pub fn wrong_key(&self, ip: IpAddr) -> Result<Standings, ApiError> {
        self.wrong_keys.count(ip, self.sharing())
    }

    /// Forgets addresses and checkouts that have been idle for a while, so that memory stays bounded.
    pub fn forget_idle(&self) {
        for by_address in [&self.reads, &self.tries, &self.wrong_keys] {
            by_address.own.forget_idle();
            by_address.around.forget_idle();
        }
        self.tries_per_checkout.forget_idle();
    }
}

impl ByAddress {
    fn new(policy: Policy) -> Self {
        let around = Policy {
            burst: policy.burst.saturating_mul(AROUND),
            pause: policy.pause / AROUND,
            ..policy
        };
        Self { own: Limit::new(policy), around: Limit::new(around) }
    }

    /// Counts a call, unless it is this machine's own.
    fn count_others(&self, ip: IpAddr, sharing: NonZeroU32) -> Result<Standings, ApiError> {
        if ip.is_loopback() {
            return Ok(Standings::of(self.own.untouched(sharing)));
        }
        self.count(ip, sharing)
    }

    fn count(&self, ip: IpAddr, sharing: NonZeroU32) -> Result<Standings, ApiError> {
        let own = self.own.count(&Network::of(ip), sharing).map_err(limited)?;
        let tightest = match Network::around(ip) {
            Some(around) => own.tighter(self.around.count(&around, sharing).map_err(limited)?),
            None => own,
        };
        Ok(Standings::of(tightest))
    }
}

fn limited(used_up: UsedUp) -> ApiError {
    ApiError::new(ProblemCode::RateLimited)
        .retry_after(used_up.wait)
        .standing(Standings::of(used_up.standing))
}

#[cfg(test)]
mod tests;
