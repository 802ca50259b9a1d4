//! Merchants' API keys, kept hashed. A key is compared with all of them, in constant time.

use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

use crate::config::Sites;
use pse_core::model::SiteName;

/// Every site's API keys, hashed.
pub struct MerchantKeys {
    keys: Vec<([u8; 32], SiteName)>,
}

impl MerchantKeys {
    /// Hashes the configured keys of all sites.
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

    /// Finds the site that an API key belongs to.
    #[must_use]
    pub fn owner(&self, key: &str) -> Option<&SiteName> {
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
