//! Which pages were refused for where they are: a newcomer's first mistake, so the log names the key to change. Each origin
//! is told once a day, and of each site so many that nobody can fill the log.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use http::HeaderValue;
use jiff::Timestamp;
use jiff::civil::Date;
use pse_core::model::SiteName;
use pse_core::net::Origin;
use pse_core::time::bogota::day;

use crate::config::Sites;

/// How many origins are told of a day, for each site, and of those that tried no site's checkout.
const A_DAY: usize = 32;
/// No host's name is longer, with its scheme and port.
const LONGEST: usize = 270;

/// Says in the log which pages were refused for where they are.
#[derive(Debug, Default)]
pub struct RefusedOrigins(Mutex<Told>);

/// What has been told on one day: by site, and what was of no site.
#[derive(Debug, Default)]
struct Told {
    day: Option<Date>,
    origins: HashMap<Option<SiteName>, HashSet<Origin>>,
}

impl RefusedOrigins {
    /// Tells of a page whose origin is no site's. Whose checkout it wanted was not looked at.
    pub fn of_no_site(&self, sites: &Sites, origin: &HeaderValue, now: Timestamp) {
        let Some(origin) = self.first_today(None, origin, now) else { return };
        let only = sites.iter().count() == 1;
        let key = allowed_origins(if only { sites.first().name.as_str() } else { "<name>" });
        tracing::warn!(%origin, key, "A page was refused: its origin is no site's. If it is a merchant's, add it to the key.");
    }

    /// Tells of a page of another site that asked for a checkout of this one.
    pub fn of_another_site(&self, site: &SiteName, origin: &HeaderValue, now: Timestamp) {
        let Some(origin) = self.first_today(Some(site), origin, now) else { return };
        let key = allowed_origins(site.as_str());
        tracing::warn!(%origin, %site, key, "A page of another site asked for a checkout of this one, and was answered as if there were none. If both are one merchant's, add it to the key.");
    }

    /// The origin, if it is one and is to be told.
    fn first_today(
        &self,
        site: Option<&SiteName>,
        origin: &HeaderValue,
        now: Timestamp,
    ) -> Option<Origin> {
        let text = origin.to_str().ok().filter(|text| text.len() <= LONGEST)?;
        let origin: Origin = text.parse().ok()?;
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let today = Some(day(now));
        if told.day != today {
            *told = Told { day: today, origins: HashMap::new() };
        }
        let known = told.origins.entry(site.cloned()).or_default();
        (known.len() < A_DAY && known.insert(origin.clone())).then_some(origin)
    }
}

/// The configuration's key for whose pages may call.
fn allowed_origins(site: &str) -> String {
    format!("sites.{site}.allowed_origins")
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn told(by: &RefusedOrigins, site: Option<&SiteName>, origin: &str, now: Timestamp) -> bool {
        by.first_today(site, &HeaderValue::from_str(origin).unwrap(), now).is_some()
    }

    #[test]
    fn each_origin_is_told_once_a_day_and_site() {
        let (refused, now) = (RefusedOrigins::default(), Timestamp::UNIX_EPOCH);
        let site: SiteName = "shop".parse().unwrap();
        for origin in ["https://tienda.example", "http://localhost:3000"] {
            for site in [None, Some(&site)] {
                assert!(told(&refused, site, origin, now), "{origin}");
                assert!(!told(&refused, site, origin, now), "{origin}");
            }
        }
        let tomorrow = now.checked_add(SignedDuration::from_hours(24)).unwrap();
        assert!(told(&refused, None, "https://tienda.example", tomorrow));
    }

    #[test]
    fn of_a_crowd_the_first_thirty_two_are_told() {
        let (refused, now) = (RefusedOrigins::default(), Timestamp::UNIX_EPOCH);
        let origins = (0..100).map(|at| format!("https://t{at}.example"));
        assert_eq!(origins.filter(|origin| told(&refused, None, origin, now)).count(), A_DAY);
        let site: SiteName = "shop".parse().unwrap();
        assert!(told(&refused, Some(&site), "https://t99.example", now));
    }

    #[test]
    fn what_is_no_origin_is_not_told() {
        let (refused, now) = (RefusedOrigins::default(), Timestamp::UNIX_EPOCH);
        let long = format!("https://{}.example", "a".repeat(LONGEST));
        for text in ["null", "https://tienda.example/ruta", "Ana Gil", &long] {
            assert!(!told(&refused, None, text, now), "{text}");
        }
    }
}
