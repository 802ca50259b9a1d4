//! One rate limit: so many calls at once, and one more after each pause; and how much of it is left, as its callers are
//! told (`RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers-10).

use std::hash::Hash;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use http::{HeaderMap, HeaderName, HeaderValue};

/// The header that says how much of each limit is left.
pub const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// The header that names each limit and its size.
pub const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// How often something may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// The limit's name, as callers are told.
    pub name: &'static str,
    /// How often at once.
    pub burst: u32,
    /// The pause after which it may be done once more.
    pub pause: Duration,
}

/// How much of a limit is left to a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    policy: Policy,
    left: u32,
    /// Seconds until something is left again; until all of it is, where something is left.
    reset: u64,
}

/// The limits that a call was counted under, and how much of them is left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standings(Vec<Standing>);

/// A limit is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsedUp {
    /// How the limit stands.
    pub standing: Standing,
    /// Seconds until it may be tried again.
    pub wait: u64,
}

/// A rate limit, counted for each key apart.
pub struct Limit<K: Hash + Eq + Clone> {
    policy: Policy,
    limiter: RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>,
    clock: DefaultClock,
}

impl<K: Hash + Eq + Clone> Limit<K> {
    /// Makes a limit that has counted nothing yet.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        let burst = NonZeroU32::new(policy.burst).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(policy.pause).unwrap_or(Quota::per_second(burst));
        let limiter = RateLimiter::keyed(quota.allow_burst(burst))
            .with_middleware::<StateInformationMiddleware>();
        Self { policy, limiter, clock: DefaultClock::default() }
    }

    /// Counts one call under a key, of a limit that so many processes share: here each call counts for as many.
    ///
    /// # Errors
    /// When the limit is used up; the call is not counted then.
    pub fn count(&self, key: &K, sharing: NonZeroU32) -> Result<Standing, UsedUp> {
        let policy = self.policy.shared_by(sharing);
        let cost = sharing.min(self.burst());
        // More than all of the limit is never asked for.
        let Ok(counted) = self.limiter.check_key_n(key, cost) else {
            return Ok(Standing::new(policy, 0));
        };
        match counted {
            Ok(state) => Ok(Standing::new(policy, state.remaining_burst_capacity() / cost)),
            Err(until) => {
                let wait = until.wait_time_from(self.clock.now()).as_secs().saturating_add(1);
                let standing = Standing { policy, left: 0, reset: wait };
                Err(UsedUp { standing, wait })
            }
        }
    }

    /// How the limit stands for whom it does not count.
    #[must_use]
    pub fn untouched(&self, sharing: NonZeroU32) -> Standing {
        let policy = self.policy.shared_by(sharing);
        Standing { policy, left: policy.burst, reset: 0 }
    }

    fn burst(&self) -> NonZeroU32 {
        NonZeroU32::new(self.policy.burst).unwrap_or(NonZeroU32::MIN)
    }

    /// How many keys are remembered.
    #[cfg(test)]
    pub fn remembered(&self) -> usize {
        self.limiter.len()
    }

    /// Forgets keys whose limit is whole again.
    pub fn forget_idle(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

impl Policy {
    /// A process's part of the limit.
    fn shared_by(self, sharing: NonZeroU32) -> Self {
        let (burst, pause) = (self.burst / sharing, self.pause.saturating_mul(sharing.get()));
        Self { burst: burst.max(1), pause, ..self }
    }

    /// Seconds in which a limit that is used up becomes whole again.
    fn window(self) -> u64 {
        self.refill(self.burst).max(1)
    }

    /// Seconds in which so many calls are allowed again.
    fn refill(self, calls: u32) -> u64 {
        let whole = self.pause.saturating_mul(calls);
        whole.as_secs().saturating_add(u64::from(whole.subsec_nanos() > 0))
    }
}

impl Standing {
    fn new(policy: Policy, left: u32) -> Self {
        let reset = policy.refill(if left == 0 { 1 } else { policy.burst.saturating_sub(left) });
        Self { policy, left, reset }
    }

    /// The one of two limits that will be used up sooner.
    #[must_use]
    pub const fn tighter(self, other: Self) -> Self {
        if other.left < self.left { other } else { self }
    }
}

impl Standings {
    /// Says how one limit stands.
    #[must_use]
    pub fn of(standing: Standing) -> Self {
        Self(vec![standing])
    }

    /// Says how one more limit stands.
    pub fn add(&mut self, standing: Standing) {
        self.0.push(standing);
    }

    /// These limits, and then others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Tells a caller.
    pub fn write(&self, headers: &mut HeaderMap) {
        if self.0.is_empty() {
            return;
        }
        let list = |one: fn(&Standing) -> String| {
            let items: Vec<_> = self.0.iter().map(one).collect();
            HeaderValue::try_from(items.join(", "))
        };
        let left = list(|it| format!("\"{}\";r={};t={}", it.policy.name, it.left, it.reset));
        let policies = list(|it| {
            format!("\"{}\";q={};w={}", it.policy.name, it.policy.burst, it.policy.window())
        });
        // Names and numbers make a good header.
        if let (Ok(left), Ok(policies)) = (left, policies) {
            headers.insert(RATE_LIMIT, left);
            headers.insert(RATE_LIMIT_POLICY, policies);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy = Policy { name: "tries", burst: 3, pause: Duration::from_secs(100) };

    fn told(standings: &Standings) -> (String, String) {
        let mut headers = HeaderMap::new();
        standings.write(&mut headers);
        let text = |name| headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        (text(RATE_LIMIT), text(RATE_LIMIT_POLICY))
    }

    #[test]
    fn each_key_has_its_own_and_is_told_what_is_left() {
        let limit = Limit::new(POLICY);
        for expected in ["\"tries\";r=2;t=100", "\"tries\";r=1;t=200", "\"tries\";r=0;t=100"] {
            let standings = Standings::of(limit.count(&1, NonZeroU32::MIN).unwrap());
            assert_eq!(told(&standings), (expected.into(), "\"tries\";q=3;w=300".into()));
        }
        let used_up = limit.count(&1, NonZeroU32::MIN).unwrap_err();
        assert!((99..=100).contains(&used_up.wait), "{used_up:?}");
        let (left, _) = told(&Standings::of(used_up.standing));
        assert_eq!(left, format!("\"tries\";r=0;t={}", used_up.wait));
        assert!(limit.count(&2, NonZeroU32::MIN).is_ok());
    }

    #[test]
    fn several_limits_are_one_list_and_none_is_no_header() {
        let limit: Limit<u8> = Limit::new(POLICY);
        let mut both = Standings::of(limit.untouched(NonZeroU32::MIN));
        both.add(Standing::new(Policy { name: "checkout", ..POLICY }, 1));
        assert_eq!(
            told(&both),
            (
                "\"tries\";r=3;t=0, \"checkout\";r=1;t=200".into(),
                "\"tries\";q=3;w=300, \"checkout\";q=3;w=300".into()
            )
        );
        assert_eq!(told(&Standings::default()), (String::new(), String::new()));
    }

    #[test]
    fn the_tighter_of_two_is_what_counts() {
        let (many, few) = (Standing::new(POLICY, 3), Standing::new(POLICY, 1));
        assert_eq!(many.tighter(few), few);
        assert_eq!(few.tighter(many), few);
    }
}
