//! Rate limits, per checkout and per buyer's address. Calls from this very machine are its operator's and are not
//! limited by address. Each process counts for itself: with several replicas a buyer may call that much at each.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use pse_shared::ProblemCode;

use super::api_error::ApiError;

const fn per_second(count: u32, burst: u32) -> Quota {
    Quota::per_second(at_least_one(count)).allow_burst(at_least_one(burst))
}

const fn at_least_one(count: u32) -> NonZeroU32 {
    NonZeroU32::MIN.saturating_add(count.saturating_sub(1))
}

/// How often one buyer may read: pages that follow a payment read it now and then.
const READS: Quota = per_second(20, 200);
/// How often one buyer may try to pay.
const TRIES: Quota = per_second(1, 30);
/// How often anyone may try to pay one checkout.
const TRIES_PER_CHECKOUT: Quota = per_second(1, 20);

/// Rate limits per buyer's address and per checkout.
pub struct RateLimits {
    reads: DefaultKeyedRateLimiter<IpAddr>,
    tries: DefaultKeyedRateLimiter<IpAddr>,
    tries_per_checkout: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            reads: RateLimiter::keyed(READS),
            tries: RateLimiter::keyed(TRIES),
            tries_per_checkout: RateLimiter::keyed(TRIES_PER_CHECKOUT),
            clock: DefaultClock::default(),
        }
    }
}

impl RateLimits {
    /// Counts a buyer's read request.
    ///
    /// # Errors
    /// `rate_limited` when this address has read too often.
    pub fn read(&self, ip: IpAddr) -> Result<(), ApiError> {
        self.address(&self.reads, ip)
    }

    /// Counts a buyer's attempt to pay a checkout.
    ///
    /// # Errors
    /// `rate_limited` when this address, or anyone on this checkout, has tried too often.
    pub fn try_to_pay(&self, ip: IpAddr, checkout: &str) -> Result<(), ApiError> {
        self.address(&self.tries, ip)?;
        self.tries_per_checkout
            .check_key(&checkout.to_owned())
            .map_err(|not_until| limited(not_until.wait_time_from(self.clock.now())))
    }

    fn address(
        &self,
        limiter: &DefaultKeyedRateLimiter<IpAddr>,
        ip: IpAddr,
    ) -> Result<(), ApiError> {
        if ip.is_loopback() {
            return Ok(());
        }
        limiter
            .check_key(&ip)
            .map_err(|not_until| limited(not_until.wait_time_from(self.clock.now())))
    }

    /// Forgets addresses and checkouts that have been idle for a while, so that memory stays bounded.
    pub fn forget_idle(&self) {
        self.reads.retain_recent();
        self.tries.retain_recent();
        self.tries_per_checkout.retain_recent();
        self.tries_per_checkout.shrink_to_fit();
    }
}

fn limited(wait: std::time::Duration) -> ApiError {
    ApiError::new(ProblemCode::RateLimited).retry_after(wait.as_secs().saturating_add(1))
}
