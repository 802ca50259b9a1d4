//! Who a merchant's server is: `Authorization: Bearer <key>`. Keys are kept hashed and compared
//! in constant time, all of them each time.

use http::{HeaderMap, header};
use pse_shared::ProblemCode;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

use super::problem::Problem;
use super::state::App;
use crate::config::{SiteConfig, SiteName, Sites};

/// The merchants' keys, hashed.
pub struct MerchantKeys {
    keys: Vec<([u8; 32], SiteName)>,
}

impl MerchantKeys {
    /// Those of all sites.
    #[must_use]
    pub fn of(sites: &Sites) -> Self {
        let keys = sites
            .iter()
            .flat_map(|site| {
                site.api_keys.iter().map(|key| (hash(key.expose_secret()), site.name.clone()))
            })
            .collect();
        Self { keys }
    }

    /// Whose key this is.
    fn owner(&self, key: &str) -> Option<&SiteName> {
        let given = hash(key);
        let none = u32::MAX;
        let mut found = none;
        for (index, (known, _)) in (0_u32..).zip(&self.keys) {
            let same: Choice = known.ct_eq(&given);
            found = u32::conditional_select(&found, &index, same);
        }
        self.keys.get(usize::try_from(found).ok()?).map(|(_, site)| site)
    }
}

fn hash(key: &str) -> [u8; 32] {
    Sha256::digest(key).into()
}

/// The site whose key a request carries.
///
/// # Errors
/// `unauthorized`.
pub fn merchant<'a>(app: &'a App, headers: &HeaderMap) -> Result<&'a SiteConfig, Problem> {
    let unauthorized = || Problem::new(ProblemCode::Unauthorized);
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (scheme, key) = value.and_then(|value| value.split_once(' ')).ok_or_else(unauthorized)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(unauthorized());
    }
    let site = app.keys.owner(key.trim()).ok_or_else(unauthorized)?;
    app.site(site)
}
