//! The list of the kinds of provider.

use crate::placetopay_soap;
use crate::setup::ProviderKind;

/// Every kind of provider that the configuration may name.
pub const PROVIDER_KINDS: &[ProviderKind] = &[placetopay_soap::KIND];

/// Finds a kind of provider by its name in the configuration.
#[must_use]
pub fn kind(name: &str) -> Option<&'static ProviderKind> {
    PROVIDER_KINDS.iter().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_found_by_its_own_name() {
        for one in PROVIDER_KINDS {
            assert_eq!(kind(one.name).map(|found| found.name), Some(one.name));
        }
        assert!(kind("carrier-pigeon").is_none());
    }
}
